import { INTEGRATION_ERRORS, type IntegrationErrorCode } from "../codes/integration-errors.ts";

/** Subject of what reports an integration error (volet 1.1.3). */
export function errorSubject(code: IntegrationErrorCode, subject: string): string {
  return `[KO Intégration système !][${code}] ${subject}`;
}

/** Text that reports an integration error to a person. */
export function errorText(code: IntegrationErrorCode, explanation: string | undefined): string {
  const { libelle, conduite } = INTEGRATION_ERRORS[code];
  return [
    "Bonjour,",
    "",
    "Le document que vous avez adressé n'a pas pu être intégré par le logiciel du destinataire.",
    "",
    `Code : ${code}`,
    `Libellé : ${libelle}`,
    ...(explanation === undefined ? [] : [`Précision : ${explanation}`]),
    "",
    `Conduite à tenir : ${conduite}`,
    "",
  ].join("\n");
}

/** Text of the other receipts. */
export const OUTCOME_TEXTS = {
  integrated: "Bonjour,\n\nLe document que vous avez adressé a été intégré par le logiciel du destinataire.\n",
  read: "Bonjour,\n\nLe message que vous avez adressé a été affiché. Rien ne garantit qu'il a été lu ou compris.\n",
  deleted: "Bonjour,\n\nLe message que vous avez adressé a été supprimé par le destinataire, lu ou non.\n",
} as const;
