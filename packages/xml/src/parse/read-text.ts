import type { XmlText } from "../tree.ts";
import { TEXT_STOP } from "./byte-class.ts";
import type { Cursor } from "./cursor.ts";
import { nextStop } from "./next-stop.ts";
import { ParsedText } from "./nodes.ts";
import { Pieces } from "./pieces.ts";
import { readReference } from "./read-reference.ts";

const LINE_FEED = 0x0a;
const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
const RIGHT_BRACKET = 0x5d;
const FIRST_WIDE = 0x80;

/** Steps over character data up to the next `<` or the end of the source. */
export function readText(cursor: Cursor): XmlText {
  let value = readRun(cursor);
  if (cursor.byte() === AMPERSAND) {
    const pieces = new Pieces();
    pieces.add(value);
    while (cursor.byte() === AMPERSAND) {
      pieces.add(readReference(cursor));
      pieces.add(readRun(cursor));
    }
    value = pieces.join();
  }
  return new ParsedText(value, false);
}

/** Steps over characters that stand for themselves: up to `<`, `&` or the end. */
function readRun(cursor: Cursor): string {
  const { bytes, index: start } = cursor;
  let plain = true;
  let index = nextStop(bytes, start, TEXT_STOP);
  for (; index < bytes.length; index = nextStop(bytes, index + 1, TEXT_STOP)) {
    const byte = bytes[index] ?? 0;
    if (byte === LINE_FEED) {
      cursor.startLine(index + 1);
    } else if (byte >= FIRST_WIDE) {
      plain = false;
      cursor.wide(byte, index);
    } else if (byte === LESS_THAN || byte === AMPERSAND) {
      break;
    } else if (byte !== RIGHT_BRACKET) {
      cursor.forbidden(index);
    } else if (cursor.ascii.startsWith("]]>", index)) {
      cursor.fail("MALFORMED", "]]> may not stand in text", index);
    }
  }
  cursor.index = index;
  return cursor.slice(start, index, plain);
}
