import type { Rule } from "@ldl/cda";
import type { LabReport } from "../model/lab-report.ts";
import { CR_BIO } from "./sources.ts";

const SOURCE = `${CR_BIO}, Entete_CR-BIO, performer`;

/** A rule that wants one member of the laboratory. */
function due(
  id: string,
  path: string,
  message: string,
  isThere: (organisation: LabReport["laboratoire"]["organisation"]) => boolean,
): Rule<LabReport> {
  return {
    id,
    severity: "error",
    source: SOURCE,
    path,
    message,
    check: ({ laboratoire }) => (isThere(laboratoire.organisation) ? [] : [path]),
  };
}

const ORGANISATION = "laboratoire.organisation";

/** What the laboratory and its director must have: defaults are taken from them. */
export const LABORATORY_RULES: readonly Rule<LabReport>[] = [
  due(
    "LDL-BIO-LABO-ID",
    `${ORGANISATION}.id`,
    "identifiant national du laboratoire obligatoire",
    ({ id }) => id !== undefined,
  ),
  due("LDL-BIO-LABO-NOM", `${ORGANISATION}.nom`, "nom du laboratoire obligatoire", ({ nom }) => nom !== undefined),
  due(
    "LDL-BIO-LABO-TELECOM",
    `${ORGANISATION}.telecoms`,
    "téléphone ou adresse électronique du laboratoire obligatoire",
    ({ telecoms }) => telecoms !== undefined && telecoms.length > 0,
  ),
  due(
    "LDL-BIO-LABO-ADRESSE",
    `${ORGANISATION}.adresses`,
    "adresse du laboratoire obligatoire",
    ({ adresses }) => adresses !== undefined && adresses.length > 0,
  ),
  due(
    "LDL-BIO-LABO-CADRE",
    `${ORGANISATION}.cadreExercice`,
    "cadre d'exercice du laboratoire (JDV_J04) obligatoire",
    ({ cadreExercice }) => cadreExercice !== undefined,
  ),
  {
    id: "LDL-BIO-DIRECTEUR-NOM",
    severity: "error",
    source: SOURCE,
    path: "directeur.nom",
    message: "nom du directeur du laboratoire obligatoire",
    check: ({ directeur }) => (directeur.nom === undefined ? ["directeur.nom"] : []),
  },
];
