import { TEXT_STOP, UNIT_CLASS } from "../internal/characters.ts";
import type { XmlText } from "../tree.ts";
import type { Cursor } from "./cursor.ts";
import { Pieces } from "./pieces.ts";
import { readReference } from "./read-reference.ts";

const LINE_FEED = 0x0a;
const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
const RIGHT_BRACKET = 0x5d;

/** Steps over character data up to the next `<` or the end of the source. */
export function readText(cursor: Cursor): XmlText {
  const start = cursor.index;
  let value = readRun(cursor);
  if (cursor.unit() === AMPERSAND) {
    const pieces = new Pieces();
    pieces.add(value);
    while (cursor.unit() === AMPERSAND) {
      pieces.add(readReference(cursor));
      const runStart = cursor.index;
      value = readRun(cursor);
      if (cursor.index > runStart) pieces.add(value);
    }
    value = pieces.join();
  }
  if (cursor.index === start) cursor.fail("MALFORMED", "text expected");
  return { kind: "text", value, cdata: false };
}

/** Steps over characters that stand for themselves: up to `<`, `&` or the end. */
function readRun(cursor: Cursor): string {
  const { source } = cursor;
  const start = cursor.index;
  const { length } = source;
  let index = start;
  for (; index < length; index++) {
    const unit = source.charCodeAt(index);
    if (((UNIT_CLASS[unit] ?? 0) & TEXT_STOP) === 0) continue;
    if (unit === LINE_FEED) {
      cursor.line++;
      cursor.lineStart = index + 1;
    } else if (unit === LESS_THAN || unit === AMPERSAND) {
      break;
    } else if (unit !== RIGHT_BRACKET) {
      cursor.fail("INVALID_CHARACTER", "a character that XML forbids", index);
    } else if (source.startsWith("]]>", index)) {
      cursor.fail("MALFORMED", "]]> may not stand in text", index);
    }
  }
  cursor.index = index;
  return source.slice(start, index);
}
