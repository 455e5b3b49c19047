/** The phrase of IHE XDM for mail, anywhere in the subject. */
const PHRASE = /XDM\/1\.0\/DDM/i;

/** The phrase with its `+`, to be hidden from people. */
const PREFIX = /XDM\/1\.0\/DDM\+?\s*/i;

/** Subject of an error mail, of volet 1.1.3 and before. */
const ERROR_SUBJECT = /^\[[^\]]+\]\[(\d{3})\]\s*XDM\/1\.0\/DDM/i;

/**
 * Tells whether a decoded subject announces documents, whatever stands before the phrase (`Re:`, `TR:`, `[KO …]`).
 *
 * @example
 * ```ts
 * import { isXdmSubject } from "@ldl/mssante";
 *
 * isXdmSubject("TR: XDM/1.0/DDM+ 2 documents VIAL Paul"); // true
 * ```
 * @param subject - The subject, encoded words decoded.
 * @returns True when it holds `XDM/1.0/DDM`.
 * @public
 */
export function isXdmSubject(subject: string): boolean {
  return PHRASE.test(subject);
}

/**
 * Hides the technical prefix of a subject, for a list of messages.
 *
 * @remarks Référentiel socle MSSanté #2, ECO.3.1.3.
 * @example
 * ```ts
 * import { displayedSubject } from "@ldl/mssante";
 *
 * displayedSubject("XDM/1.0/DDM+2 documents VIAL Paul 26/11/1978"); // "2 documents VIAL Paul 26/11/1978"
 * ```
 * @param subject - The subject, decoded.
 * @returns The subject without the prefix.
 * @public
 */
export function displayedSubject(subject: string): string {
  return subject.replace(PREFIX, "");
}

/** Code in the subject of an error mail, or nothing when it is none. */
export function errorCodeOfSubject(subject: string): string | undefined {
  return ERROR_SUBJECT.exec(subject)?.[1];
}
