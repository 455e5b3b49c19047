import { SPACE, UNIT_CLASS, VALUE_STOP } from "../internal/characters.ts";
import type { Cursor } from "./cursor.ts";
import { Pieces } from "./pieces.ts";
import { readReference } from "./read-reference.ts";

const LINE_FEED = 0x0a;
const QUOTATION_MARK = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const LESS_THAN = 0x3c;

/**
 * Steps over a quoted value and returns it normalized: references expanded, each white space a space.
 *
 * @remarks XML 1.0 §3.3.3, for attributes that no DTD declares.
 */
export function readAttributeValue(cursor: Cursor): string {
  const quote = cursor.unit();
  if (quote !== QUOTATION_MARK && quote !== APOSTROPHE) cursor.fail("MALFORMED", "quotation mark expected");
  cursor.index++;
  const value = readRun(cursor, quote);
  if (cursor.unit() === quote) {
    cursor.index++;
    return value;
  }
  const pieces = new Pieces();
  pieces.add(value);
  for (let unit = cursor.unit(); unit !== quote; unit = cursor.unit()) {
    pieces.add(unit === AMPERSAND ? readReference(cursor) : readSpace(cursor, unit));
    pieces.add(readRun(cursor, quote));
  }
  cursor.index++;
  return pieces.join();
}

function readSpace(cursor: Cursor, unit: number): string {
  cursor.index++;
  if (unit === LINE_FEED) {
    cursor.line++;
    cursor.lineStart = cursor.index;
  }
  return " ";
}

/** Steps over characters that stand for themselves: up to the closing quote, a reference or a white space to replace. */
function readRun(cursor: Cursor, quote: number): string {
  const { source } = cursor;
  const start = cursor.index;
  const { length } = source;
  for (let index = start; index < length; index++) {
    const unit = source.charCodeAt(index);
    const bits = UNIT_CLASS[unit] ?? 0;
    if ((bits & VALUE_STOP) === 0) continue;
    if (unit === quote || unit === AMPERSAND || (bits & SPACE) !== 0) {
      cursor.index = index;
      return source.slice(start, index);
    }
    if (unit === LESS_THAN) cursor.fail("MALFORMED", "< may not stand in an attribute value", index);
    if (unit !== QUOTATION_MARK && unit !== APOSTROPHE) {
      cursor.fail("INVALID_CHARACTER", "a character that XML forbids", index);
    }
  }
  return cursor.fail("MALFORMED", "unfinished attribute value");
}
