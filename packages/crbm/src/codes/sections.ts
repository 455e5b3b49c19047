import { codeIn, LOINC_OID, type SectionModel } from "@ldl/cda";
import { ENTRY_CODES } from "./entry-codes.ts";

/**
 * Sections beside those of results.
 *
 * @remarks CI-SIS, volet CR-BIO 2024.01; examples of the ANS kit, 2025-02-19.
 */
export const SECTIONS = {
  raisonExamen: {
    templateIds: ["1.3.6.1.4.1.19376.1.5.3.1.3.1", "1.3.6.1.4.1.19376.1.5.3.1.3.2", "1.2.250.1.213.1.1.2.128"],
    code: ENTRY_CODES.raisonExamen,
    titre: "Contexte de l'examen",
  },
  secondeIntention: {
    templateIds: ["1.2.250.1.213.1.1.2.60"],
    code: ENTRY_CODES.resultatScanne,
    titre: "Résultats de seconde intention",
  },
  vaccinations: {
    templateIds: ["2.16.840.1.113883.10.20.1.6", "1.3.6.1.4.1.19376.1.5.3.1.3.23", "1.2.250.1.213.1.1.2.147"],
    code: codeIn(LOINC_OID, "11369-6", "Historique des vaccinations"),
    titre: "Historique des vaccinations",
  },
  commentaire: {
    templateIds: ["2.16.840.1.113883.10.12.201", "1.3.6.1.4.1.19376.1.4.1.2.16", "1.2.250.1.213.1.1.2.73"],
    code: codeIn(LOINC_OID, "55112-7", "Commentaire"),
    titre: "Commentaire",
  },
} as const satisfies Readonly<Record<string, SectionModel>>;
