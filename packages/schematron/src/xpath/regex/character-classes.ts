import type { RegexReader } from "./regex-reader.ts";

/** Members of a JavaScript class, without the brackets, for the escapes of XML Schema that stand for many characters. */
const NAME_START =
  ":A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}";
const NAME = `${NAME_START}0-9.\\-\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;
const NOT_SPACE = "\\u{0}-\\u{8}\\u{B}\\u{C}\\u{E}-\\u{1F}\\u{21}-\\u{10FFFF}";

/** `\w` is every character but punctuation, separators and others; `\d` every decimal digit of Unicode. */
const MULTI_CHARACTER: Readonly<Record<string, string>> = {
  s: " \\t\\n\\r",
  S: NOT_SPACE,
  d: "\\p{Nd}",
  D: "\\P{Nd}",
  w: "\\p{L}\\p{M}\\p{N}\\p{S}",
  W: "\\p{P}\\p{Z}\\p{C}",
  i: NAME_START,
  c: NAME,
};

const SINGLE_CHARACTER: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
const ESCAPABLE = new Set([..."\\|.?*+(){}-[]^$"]);
const CATEGORY = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;

/** Escapes a code point for a JavaScript regular expression with the flag `u`. */
export function escapeCharacter(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

/** What an escape stands for: one character, or the members of a class. */
export type EscapeMeaning =
  | { readonly kind: "single"; readonly character: string }
  | { readonly kind: "class"; readonly members: string };

/** Reads what follows a backslash, back-references left to the caller. */
export function readEscape(reader: RegexReader): EscapeMeaning {
  const letter = reader.take();
  const single = SINGLE_CHARACTER[letter] ?? (ESCAPABLE.has(letter) ? letter : undefined);
  if (single !== undefined) return { kind: "single", character: single };
  if (letter === "p" || letter === "P") return { kind: "class", members: readCategory(reader, letter) };
  const members = Object.hasOwn(MULTI_CHARACTER, letter) ? MULTI_CHARACTER[letter] : undefined;
  if (members === undefined) throw reader.error(`the escape \\${letter} is not supported`);
  return { kind: "class", members };
}

function readCategory(reader: RegexReader, letter: string): string {
  reader.expect("{");
  let name = "";
  while (!reader.accept("}")) name += reader.take();
  if (!CATEGORY.test(name)) throw reader.error(`the category "${name}" is not supported`);
  return `\\${letter}{${name}}`;
}

/** Reads a class after its `[`, up to and with its `]`; the result is a JavaScript atom for one code point. */
export function readCharacterClass(reader: RegexReader): string {
  const isNegative = reader.accept("^");
  let members = "";
  do {
    if (reader.peek() === "-" && reader.peek(1) === "[")
      return withoutSubtracted(reader, classSource(members, isNegative));
    members += readMember(reader);
  } while (!reader.accept("]"));
  return classSource(members, isNegative);
}

function classSource(members: string, isNegative: boolean): string {
  return `[${isNegative ? "^" : ""}${members}]`;
}

/** `[a-z-[aeiou]]`: a member of the first class that is not one of the second. */
function withoutSubtracted(reader: RegexReader, source: string): string {
  reader.expect("-");
  reader.expect("[");
  const subtracted = readCharacterClass(reader);
  reader.expect("]");
  return `(?:(?!${subtracted})${source})`;
}

function readMember(reader: RegexReader): string {
  const first = readClassCharacter(reader);
  if (first.kind === "class") return first.members;
  const isRange = reader.peek() === "-" && reader.peek(1) !== "]" && reader.peek(1) !== "[";
  if (!isRange) return escapeCharacter(first.character);
  reader.expect("-");
  if (reader.peek() === "-") throw reader.error("a hyphen that ends a range must be escaped");
  const last = readClassCharacter(reader);
  if (last.kind === "class") throw reader.error("a range ends with a class");
  if ((first.character.codePointAt(0) ?? 0) > (last.character.codePointAt(0) ?? 0))
    throw reader.error("a range is reversed");
  return `${escapeCharacter(first.character)}-${escapeCharacter(last.character)}`;
}

function readClassCharacter(reader: RegexReader): EscapeMeaning {
  const character = reader.take();
  if (character === "\\") return readEscape(reader);
  if (character === "[" || character === "]") throw reader.error(`"${character}" must be escaped in a class`);
  return { kind: "single", character };
}
