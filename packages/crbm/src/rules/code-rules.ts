import { includesCode, isMisshapen, LOINC_OID, type Rule } from "@ldl/cda";
import type { Code } from "@ldl/domain";
import { INTERPRETATION } from "../codes/jdv/interpretation.ts";
import { SCREENING_CONTEXT } from "../codes/jdv/screening-context.ts";
import { SCREENING_KIT } from "../codes/jdv/screening-kit.ts";
import { SCREENING_MEDIUM } from "../codes/jdv/screening-medium.ts";
import { SPECIMEN_TYPE } from "../codes/jdv/specimen-type.ts";
import { TECHNIQUE } from "../codes/jdv/technique.ts";
import { INTERPRETATION_OID } from "../codes/systems.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import { hasLoincKey } from "./loinc-key.ts";
import { CR_BIO } from "./sources.ts";
import { type Placed, partsOf, pathsOf } from "./walk-report.ts";

/** What may have a code of the laboratory. */
interface WithLocalCode {
  readonly codeLocal?: Code | undefined;
}

type Rules = readonly Rule<LabReportComplete>[];

function isInterpretation(code: string): boolean {
  return includesCode(INTERPRETATION, { code, systeme: INTERPRETATION_OID });
}

function interpretations(report: LabReportComplete): readonly Placed<string>[] {
  return partsOf(report).resultats.flatMap(([path, { interpretation, anteriorites = [] }]) => [
    ...(interpretation === undefined ? [] : [[`${path}.interpretation`, interpretation] as const]),
    ...anteriorites.flatMap((earlier, index) =>
      earlier.interpretation === undefined
        ? []
        : [[`${path}.anteriorites.${index}.interpretation`, earlier.interpretation] as const],
    ),
  ]);
}

/** Codes of sections, blocks and panels. */
function groupCodes(report: LabReportComplete): readonly Placed<Code>[] {
  const { blocs, batteries } = partsOf(report);
  const found: Placed<Code>[] = [];
  report.chapitres.forEach(({ code, sousChapitres = [] }, index) => {
    found.push([`chapitres.${index}.code`, code]);
    sousChapitres.forEach((sous, sub) => {
      found.push([`chapitres.${index}.sousChapitres.${sub}.code`, sous.code]);
    });
  });
  for (const [path, { code }] of [...blocs, ...batteries]) if (code !== undefined) found.push([`${path}.code`, code]);
  return found;
}

/** Codes of answers, organisms, sites and acts. */
function answerCodes(report: LabReportComplete): readonly Placed<Code>[] {
  const { resultats, isolats, prelevements } = partsOf(report);
  const found: Placed<Code>[] = [];
  const add = (path: string, code: Code | undefined) => {
    if (code !== undefined) found.push([path, code]);
  };
  for (const [path, { valeur }] of resultats) if (valeur?.type === "code") add(`${path}.valeur.code`, valeur.code);
  for (const [path, { germe }] of isolats) add(`${path}.germe.snomed`, germe.snomed);
  for (const [path, { site, acte }] of prelevements) {
    add(`${path}.site`, site);
    add(`${path}.acte`, acte);
  }
  return found;
}

/** LOINC codes, wherever they stand. */
function loincCodes(report: LabReportComplete): readonly Placed<string>[] {
  const analyses = partsOf(report).resultats.flatMap(([path, { analyse }]) =>
    analyse.loinc === undefined ? [] : [[`${path}.analyse.loinc.code`, analyse.loinc.code] as const],
  );
  const groups = groupCodes(report).flatMap(([path, { systeme, code }]) =>
    systeme === LOINC_OID ? [[`${path}.code`, code] as const] : [],
  );
  return [...groups, ...analyses];
}

