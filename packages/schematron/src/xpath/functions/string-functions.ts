import { compareCodepoints } from "../values/compare.ts";
import { atomize, type Item, isNode, type Sequence, stringOf, zeroOrOne } from "../values/item.ts";
import { XPathError } from "../xpath-error.ts";
import { argument, optionalText, requiredDouble, requiredText, textOrEmpty } from "./arguments.ts";
import { type FunctionTable, focusWhenShort, pure } from "./definition.ts";

/** The argument, or the context item as a string when it is left out. */
function textOrFocus(args: readonly Sequence[], item: Item): string {
  return args[0] === undefined ? stringOf(item) : textOrEmpty(args[0]);
}

/** Characters counted as XPath does: code points, not UTF-16 units. */
const hasSurrogates = /[\uD800-\uDFFF]/;

function lengthOf(text: string): number {
  return hasSurrogates.test(text) ? [...text].length : text.length;
}

/** `fn:substring`: keeps the characters whose place p satisfies `round(start) <= p < round(start) + round(length)`. */
function substring(text: string, start: number, length: number | undefined): string {
  const from = roundHalfUp(start);
  const end = length === undefined ? Number.POSITIVE_INFINITY : from + roundHalfUp(length);
  if (Number.isNaN(from) || Number.isNaN(end)) return "";
  const characters = hasSurrogates.test(text) ? [...text] : text;
  const first = Math.max(from - 1, 0);
  const last = Math.max(Math.min(end - 1, characters.length), first);
  const kept = characters.slice(first, last);
  return typeof kept === "string" ? kept : kept.join("");
}

function roundHalfUp(value: number): number {
  return Number.isFinite(value) ? Math.floor(value + 0.5) : value;
}

function translate(text: string, from: string, to: string): string {
  const sources = [...from];
  const targets = [...to];
  let result = "";
  for (const character of text) {
    const index = sources.indexOf(character);
    result += index < 0 ? character : (targets[index] ?? "");
  }
  return result;
}

/** Takes any atomic value, as later versions of XPath do. */
function joined(items: Sequence, separator: string): string {
  return items.map(stringOf).join(separator);
}

/** `fn:concat` takes any atomic value. */
function concatenated(args: readonly Sequence[]): string {
  let text = "";
  for (const arg of args) {
    const item = zeroOrOne(arg, "an argument of concat()");
    if (item !== undefined) text += stringOf(item);
  }
  return text;
}

/** Characters that `fn:iri-to-uri` and `fn:encode-for-uri` leave as they are. */
const IRI_KEPT = /[\x21\x23-\x3B\x3D\x3F-\x5B\x5D\x5F\x61-\x7A\x7E]/;
const URI_KEPT = /[A-Za-z0-9_.~-]/;

function percentEncoded(text: string, kept: RegExp): string {
  let result = "";
  for (const character of text) {
    if (kept.test(character)) result += character;
    else
      for (const byte of new TextEncoder().encode(character))
        result += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return result;
}

function compared(left: string | undefined, right: string | undefined): Sequence {
  if (left === undefined || right === undefined) return [];
  return [BigInt(Math.sign(compareCodepoints(left, right)))];
}

/** Functions on strings (XQuery 1.0 and XPath 2.0 Functions and Operators, §7.2 to §7.5). */
export const STRING_FUNCTIONS: FunctionTable = {
  string: {
    ...pure(0, 1, "string", (args, item) => {
      const value = args[0] === undefined ? item : zeroOrOne(args[0], "the argument of string()");
      return [value === undefined ? "" : stringOf(value)];
    }),
    readsFocus: focusWhenShort(1),
  },
  concat: pure(2, Number.POSITIVE_INFINITY, "string", (args) => [concatenated(args)]),
  "string-join": pure(2, 2, "string", (args) => [joined(argument(args, 0), requiredText(argument(args, 1)))]),
  "string-length": {
    ...pure(0, 1, "number", (args, item) => [BigInt(lengthOf(textOrFocus(args, item)))]),
    readsFocus: focusWhenShort(1),
  },
  "normalize-space": {
    ...pure(0, 1, "string", (args, item) => [normalizeSpace(textOrFocus(args, item))]),
    readsFocus: focusWhenShort(1),
  },
  substring: pure(2, 3, "string", (args) => {
    const length = args[2] === undefined ? undefined : requiredDouble(args[2]);
    return [substring(textOrEmpty(argument(args, 0)), requiredDouble(argument(args, 1)), length)];
  }),
  "substring-before": pure(2, 2, "string", (args) => {
    const text = textOrEmpty(argument(args, 0));
    const index = text.indexOf(textOrEmpty(argument(args, 1)));
    return [index < 0 ? "" : text.slice(0, index)];
  }),
  "substring-after": pure(2, 2, "string", (args) => {
    const text = textOrEmpty(argument(args, 0));
    const mark = textOrEmpty(argument(args, 1));
    const index = text.indexOf(mark);
    return [index < 0 ? "" : text.slice(index + mark.length)];
  }),
  contains: pure(2, 2, "boolean", (args) => [textOrEmpty(argument(args, 0)).includes(textOrEmpty(argument(args, 1)))]),
  "starts-with": pure(2, 2, "boolean", (args) => [
    textOrEmpty(argument(args, 0)).startsWith(textOrEmpty(argument(args, 1))),
  ]),
  "ends-with": pure(2, 2, "boolean", (args) => [
    textOrEmpty(argument(args, 0)).endsWith(textOrEmpty(argument(args, 1))),
  ]),
  translate: pure(3, 3, "string", (args) => [
    translate(textOrEmpty(argument(args, 0)), requiredText(argument(args, 1)), requiredText(argument(args, 2))),
  ]),
  "upper-case": pure(1, 1, "string", (args) => [textOrEmpty(argument(args, 0)).toUpperCase()]),
  "lower-case": pure(1, 1, "string", (args) => [textOrEmpty(argument(args, 0)).toLowerCase()]),
  compare: pure(2, 2, "number", (args) => compared(optionalText(argument(args, 0)), optionalText(argument(args, 1)))),
  "codepoints-to-string": pure(1, 1, "string", (args) => [argument(args, 0).map(characterOf).join("")]),
  "string-to-codepoints": pure(1, 1, "number", (args) =>
    [...textOrEmpty(argument(args, 0))].map((character) => BigInt(character.codePointAt(0) ?? 0)),
  ),
  "encode-for-uri": pure(1, 1, "string", (args) => [percentEncoded(textOrEmpty(argument(args, 0)), URI_KEPT)]),
  "iri-to-uri": pure(1, 1, "string", (args) => [percentEncoded(textOrEmpty(argument(args, 0)), IRI_KEPT)]),
  data: pure(1, 1, "unknown", (args) => argument(args, 0).map(atomize)),
};

/** White space collapsed as `fn:normalize-space` does. */
export function normalizeSpace(text: string): string {
  return text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
}

function characterOf(item: Item): string {
  const value = isNode(item) ? Number(stringOf(item)) : Number(item.toString());
  const isXml = value === 0x9 || value === 0xa || value === 0xd || (value >= 0x20 && value <= 0x10ffff);
  if (!Number.isInteger(value) || !isXml) throw new XPathError("FOCH0001", "not the code point of a character");
  return String.fromCodePoint(value);
}
