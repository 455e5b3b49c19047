import { isAfter, type Rule } from "@ldl/cda";
import type { Bornes } from "../model/bornes.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import type { Resultat } from "../model/resultat.ts";
import type { Valeur } from "../model/valeur.ts";
import { isKnownUnit, suggestUnit } from "../units/check-unit.ts";
import { CR_BIO, TERMINOLOGIE } from "./sources.ts";
import { type Placed, partsOf, pathsOf, valueAt } from "./walk-report.ts";

function results(report: LabReportComplete): readonly Placed<Resultat>[] {
  return partsOf(report).resultats;
}

function isUnknown(unit: string | undefined): boolean {
  return unit !== undefined && !isKnownUnit(unit);
}

/** Members of a value that hold an unknown unit. */
function unknownUnits(valeur: Valeur): readonly string[] {
  const wrong: string[] = [];
  if ("unite" in valeur && isUnknown(valeur.unite)) wrong.push("unite");
  if (valeur.type === "quantite")
    valeur.equivalents?.forEach(({ unite }, index) => {
      if (isUnknown(unite)) wrong.push(`equivalents.${index}.unite`);
    });
  if (valeur.type === "rapport" && isUnknown(valeur.uniteNumerateur)) wrong.push("uniteNumerateur");
  if (valeur.type === "rapport" && isUnknown(valeur.uniteDenominateur)) wrong.push("uniteDenominateur");
  return wrong;
}

/** Members of reference values that hold an unknown unit. */
function unknownBoundUnits({ unite, conditions }: Bornes): readonly string[] {
  const wrong = isUnknown(unite) ? ["unite"] : [];
  conditions?.forEach(({ valeur }, index) => {
    if (valeur !== undefined)
      for (const member of unknownUnits(valeur)) wrong.push(`conditions.${index}.valeur.${member}`);
  });
  return wrong;
}

/** Members of a result, or of an earlier one, that hold an unknown unit. */
function unknownUnitsOf({ valeur, bornes }: Pick<Resultat, "valeur" | "bornes">): readonly string[] {
  const wrong: string[] = [];
  if (valeur !== undefined) for (const member of unknownUnits(valeur)) wrong.push(`valeur.${member}`);
  if (bornes !== undefined) for (const member of unknownBoundUnits(bornes)) wrong.push(`bornes.${member}`);
  return wrong;
}

function wrongUnits(found: readonly Placed<Resultat>[]): readonly string[] {
  const wrong: string[] = [];
  for (const [path, resultat] of found) {
    for (const member of unknownUnitsOf(resultat)) wrong.push(`${path}.${member}`);
    resultat.anteriorites?.forEach((earlier, index) => {
      for (const member of unknownUnitsOf(earlier)) wrong.push(`${path}.anteriorites.${index}.${member}`);
    });
  }
  return wrong;
}

function advice(report: LabReportComplete, path: string): string | undefined {
  const unit = valueAt(report, path);
  const suggestion = typeof unit === "string" ? suggestUnit(unit) : undefined;
  return suggestion === undefined ? undefined : `écrire ${suggestion}`;
}

function isReversed({ min, max }: Bornes): boolean {
  return min !== undefined && max !== undefined && Number(min) > Number(max);
}

function unitOf(valeur: Valeur | undefined): string | undefined {
  return valeur !== undefined && "unite" in valeur ? valeur.unite : undefined;
}

/** Whether the bounds of a result are in another unit than its value. */
function hasOtherUnit({ valeur, bornes }: Resultat): boolean {
  const unit = unitOf(valeur);
  return unit !== undefined && bornes?.unite !== undefined && bornes.unite !== unit;
}

