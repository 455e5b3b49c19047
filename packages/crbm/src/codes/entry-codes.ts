import { codeIn, LOINC_OID, SNOMED_CT_OID } from "@ldl/cda";
import { RECEPTION_OID } from "./systems.ts";

/**
 * Codes that say what an entry is.
 *
 * @remarks CI-SIS, volet CR-BIO 2024.01; examples of the ANS kit, 2025-02-19.
 */
export const ENTRY_CODES = {
  prelevement: codeIn(LOINC_OID, "33882-2", "Prélèvement"),
  reception: { ...codeIn(RECEPTION_OID, "SPRECEIVE", "Échantillon reçu"), nomSysteme: "IHEActCode" },
  commentaire: codeIn(LOINC_OID, "48767-8", "Commentaire"),
  raisonExamen: codeIn(LOINC_OID, "42349-1", "Raison de la recommandation"),
  probleme: codeIn(SNOMED_CT_OID, "55607006", "problème"),
  vaccination: codeIn("2.16.840.1.113883.5.4", "IMMUNIZ", "Vaccination sans autre précision"),
  resultatScanne: codeIn(LOINC_OID, "101792-0", "Résultats de laboratoire scannés"),
} as const;
