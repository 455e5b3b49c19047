import { findHalfPair } from "./surrogates.ts";

/** Starts a name (production 4 of XML 1.0, the colon apart). */
export const NAME_START = 1;
/** Continues a name (production 4a, the colon apart). */
export const NAME_PART = 2;
/** White space (production 3). */
export const SPACE = 4;
/** Stops the fast loop over character data: `<`, `&`, `]`, a line feed, a forbidden unit. */
export const TEXT_STOP = 8;
/** Stops the fast loop over an attribute value: quotes, `<`, `&`, white space but the space, a forbidden unit. */
export const VALUE_STOP = 16;
/** Never allowed (production 2). Surrogates are judged in pairs, not here. */
export const FORBIDDEN = 32;

// Extensible Markup Language (XML) 1.0, fifth edition, productions 4 and 4a, within the basic plane. Units D800 to DB7F
// open the pairs of planes 1 to 14, the only ones allowed in names; the pairs themselves are checked beforehand.
const NAME_START_RANGES = [
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xd800, 0xdb7f],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
] as const;
const NAME_PART_RANGES = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
  [0xdc00, 0xdfff],
] as const;
const FORBIDDEN_RANGES = [
  [0x0, 0x8],
  [0xb, 0xc],
  [0xe, 0x1f],
  [0xfffe, 0xffff],
] as const;

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(0x10000);
  const mark = (ranges: readonly (readonly [number, number])[], bits: number): void => {
    for (const [first, last] of ranges) for (let unit = first; unit <= last; unit++) classes[unit] = bits;
  };
  mark(NAME_START_RANGES, NAME_START | NAME_PART);
  mark(NAME_PART_RANGES, NAME_PART);
  mark(FORBIDDEN_RANGES, FORBIDDEN | TEXT_STOP | VALUE_STOP);
  classes[0x09] = SPACE | VALUE_STOP;
  classes[0x0a] = SPACE | VALUE_STOP | TEXT_STOP;
  classes[0x0d] = SPACE | VALUE_STOP;
  classes[0x20] = SPACE;
  classes[0x22] = VALUE_STOP;
  classes[0x26] = TEXT_STOP | VALUE_STOP;
  classes[0x27] = VALUE_STOP;
  classes[0x3c] = TEXT_STOP | VALUE_STOP;
  classes[0x5d] = TEXT_STOP;
  return classes;
}

/** Class bits of every UTF-16 unit. */
export const UNIT_CLASS: Uint8Array = /* @__PURE__ */ buildClasses();

/** Tells whether a code point may stand in a document (production 2 of XML 1.0). */
export function isXmlCodePoint(code: number): boolean {
  if (code > 0xffff) return code <= 0x10ffff;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return ((UNIT_CLASS[code] ?? 0) & FORBIDDEN) === 0;
}

/** Index where the NCName that starts at `from` ends; `from` itself when none starts there. */
export function endOfName(source: string, from: number): number {
  if (((UNIT_CLASS[source.charCodeAt(from)] ?? 0) & NAME_START) === 0) return from;
  let index = from + 1;
  while (index < source.length && ((UNIT_CLASS[source.charCodeAt(index)] ?? 0) & NAME_PART) !== 0) index++;
  return index;
}

/** Tells whether a string is a name without colon, whole and well formed. */
export function isNcName(name: string): boolean {
  return name.length > 0 && endOfName(name, 0) === name.length && findHalfPair(name) === -1;
}
