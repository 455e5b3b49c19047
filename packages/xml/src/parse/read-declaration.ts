import type { XmlDeclaration } from "../tree.ts";
import type { Cursor } from "./cursor.ts";

// Productions 23 to 26, 32 and 80 of XML 1.0.
const DECLARATION =
  /<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"(1\.[0-9]+)"|'(1\.[0-9]+)')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"([A-Za-z][A-Za-z0-9._-]*)"|'([A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(yes|no)"|'(yes|no)'))?[ \t\n]*\?>/y;
/** Tells a declaration from an instruction whose target merely starts with `xml`. */
const OPENING = /<\?xml[ \t\n?]/y;

/** Steps over the XML declaration if the source starts with one. */
export function readDeclaration(cursor: Cursor): XmlDeclaration | null {
  OPENING.lastIndex = 0;
  if (!OPENING.test(cursor.ascii)) return null;
  DECLARATION.lastIndex = 0;
  const match = DECLARATION.exec(cursor.ascii);
  if (match === null) cursor.fail("MALFORMED", "the XML declaration is not well formed");
  const [whole, version1, version2, encoding1, encoding2, standalone1, standalone2] = match;
  const head = whole.split("\n");
  cursor.index = whole.length;
  cursor.line = head.length;
  cursor.lineStart = whole.length - (head.at(-1)?.length ?? 0);
  const standalone = standalone1 ?? standalone2;
  return {
    version: version1 ?? version2 ?? "1.0",
    encoding: encoding1 ?? encoding2 ?? null,
    standalone: standalone === undefined ? null : standalone === "yes",
  };
}
