import type { Cursor } from "./cursor.ts";

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["apos", "'"],
  ["quot", '"'],
]);
const CHARACTER_REFERENCE = /&#(?:x([0-9A-Fa-f]+)|([0-9]+));/y;
const ENTITY_REFERENCE = /&([A-Za-z]{2,4});/y;

/** Steps over the reference at the cursor and returns the characters it stands for. */
export function readReference(cursor: Cursor): string {
  const { ascii, index } = cursor;
  CHARACTER_REFERENCE.lastIndex = index;
  const numeric = CHARACTER_REFERENCE.exec(ascii);
  if (numeric !== null) {
    const code = numeric[1] === undefined ? Number.parseInt(numeric[2] ?? "", 10) : Number.parseInt(numeric[1], 16);
    if (!isXmlCodePoint(code)) cursor.fail("INVALID_CHARACTER", "a character reference names no XML character");
    cursor.index = CHARACTER_REFERENCE.lastIndex;
    return String.fromCodePoint(code);
  }
  ENTITY_REFERENCE.lastIndex = index;
  const value = PREDEFINED.get(ENTITY_REFERENCE.exec(ascii)?.[1] ?? "");
  if (value === undefined) failOnReference(cursor);
  cursor.index = ENTITY_REFERENCE.lastIndex;
  return value;
}

const ANY_ENTITY = /&[^\s&;<>"'#]+;/y;

function failOnReference(cursor: Cursor): never {
  ANY_ENTITY.lastIndex = cursor.index;
  if (ANY_ENTITY.test(cursor.ascii)) {
    cursor.fail("ENTITY", "only the entities lt, gt, amp, apos and quot may be referenced");
  }
  cursor.fail("MALFORMED", "an ampersand must start a reference");
}

/** Production 2 of XML 1.0. */
function isXmlCodePoint(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return code <= 0x10ffff && code !== 0xfffe && code !== 0xffff;
}
