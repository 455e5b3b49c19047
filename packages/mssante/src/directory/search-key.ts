import { asciiFold } from "../text/ascii-fold.ts";

const PLAIN = /^[A-Z0-9 ]*$/;

/**
 * Writes a name or a town in the form in which two of them are compared: capitals without accents, every sign a space.
 *
 * @param text - A name, `D'Aboville-Née`.
 * @returns The key, `D ABOVILLE NEE`.
 */
export function searchKey(text: string): string {
  const folded = PLAIN.test(text)
    ? text
    : asciiFold(text)
        .toUpperCase()
        .replace(/[^A-Z0-9]+/g, " ");
  return folded.replace(/ {2,}/g, " ").trim();
}

/**
 * Takes the town out of the last line of a postal address, `38043 GRENOBLE CEDEX 9`.
 *
 * @param line - The line.
 * @returns The key of the town, `GRENOBLE`; `SAINT` and `SAINTE` are abbreviated, as the post does or not.
 */
export function townKey(line: string): string {
  const key = searchKey(line)
    .replace(/^\d[\dAB]\d{3}\b ?/, "")
    .replace(/ CEDEX(?: \d+)?$/, "");
  return key.replace(/\bSAINT\b/g, "ST").replace(/\bSAINTE\b/g, "STE");
}
