import { LOINC_OID } from "@ldl/cda";
import { WAITING_CODE_OID } from "./systems.ts";

/**
 * Codes of chapters and sub-chapters that are known to be in use: `system|code` and label.
 *
 * @remarks Official CR-BIO examples and other volets of the ANS kit, 2025-02-19. The whole list (« Circuit de la
 * biologie », bioloinc.fr) is not published with the kit: another code is a warning, not an error.
 */
export const CHAPTERS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  [`${LOINC_OID}|18719-5`, "Biochimie"],
  [`${LOINC_OID}|18723-7`, "Hématologie"],
  [`${LOINC_OID}|18720-3`, "Hémostase, coagulation"],
  [`${LOINC_OID}|18725-2`, "Microbiologie"],
  [`${LOINC_OID}|18727-8`, "Sérologie"],
  [`${LOINC_OID}|18718-7`, "Protéines, marqueurs tumoraux, vitamines"],
  [`${LOINC_OID}|18729-4`, "Examens urinaires - cristallurie"],
  [`${LOINC_OID}|18767-4`, "Gaz du Sang"],
  [`${LOINC_OID}|26438-2`, "Cytologie"],
  [`${LOINC_OID}|26436-6`, "Biologie polyvalente"],
  [`${LOINC_OID}|14340-4`, "Electrophorèse des protéines"],
  [`${LOINC_OID}|57698-3`, "Bilan lipidique"],
  [`${WAITING_CODE_OID}|1443252`, "Résultats des examens d'un laboratoire de seconde intention"],
]);
