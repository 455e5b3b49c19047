import { XmlError } from "../xml-error.ts";

/** Encodings that can be read. */
export type Encoding = "utf-8" | "us-ascii" | "iso-8859-1" | "iso-8859-15" | "windows-1252" | "utf-16le" | "utf-16be";

// IANA character sets, preferred names and the aliases in use.
const NAMES: ReadonlyMap<string, Encoding> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["us-ascii", "us-ascii"],
  ["ascii", "us-ascii"],
  ["iso-8859-1", "iso-8859-1"],
  ["iso_8859-1", "iso-8859-1"],
  ["latin1", "iso-8859-1"],
  ["iso-8859-15", "iso-8859-15"],
  ["iso_8859-15", "iso-8859-15"],
  ["latin-9", "iso-8859-15"],
  ["windows-1252", "windows-1252"],
  ["cp1252", "windows-1252"],
]);

/** The encoding of a declaration that stands in bytes without byte order mark of UTF-16. */
export function encodingNamed(name: string): Encoding {
  const lower = name.toLowerCase();
  const encoding = NAMES.get(lower);
  if (encoding !== undefined) return encoding;
  const message = lower.startsWith("utf-16")
    ? "declared as UTF-16 without being so"
    : "the declared encoding is not supported";
  throw new XmlError("ENCODING", message, { line: 1, column: 1 });
}

/** Tells whether a name is that of an encoding read here where ASCII bytes mean ASCII characters. */
export function isSingleByteOrUtf8(name: string): boolean {
  return NAMES.has(name.toLowerCase());
}

/** Tells whether a declaration names the encoding that the bytes turned out to be. */
export function declarationAgrees(declared: string | null, actual: Encoding): boolean {
  if (declared === null) return actual === "utf-8" || actual.startsWith("utf-16");
  const lower = declared.toLowerCase();
  return NAMES.get(lower) === actual || (actual.startsWith("utf-16") && (lower === "utf-16" || lower === actual));
}
