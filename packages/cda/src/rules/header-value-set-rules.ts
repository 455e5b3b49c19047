import { AUTHOR_SPECIALTY } from "../codes/jdv/author-specialty.ts";
import { ENCOUNTER_TYPE } from "../codes/jdv/encounter-type.ts";
import { FUNCTION_CODE } from "../codes/jdv/function-code.ts";
import { HEALTHCARE_FACILITY_TYPE } from "../codes/jdv/healthcare-facility-type.ts";
import { PRACTICE_SETTING } from "../codes/jdv/practice-setting.ts";
import { RELATION_PATIENT } from "../codes/jdv/relation-patient.ts";
import { includesCode } from "../codes/value-set.ts";
import type { DocumentHeader } from "../header/document-header.ts";
import type { Rule } from "./rule.ts";
import { STRUCTURATION } from "./sources.ts";
import { organisationsOf, pathsOf, placed, specialtiesOf } from "./walk-header.ts";

/** Code system of `dischargeDispositionCode`. */
const DISCHARGE_DISPOSITION_OID = "1.2.250.1.213.2.14";

/** Rules on the codes of the header. */
export const HEADER_VALUE_SET_RULES: readonly Rule<DocumentHeader>[] = [
  {
    id: "LDL-JDV-J01",
    severity: "error",
    source: "JDV_J01_XdsAuthorSpecialty_CISIS",
    path: "…specialite",
    message: "code hors du jeu de valeurs JDV_J01_XdsAuthorSpecialty_CISIS",
    check: (header) => pathsOf(specialtiesOf(header), (code) => !includesCode(AUTHOR_SPECIALTY, code)),
  },
  {
    id: "LDL-JDV-J02",
    severity: "error",
    source: "JDV_J02_XdsHealthcareFacilityTypeCode_CISIS",
    path: "priseEnCharge.lieu.secteur",
    message: "code hors du jeu de valeurs JDV_J02_XdsHealthcareFacilityTypeCode_CISIS",
    check: ({ priseEnCharge }) =>
      includesCode(HEALTHCARE_FACILITY_TYPE, priseEnCharge.lieu.secteur) ? [] : ["priseEnCharge.lieu.secteur"],
  },
  {
    id: "LDL-JDV-J04",
    severity: "error",
    source: "JDV_J04_XdsPracticeSettingCode_CISIS",
    path: "…organisation.cadreExercice",
    message: "code hors du jeu de valeurs JDV_J04_XdsPracticeSettingCode_CISIS",
    check: (header) =>
      pathsOf(
        organisationsOf(header),
        ({ cadreExercice }) => cadreExercice !== undefined && !includesCode(PRACTICE_SETTING, cadreExercice),
        ".cadreExercice",
      ),
  },
  {
    id: "LDL-JDV-J11",
    severity: "error",
    source: "JDV_J11_RelationPatient_CISIS",
    path: "informateurs[].lien",
    message: "code hors du jeu de valeurs JDV_J11_RelationPatient_CISIS",
    check: (header) =>
      pathsOf(
        placed("informateurs", header.informateurs),
        (informant) =>
          informant.genre === "proche" &&
          informant.lien !== undefined &&
          !includesCode(RELATION_PATIENT, informant.lien),
        ".lien",
      ),
  },
  {
    id: "LDL-JDV-J47",
    severity: "error",
    source: "JDV_J47_FunctionCode_CISIS",
    path: "auteurs[].fonction, participants[].fonction",
    message: "code hors du jeu de valeurs JDV_J47_FunctionCode_CISIS",
    check: (header) =>
      [...placed("auteurs", header.auteurs), ...placed("participants", header.participants)].flatMap(([path, who]) => {
        const fonction = "fonction" in who ? who.fonction : undefined;
        return fonction === undefined || includesCode(FUNCTION_CODE, fonction) ? [] : [`${path}.fonction`];
      }),
  },
  {
    id: "LDL-JDV-J142",
    severity: "error",
    source: "JDV_J142_TypeRencontre_CISIS",
    path: "priseEnCharge.type",
    message: "code hors du jeu de valeurs JDV_J142_TypeRencontre_CISIS",
    check: ({ priseEnCharge: { type } }) =>
      type === undefined || includesCode(ENCOUNTER_TYPE, type) ? [] : ["priseEnCharge.type"],
  },
  {
    id: "LDL-H-MODALITE-SORTIE",
    severity: "error",
    source: `${STRUCTURATION}, dischargeDispositionCode`,
    path: "priseEnCharge.modaliteSortie",
    message: `code du système ${DISCHARGE_DISPOSITION_OID} attendu`,
    check: ({ priseEnCharge: { modaliteSortie } }) =>
      modaliteSortie === undefined || modaliteSortie.systeme === DISCHARGE_DISPOSITION_OID
        ? []
        : ["priseEnCharge.modaliteSortie.systeme"],
  },
];
