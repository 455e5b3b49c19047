import { PATIENT_BOUNCE_STATUS, PATIENT_BOUNCE_TEXTS, type PatientBounce } from "../codes/patient-bounces.ts";

/** As much of a text as is looked at. */
const MAX_TEXT = 10_000;

/**
 * Tells why Mon espace santé did not take a message: closed, unknown, malformed, too large.
 *
 * @remarks The four cases are published, their wording is not: the words come first, then the enhanced status code. Keep the
 * text that was read: a person can tell what this cannot.
 * @example
 * ```ts
 * import { classifyPatientBounce } from "@ldl/mssante";
 *
 * classifyPatientBounce({ text: "Message non distribué : la messagerie du patient est fermée." }); // "PATIENT_MAILBOX_CLOSED"
 * ```
 * @param bounce - Text of the notification, and its enhanced status code.
 * @returns The reason, or nothing when neither says it.
 * @public
 */
export function classifyPatientBounce(bounce: {
  /** Text for people, or the diagnostic code. */
  readonly text: string;
  /** Enhanced status code, `5.1.1`. */
  readonly status?: string;
}): PatientBounce | undefined {
  const text = bounce.text.slice(0, MAX_TEXT).normalize("NFC").replace(/’/g, "'");
  const said = PATIENT_BOUNCE_TEXTS.find(([words]) => words.test(text))?.[1];
  return said ?? PATIENT_BOUNCE_STATUS[bounce.status ?? ""];
}
