import { isBase64 } from "../internal/is-base64.ts";
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
/** A text that is longer may be a file. */
const LONG = 4096;

/** Steps over character data up to the next `<` or the end of the source. */
export function readText(cursor: Cursor): XmlText {
  let value = readRun(cursor, afterFile(cursor));
  if (cursor.byte() === AMPERSAND) {
    const pieces = new Pieces();
    pieces.add(value);
    while (cursor.byte() === AMPERSAND) {
      pieces.add(readReference(cursor));
      pieces.add(readRun(cursor, cursor.index));
    }
    value = pieces.join();
  }
  return new ParsedText(value, false);
}

/**
 * Index up to which there is nothing to look at: that of the next `<` when all before it is a file in base64. Once for each text, so that
 * references do not make it search the rest of the document again and again.
 */
function afterFile({ bytes, ascii, index: start }: Cursor): number {
  const known = start + LONG;
  if (known >= bytes.length) return start;
  const stop = nextStop(bytes, start, TEXT_STOP, known);
  if (stop < known) return stop;
  const end = bytes.indexOf(LESS_THAN, known);
  return end !== -1 && isBase64(ascii.slice(start, end)) ? end : known;
}

/** Steps over characters that stand for themselves: up to `<`, `&` or the end. There is nothing to look at before `from`. */
function readRun(cursor: Cursor, from: number): string {
  const { bytes, index: start } = cursor;
  let plain = true;
  let index = nextStop(bytes, from, TEXT_STOP, bytes.length);
  for (; index < bytes.length; index = nextStop(bytes, index + 1, TEXT_STOP, bytes.length)) {
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
