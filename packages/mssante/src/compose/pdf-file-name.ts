import type { CivilDate } from "@ldl/domain";
import { compactDate } from "../text/civil-date-text.ts";
import { shortLibelle } from "./subject.ts";

/** Longest file name, in bytes of UTF-8, extension included. */
const MAX_BYTES = 180;

/**
 * What the name of a readable copy says.
 *
 * @public
 */
export interface PdfFileNameInput {
  /** Day of the documented act. */
  readonly dateActe: CivilDate;
  /** Label of the document, the `displayName` of its code. */
  readonly libelle: string;
  /** Birth name of the patient. */
  readonly nomNaissance: string;
  /** First given name of the patient. */
  readonly prenom: string;
  /** For biology: registration number of the prescription. */
  readonly numeroDossier?: string;
}

/** Replaces what file systems refuse, and collapses blanks. */
function sanitize(part: string): string {
  return part
    .replace(/[/\\:*?"<>|\p{Cc}]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Shortens a text to a number of bytes without cutting a character. */
function cutToBytes(text: string, maxBytes: number): string {
  let size = 0;
  let kept = "";
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > maxBytes) break;
    kept += character;
  }
  return kept.trimEnd();
}

/**
 * Names the PDF copy of a document: `<AAAAMMJJ>_<label>_<NAME>_<given name>[_<file number>].pdf`.
 *
 * @remarks Référentiel socle MSSanté #2, ECO.2.1.6. Accents are kept; characters that file systems refuse become `-`; the name
 * is cut at 180 bytes, a limit of ours.
 * @example
 * ```ts
 * import { CivilDate } from "@ldl/domain";
 * import { pdfFileName } from "@ldl/mssante";
 *
 * pdfFileName({
 *   dateActe: CivilDate.parse("2015-08-02"),
 *   libelle: "CR d'examens biologiques",
 *   nomNaissance: "Vial",
 *   prenom: "Paul",
 *   numeroDossier: "12150302014578",
 * }); // "20150802_CR d'examens biologiques_VIAL_Paul_12150302014578.pdf"
 * ```
 * @param input - Act, document and patient.
 * @param options - `rank`: position among the copies that would have the same name, from 1; from 2 on it is added. Default: 1.
 * @returns The file name.
 * @public
 */
export function pdfFileName(input: PdfFileNameInput, options: { readonly rank?: number } = {}): string {
  const parts = [
    compactDate(input.dateActe),
    shortLibelle(sanitize(input.libelle)),
    sanitize(input.nomNaissance).toUpperCase(),
    sanitize(input.prenom),
    ...(input.numeroDossier === undefined ? [] : [sanitize(input.numeroDossier)]),
  ];
  const suffix = options.rank === undefined || options.rank < 2 ? ".pdf" : `_${options.rank}.pdf`;
  return cutToBytes(parts.join("_"), MAX_BYTES - suffix.length) + suffix;
}