const VALUE_SET_RULES: Rules = [
  {
    id: "LDL-JDV-INTERPRETATION",
    severity: "error",
    source: "JDV_HL7_ObservationInterpretation_CISIS",
    path: "…interpretation",
    message: "code hors du jeu de valeurs JDV_HL7_ObservationInterpretation_CISIS",
    check: (report) => pathsOf(interpretations(report), (code) => !isInterpretation(code)),
  },
  {
    id: "LDL-JDV-PRELEVEMENT",
    severity: "error",
    source: "JDV_HL7_SpecimenType_CISIS",
    path: "…prelevements[].nature",
    message: "code hors du jeu de valeurs JDV_HL7_SpecimenType_CISIS",
    check: (report) =>
      pathsOf(partsOf(report).prelevements, ({ nature }) => !includesCode(SPECIMEN_TYPE, nature), ".nature"),
  },
  {
    id: "LDL-JDV-TECHNIQUE",
    severity: "warning",
    source: "JDV_TechniqueBiologie_CISIS",
    path: "…methode.code",
    message: "code hors du jeu de valeurs JDV_TechniqueBiologie_CISIS",
    check: (report) =>
      pathsOf(
        partsOf(report).resultats,
        ({ methode }) => methode?.code !== undefined && !includesCode(TECHNIQUE, methode.code),
        ".methode.code",
      ),
  },
  {
    id: "LDL-JDV-TROUSSE",
    severity: "warning",
    source: "JDV_TrousseCCU_CISIS",
    path: "…trousse",
    message: "code hors du jeu de valeurs JDV_TrousseCCU_CISIS",
    check: (report) =>
      pathsOf(
        partsOf(report).resultats,
        ({ trousse }) => trousse !== undefined && !includesCode(SCREENING_KIT, trousse),
        ".trousse",
      ),
  },
  {
    id: "LDL-JDV-MILIEU",
    severity: "warning",
    source: "JDV_MilieuCytologieCCU_CISIS",
    path: "…milieu",
    message: "code hors du jeu de valeurs JDV_MilieuCytologieCCU_CISIS",
    check: (report) =>
      pathsOf(
        partsOf(report).resultats,
        ({ milieu }) => milieu !== undefined && !includesCode(SCREENING_MEDIUM, milieu),
        ".milieu",
      ),
  },
  {
    id: "LDL-JDV-CONTEXTE",
    severity: "warning",
    source: "JDV_ContexteExamenCCU_CISIS",
    path: "raisonExamen.contexte",
    message: "code hors du jeu de valeurs JDV_ContexteExamenCCU_CISIS",
    check: ({ raisonExamen }) =>
      raisonExamen !== undefined && !includesCode(SCREENING_CONTEXT, raisonExamen.contexte)
        ? ["raisonExamen.contexte"]
        : [],
  },
];

/** Rules on codes. */
export const CODE_RULES: Rules = [
  ...VALUE_SET_RULES,
  {
    id: "LDL-BIO-LOINC-CLE",
    severity: "error",
    source: "LOINC Users' Guide, check digit (mod 10)",
    path: "…loinc.code",
    message: "clé du code LOINC fausse",
    check: (report) => pathsOf(loincCodes(report), (code) => !hasLoincKey(code)),
  },
  {
    id: "LDL-BIO-CODE-LOCAL",
    severity: "error",
    source: `${CR_BIO}, E_FR-Resultats-examens-de-biologie-medicale`,
    path: "…codeLocal",
    message: "un code LOINC se donne dans loinc ou code, pas comme code local",
    check: (report) => {
      const { resultats, batteries, blocs } = partsOf(report);
      return [
        ...pathsOf(resultats, ({ analyse }) => analyse.codeLocal?.systeme === LOINC_OID, ".analyse.codeLocal"),
        ...pathsOf<WithLocalCode>(
          [...batteries, ...blocs],
          ({ codeLocal }) => codeLocal?.systeme === LOINC_OID,
          ".codeLocal",
        ),
      ];
    },
  },
  {
    id: "LDL-CODE-FORME",
    severity: "error",
    source: "Formes des codes des terminologies",
    path: "…code",
    message: "code sans la forme des codes de ce système",
    check: (report) => pathsOf([...groupCodes(report), ...answerCodes(report)], isMisshapen, ".code"),
  },
];
