import { positionAfter } from "../internal/positions.ts";
import { XmlError } from "../xml-error.ts";

// Where ISO/IEC 8859-15 differs from ISO/IEC 8859-1.
const ISO_8859_15: ReadonlyMap<string, string> = new Map([
  ["\u00a4", "\u20ac"],
  ["\u00a6", "\u0160"],
  ["\u00a8", "\u0161"],
  ["\u00b4", "\u017d"],
  ["\u00b8", "\u017e"],
  ["\u00bc", "\u0152"],
  ["\u00bd", "\u0153"],
  ["\u00be", "\u0178"],
]);

// Bytes 80 to 9F of windows-1252 (IANA); U+FFFD stands for the five that are not assigned.
const WINDOWS_1252_HIGH =
  "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd" +
  "\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178";

/** Decodes ISO/IEC 8859-15, the Latin 9 of French systems. */
export function decodeIso885915(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\xa4\xa6\xa8\xb4\xb8\xbc-\xbe]/g, (unit) => ISO_8859_15.get(unit) ?? unit);
}

/** Decodes windows-1252; the five bytes it leaves unassigned are an error. */
export function decodeWindows1252(bytes: Buffer): string {
  const latin1 = bytes.toString("latin1");
  const at = latin1.search(/[\x81\x8d\x8f\x90\x9d]/);
  if (at !== -1) {
    throw new XmlError("ENCODING", "bytes that windows-1252 does not assign", positionAfter(latin1.slice(0, at)));
  }
  return latin1.replace(/[\x80-\x9f]/g, (unit) => WINDOWS_1252_HIGH.charAt(unit.charCodeAt(0) - 0x80));
}
