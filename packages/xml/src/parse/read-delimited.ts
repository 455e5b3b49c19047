import type { XmlComment, XmlInstruction, XmlText } from "../tree.ts";
import { BYTE_CLASS, RAW_STOP } from "./byte-class.ts";
import type { Cursor } from "./cursor.ts";
import { ParsedText } from "./nodes.ts";

const LINE_FEED = 0x0a;
const GREATER_THAN = 0x3e;
const FIRST_WIDE = 0x80;

/** Steps over a comment; the cursor is on `<!--`. */
export function readComment(cursor: Cursor): XmlComment {
  cursor.index += "<!--".length;
  const value = readUntil(cursor, "--", "a comment");
  if (cursor.byte() !== GREATER_THAN) cursor.fail("MALFORMED", "-- may not stand in a comment");
  cursor.index++;
  return { kind: "comment", value };
}

/** Steps over a CDATA section; the cursor is on `<![CDATA[`. */
export function readCdata(cursor: Cursor): XmlText {
  cursor.index += "<![CDATA[".length;
  return new ParsedText(readUntil(cursor, "]]>", "a CDATA section"), true);
}

/** Steps over a processing instruction; the cursor is on `<?`. */
export function readInstruction(cursor: Cursor): XmlInstruction {
  const start = cursor.index;
  cursor.index += "<?".length;
  const target = cursor.names.ncName("the target of a processing instruction");
  if (target.toLowerCase() === "xml") {
    cursor.fail("MALFORMED", "an XML declaration may only open the document", start);
  }
  if (!cursor.skipSpace() && !cursor.startsWith("?>")) {
    cursor.fail("MALFORMED", "white space expected after the target of a processing instruction");
  }
  return { kind: "instruction", target, value: readUntil(cursor, "?>", "a processing instruction") };
}

/** Steps over characters and the delimiter that ends them; returns the characters. */
function readUntil(cursor: Cursor, delimiter: string, what: string): string {
  const { bytes, index: start } = cursor;
  const first = delimiter.charCodeAt(0);
  let plain = true;
  for (let index = start; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte === first && cursor.ascii.startsWith(delimiter, index)) {
      cursor.index = index + delimiter.length;
      return cursor.slice(start, index, plain);
    }
    if (((BYTE_CLASS[byte] ?? 0) & RAW_STOP) === 0) continue;
    if (byte === LINE_FEED) {
      cursor.startLine(index + 1);
    } else if (byte >= FIRST_WIDE) {
      plain = false;
      cursor.wide(byte, index);
    } else {
      cursor.forbidden(index);
    }
  }
  return cursor.fail("MALFORMED", `${what} does not end`, start);
}
