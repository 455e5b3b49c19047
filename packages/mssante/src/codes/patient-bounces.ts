/** Why the patient's mailbox did not take a message. @public */
export type PatientBounce =
  /** The patient closed the mailbox, or the whole of Mon espace santé. */
  | "PATIENT_MAILBOX_CLOSED"
  /** No patient has that matricule there. */
  | "PATIENT_NOT_FOUND"
  /** The address is not well formed. */
  | "PATIENT_ADDRESS_INVALID"
  /** The message is larger than Mon espace santé takes: 25 Mo. */
  | "PATIENT_MESSAGE_TOO_LARGE";

/**
 * Words of « Message non distribué », by what they mean. The wording is not published: only its four cases are known.
 *
 * @remarks « Mon espace santé – Messagerie » V1.3, as quoted in public documentation. The first that fits decides.
 */
export const PATIENT_BOUNCE_TEXTS: readonly (readonly [words: RegExp, bounce: PatientBounce])[] = [
  [/messagerie\b.{0,60}\b(?:ferm[ée]|cl[oô]tur[ée]|désactiv[ée]|desactiv[ee])/is, "PATIENT_MAILBOX_CLOSED"],
  [/(?:ferm[ée]|cl[oô]tur[ée]).{0,40}\bmessagerie\b/is, "PATIENT_MAILBOX_CLOSED"],
  [
    /(?:patient|usager|destinataire|profil)\b.{0,60}\b(?:non trouv|introuvable|inconnu|n'existe pas)/is,
    "PATIENT_NOT_FOUND",
  ],
  [/adresse\b.{0,60}\b(?:invalide|incorrecte|erron|non valide|mal form)/is, "PATIENT_ADDRESS_INVALID"],
  [/\b(?:taille|volume|poids)\b.{0,80}\b(?:dépass|depass|maxim|excè|exce|limite|trop)/is, "PATIENT_MESSAGE_TOO_LARGE"],
  [/\b(?:trop (?:volumineux|grand|lourd)|25 ?Mo)\b/i, "PATIENT_MESSAGE_TOO_LARGE"],
];

/** Enhanced status codes (RFC 3463), when the words say nothing. */
export const PATIENT_BOUNCE_STATUS: Readonly<Record<string, PatientBounce>> = {
  "5.1.1": "PATIENT_NOT_FOUND",
  "5.1.3": "PATIENT_ADDRESS_INVALID",
  "5.2.1": "PATIENT_MAILBOX_CLOSED",
  "5.2.3": "PATIENT_MESSAGE_TOO_LARGE",
  "5.3.4": "PATIENT_MESSAGE_TOO_LARGE",
};
