/**
 * Code of an integration error, which the receiving software answers.
 *
 * @public
 */
export type IntegrationErrorCode = "900" | "901" | "902" | "903" | "904" | "905" | "906";

/**
 * One integration error.
 *
 * @public
 */
export interface IntegrationError {
  /** Code. */
  readonly code: IntegrationErrorCode;
  /** Label of the table, as it travels. */
  readonly libelle: string;
  /** What the sender normally does about it, for people. */
  readonly conduite: string;
}

/**
 * Application errors of the ANS volet « Transmission au LPS d'un document CDA-R2 en HL7v2 reçu par MSSanté » 1.1.3,
 * table of ERR-5 (`applicationErrorCondition`).
 *
 * @public
 */
export const INTEGRATION_ERRORS: Readonly<Record<IntegrationErrorCode, IntegrationError>> = {
  "900": {
    code: "900",
    libelle: "Version du document incorrecte lors d'une demande de remplacement/suppression",
    conduite: "Vérifier la chaîne des versions, puis renvoyer le document complet comme nouveau document.",
  },
  "901": {
    code: "901",
    libelle: "Auteur non autorisé à remplacer ou supprimer un document",
    conduite: "Prendre contact avec l'auteur du document d'origine.",
  },
  "902": {
    code: "902",
    libelle: "Identifiant patient inconnu",
    conduite: "Vérifier l'identité du patient avec le destinataire, qui peut intégrer le document à la main.",
  },
  "903": {
    code: "903",
    libelle: "INS non présent dans le document",
    conduite: "Qualifier l'INS du patient, puis renvoyer le document.",
  },
  "904": {
    code: "904",
    libelle: "INS transmis ne correspond pas exactement à celui stocké",
    conduite: "Faire vérifier l'identité du patient des deux côtés.",
  },
  "905": {
    code: "905",
    libelle: "INS transmis n'est pas complet",
    conduite: "Renvoyer le document avec tous les traits de l'INS.",
  },
  "906": {
    code: "906",
    libelle: "Erreur 'Autre'",
    conduite: "Lire le texte du message.",
  },
};

/**
 * Tells whether a text is a code of the table.
 *
 * @example
 * ```ts
 * import { isIntegrationErrorCode } from "@ldl/mssante";
 *
 * isIntegrationErrorCode("902"); // true
 * ```
 * @param code - Any text.
 * @returns True for `900` to `906`.
 * @public
 */
export function isIntegrationErrorCode(code: string): code is IntegrationErrorCode {
  return Object.hasOwn(INTEGRATION_ERRORS, code);
}
