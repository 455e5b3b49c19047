/** Letters and signs that Unicode does not decompose into an ASCII letter and marks. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  œ: "oe",
  Œ: "OE",
  æ: "ae",
  Æ: "AE",
  ß: "ss",
  ẞ: "SS",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "TH",
  ı: "i",
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
};

/**
 * Writes a text in ASCII: accents dropped, ligatures spelt out, typographic apostrophes and dashes straightened, anything
 * else replaced by a space; blanks collapsed.
 *
 * @remarks The subject convention of MSSanté (Référentiel #2, ECO.2.1.3) shows its labels and names without accents. A subject
 * in pure ASCII also keeps its prefix readable in the raw header.
 * @example
 * ```ts
 * import { asciiFold } from "@ldl/mssante";
 *
 * asciiFold("Cœur à l’arrêt"); // "Coeur a l'arret"
 * ```
 * @param text - Any text.
 * @returns Printable ASCII, without blanks at either end.
 * @public
 */
export function asciiFold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/gu, (sign) => REPLACEMENTS[sign] ?? " ")
    .replace(/ +/g, " ")
    .trim();
}
