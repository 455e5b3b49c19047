import { BYTE_CLASS, SPACE, VALUE_STOP } from "./byte-class.ts";
import type { Cursor } from "./cursor.ts";
import { Pieces } from "./pieces.ts";
import { readReference } from "./read-reference.ts";

const LINE_FEED = 0x0a;
const QUOTATION_MARK = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const LESS_THAN = 0x3c;
const FIRST_WIDE = 0x80;

/**
 * Steps over a quoted value and returns it normalized: references expanded, each white space a space.
 *
 * @remarks XML 1.0 §3.3.3, for attributes that no DTD declares.
 */
export function readAttributeValue(cursor: Cursor): string {
  const quote = cursor.byte();
  if (quote !== QUOTATION_MARK && quote !== APOSTROPHE) cursor.fail("MALFORMED", "a quotation mark is expected");
  cursor.index++;
  const value = readRun(cursor, quote);
  if (cursor.byte() === quote) {
    cursor.index++;
    return value;
  }
  const pieces = new Pieces();
  pieces.add(value);
  for (let byte = cursor.byte(); byte !== quote; byte = cursor.byte()) {
    if (byte === AMPERSAND) {
      pieces.add(readReference(cursor));
    } else {
      cursor.index++;
      if (byte === LINE_FEED) cursor.startLine(cursor.index);
      pieces.add(" ");
    }
    pieces.add(readRun(cursor, quote));
  }
  cursor.index++;
  return pieces.join();
}

/** Steps over characters that stand for themselves: up to the closing quote, a reference or a white space to replace. */
function readRun(cursor: Cursor, quote: number): string {
  const { bytes, index: start } = cursor;
  let plain = true;
  for (let index = start; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    const bits = BYTE_CLASS[byte] ?? 0;
    if ((bits & VALUE_STOP) === 0) continue;
    if (byte === quote || byte === AMPERSAND || (bits & SPACE) !== 0) {
      cursor.index = index;
      return cursor.slice(start, index, plain);
    }
    if (byte >= FIRST_WIDE) {
      plain = false;
      cursor.wide(byte, index);
    } else if (byte === LESS_THAN) {
      cursor.fail("MALFORMED", "< may not stand in an attribute value", index);
    } else if (byte !== QUOTATION_MARK && byte !== APOSTROPHE) {
      cursor.forbidden(index);
    }
  }
  return cursor.fail("MALFORMED", "an attribute value does not end");
}