/** Rules on results: value, unit, reference values, earlier results. */
export const RESULT_RULES: readonly Rule<LabReportComplete>[] = [
  {
    id: "LDL-BIO-UNITE",
    severity: "error",
    source: `${TERMINOLOGIE}, is-code-ucum-exist`,
    path: "…unite",
    message: "unité hors de la liste UCUM du contrôle officiel",
    check: (report) => wrongUnits(results(report)),
    detail: advice,
  },
  {
    id: "LDL-BIO-ABANDON",
    severity: "error",
    source: `${CR_BIO}, E_FR-Resultat-examens-de-biologie-element-clinique-pertinent`,
    path: "…valeur",
    message: "un résultat non obtenu (aborted) n'a ni valeur ni interprétation",
    check: (report) =>
      pathsOf(
        results(report),
        ({ statut, valeur, interpretation }) =>
          statut === "aborted" && (valeur !== undefined || interpretation !== undefined),
        ".valeur",
      ),
  },
  {
    id: "LDL-BIO-VALEUR",
    severity: "warning",
    source: CR_BIO,
    path: "…valeur",
    message: "résultat obtenu sans valeur ni interprétation",
    check: (report) =>
      pathsOf(
        results(report),
        ({ statut, valeur, interpretation }) =>
          statut === "completed" && valeur === undefined && interpretation === undefined,
        ".valeur",
      ),
  },
  {
    id: "LDL-BIO-BORNES-ORDRE",
    severity: "error",
    source: `${CR_BIO}, referenceRange`,
    path: "…bornes",
    message: "borne inférieure au-dessus de la borne supérieure",
    check: (report) =>
      results(report).flatMap(([path, { bornes, anteriorites = [] }]) => [
        ...(bornes !== undefined && isReversed(bornes) ? [`${path}.bornes`] : []),
        ...anteriorites.flatMap((earlier, index) =>
          earlier.bornes !== undefined && isReversed(earlier.bornes) ? [`${path}.anteriorites.${index}.bornes`] : [],
        ),
      ]),
  },
  {
    id: "LDL-BIO-BORNES-UNITE",
    severity: "warning",
    source: `${CR_BIO}, referenceRange`,
    path: "…bornes.unite",
    message: "valeurs de référence dans une autre unité que le résultat",
    check: (report) => pathsOf(results(report), hasOtherUnit, ".bornes.unite"),
  },
  {
    id: "LDL-BIO-INTERVALLE",
    severity: "error",
    source: `${CR_BIO}, value IVL_PQ`,
    path: "…valeur",
    message: "intervalle dont le début dépasse la fin",
    check: (report) =>
      pathsOf(
        results(report),
        ({ valeur }) => valeur?.type === "intervalle" && Number(valeur.min) > Number(valeur.max),
        ".valeur",
      ),
  },
  {
    id: "LDL-BIO-ANTERIORITE",
    severity: "error",
    source: `${CR_BIO}, entryRelationship REFR`,
    path: "…anteriorites[].date",
    message: "résultat antérieur postérieur au résultat",
    check: (report) =>
      results(report).flatMap(([path, { date, anteriorites = [] }]) =>
        anteriorites.flatMap((earlier, index) =>
          date !== undefined && isAfter(earlier.date, date) ? [`${path}.anteriorites.${index}.date`] : [],
        ),
      ),
  },
  {
    id: "LDL-BIO-ANTERIORITE-UNITE",
    severity: "warning",
    source: `${CR_BIO}, entryRelationship REFR`,
    path: "…anteriorites[].valeur",
    message: "résultat antérieur d'un autre type ou d'une autre unité : il ne se compare pas",
    check: (report) =>
      results(report).flatMap(([path, { valeur, anteriorites = [] }]) =>
        anteriorites.flatMap((earlier, index) =>
          valeur !== undefined && unitOf(earlier.valeur) !== unitOf(valeur)
            ? [`${path}.anteriorites.${index}.valeur`]
            : [],
        ),
      ),
  },
  {
    id: "LDL-BIO-DATES",
    severity: "error",
    source: `${CR_BIO}, E_FR-Prelevement`,
    path: "…prelevements[].recuLe",
    message: "réception antérieure au prélèvement",
    check: (report) =>
      pathsOf(
        partsOf(report).prelevements,
        ({ date, recuLe }) => recuLe !== undefined && isAfter(date, recuLe),
        ".recuLe",
      ),
  },
  {
    id: "LDL-BIO-ANTIBIOGRAMME",
    severity: "warning",
    source: `${CR_BIO}, E_FR-Isolat-microbiologique`,
    path: "…antibiogrammes[].resultats[].interpretation",
    message: "antibiotique testé sans interprétation S, I ou R",
    check: (report) =>
      partsOf(report).antibiogrammes.flatMap(([path, { resultats }]) =>
        resultats.flatMap(({ statut, interpretation }, index) =>
          statut === "completed" && interpretation === undefined ? [`${path}.resultats.${index}.interpretation`] : [],
        ),
      ),
  },
];
