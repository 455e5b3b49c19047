const ESCAPES: Readonly<Record<string, string>> = { "|": "F", "^": "S", "&": "T", "~": "R", "\\": "E" };
const CHARACTERS = new Map(Object.entries(ESCAPES).map(([character, letter]) => [letter, character]));

/**
 * Escapes the delimiters of HL7 v2 in a text, before it becomes a component of a metadata value.
 *
 * @remarks HL7 v2 §2.7.1: `|` `^` `&` `~` `\` become `\F\` `\S\` `\T\` `\R\` `\E\`. XML escaping comes after.
 * @example
 * ```ts
 * import { escapeHl7 } from "@ldl/xds";
 *
 * escapeHl7("Clinique A&B"); // "Clinique A\T\B"
 * ```
 * @param text - Any text.
 * @returns The text without bare delimiters.
 * @public
 */
export function escapeHl7(text: string): string {
  return text.replace(/[|^&~\\]/g, (character) => `\\${ESCAPES[character]}\\`);
}

/**
 * Reads a text escaped by HL7 v2 rules; other escape sequences are left as they are.
 *
 * @example
 * ```ts
 * import { unescapeHl7 } from "@ldl/xds";
 *
 * unescapeHl7("Clinique A\\T\\B"); // "Clinique A&B"
 * ```
 * @param text - Text of a component.
 * @returns The text meant.
 * @public
 */
export function unescapeHl7(text: string): string {
  return text.replace(/\\([FSTRE])\\/g, (sequence, letter: string) => CHARACTERS.get(letter) ?? sequence);
}
