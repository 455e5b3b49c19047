import { HEADER_RULES, type Rule } from "@ldl/cda";
import type { Organisation } from "@ldl/domain";
import { headerOfReport, reportPath } from "../build/header-of-report.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import { CR_BIO } from "./sources.ts";
import { partsOf } from "./walk-report.ts";

/** The rules on the header, with paths in the report. */
const ADAPTED: readonly Rule<LabReportComplete>[] = HEADER_RULES.map(({ check, detail: _, ...rule }) => ({
  ...rule,
  check: (report, context) => check(headerOfReport(report), context).map((path) => reportPath(report, path)),
}));

/** Members that an organisation lacks. */
function missing(
  organisation: Organisation,
  path: string,
  members: readonly (keyof Organisation)[],
): readonly string[] {
  return members.flatMap((member) => {
    const value = organisation[member];
    return value === undefined || (Array.isArray(value) && value.length === 0) ? [`${path}.${member}`] : [];
  });
}

/** Rules on those who make, validate and sign the report. */
export const PEOPLE_RULES: readonly Rule<LabReportComplete>[] = [
  ...ADAPTED,
  {
    id: "LDL-BIO-RESPONSABLE",
    severity: "error",
    source: `${CR_BIO}, componentOf/encompassingEncounter/responsibleParty`,
    path: "biologisteResponsable.professionnel.specialite",
    message: "profession ou spécialité du biologiste responsable obligatoire",
    check: ({ biologisteResponsable: { professionnel } }) =>
      professionnel.specialite === undefined ? ["biologisteResponsable.professionnel.specialite"] : [],
  },
  {
    id: "LDL-BIO-VALIDEUR",
    severity: "error",
    source: `${CR_BIO}, Entete_CR-BIO, authenticator`,
    path: "valideurs[].professionnel.organisation",
    message: "identifiant, nom, adresse et moyen de joindre la structure du valideur obligatoires",
    check: ({ valideurs }) =>
      (valideurs ?? []).flatMap(({ professionnel }, index) =>
        professionnel.organisation === undefined
          ? []
          : missing(professionnel.organisation, `valideurs.${index}.professionnel.organisation`, [
              "id",
              "nom",
              "telecoms",
              "adresses",
            ]),
      ),
  },
  {
    id: "LDL-BIO-EXECUTANT",
    severity: "error",
    source: `${CR_BIO}, E_FR-Laboratoire-executant`,
    path: "…executant.laboratoire.organisation",
    message: "identifiant, nom et cadre d'exercice (JDV_J04) du laboratoire exécutant obligatoires",
    check: (report) =>
      partsOf(report).executants.flatMap(([path, { laboratoire }]) =>
        missing(laboratoire.organisation, `${path}.laboratoire.organisation`, ["id", "nom", "cadreExercice"]),
      ),
  },
  {
    id: "LDL-BIO-PRESCRIPTEUR",
    severity: "warning",
    source: `${CR_BIO}, participant REF`,
    path: "prescripteur",
    message: "compte rendu sans prescripteur",
    check: ({ prescripteur }) => (prescripteur === undefined ? ["prescripteur"] : []),
  },
];
