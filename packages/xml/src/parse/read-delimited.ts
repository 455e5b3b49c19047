import { FORBIDDEN, UNIT_CLASS } from "../internal/characters.ts";
import type { XmlComment, XmlInstruction, XmlText } from "../tree.ts";
import type { Cursor } from "./cursor.ts";

const LINE_FEED = 0x0a;

/** Steps over a comment; the cursor is on `<!--`. */
export function readComment(cursor: Cursor): XmlComment {
  cursor.index += "<!--".length;
  const value = readUntil(cursor, "--", "comment");
  if (cursor.source.charCodeAt(cursor.index) !== 0x3e) cursor.fail("MALFORMED", "-- may not stand in a comment");
  cursor.index++;
  return { kind: "comment", value };
}

/** Steps over a CDATA section; the cursor is on `<![CDATA[`. */
export function readCdata(cursor: Cursor): XmlText {
  cursor.index += "<![CDATA[".length;
  return { kind: "text", value: readUntil(cursor, "]]>", "CDATA section"), cdata: true };
}

/** Steps over a processing instruction; the cursor is on `<?`. */
export function readInstruction(cursor: Cursor): XmlInstruction {
  const start = cursor.index;
  cursor.index += "<?".length;
  const target = cursor.ncName("the target of a processing instruction");
  if (target.toLowerCase() === "xml") {
    cursor.fail("MALFORMED", "an XML declaration may only open the document", start);
  }
  if (!cursor.skipSpace() && !cursor.startsWith("?>")) {
    cursor.fail("MALFORMED", "white space expected after the target of a processing instruction");
  }
  return { kind: "instruction", target, value: readUntil(cursor, "?>", "processing instruction") };
}

/** Steps over characters and the delimiter that ends them; returns the characters. */
function readUntil(cursor: Cursor, delimiter: string, what: string): string {
  const { source } = cursor;
  const start = cursor.index;
  const first = delimiter.charCodeAt(0);
  for (let index = start; index < source.length; index++) {
    const unit = source.charCodeAt(index);
    if (unit === LINE_FEED) {
      cursor.line++;
      cursor.lineStart = index + 1;
    } else if (unit === first) {
      if (!source.startsWith(delimiter, index)) continue;
      cursor.index = index + delimiter.length;
      return source.slice(start, index);
    } else if (((UNIT_CLASS[unit] ?? 0) & FORBIDDEN) !== 0) {
      cursor.fail("INVALID_CHARACTER", "a character that XML forbids", index);
    }
  }
  return cursor.fail("MALFORMED", `unfinished ${what}`);
}
