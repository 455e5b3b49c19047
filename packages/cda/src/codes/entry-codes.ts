import { ACT_CODE_OID, codeIn, IHE_ACT_CODE_OID, LOINC_OID, TA_ASIP_OID } from "./systemes.ts";

/**
 * Codes that say what an entry is.
 *
 * @remarks CI-SIS, Modèles de contenus CDA; schematrons `profils/` and examples of the ANS kit, 2025-02-19.
 */
export const ENTRY_CODES = {
  medicament: codeIn(ACT_CODE_OID, "DRUG", "Médicament"),
  instructionsPatient: codeIn(IHE_ACT_CODE_OID, "PINSTRUCT", "Instructions au patient"),
  instructionsDispensateur: codeIn(IHE_ACT_CODE_OID, "FINSTRUCT", "Instructions au dispensateur"),
  commentaire: codeIn(LOINC_OID, "48767-8", "Commentaire"),
  severite: codeIn(ACT_CODE_OID, "SEV", "Sévérité"),
  statut: codeIn(LOINC_OID, "33999-4", "Statut"),
  criticite: codeIn(LOINC_OID, "82606-5", "Criticité"),
  certitude: codeIn(LOINC_OID, "66455-7", "Certitude"),
  demande: codeIn(TA_ASIP_OID, "ORG-064", "Demande d'examen ou de suivi"),
  documentAttache: codeIn(LOINC_OID, "55107-7", "Document attaché"),
  copieDocument: codeIn(LOINC_OID, "55108-5", "Copie du document"),
} as const;
