/** Names of MSH-18 (table HL7 0211), others that are met, and the encodings they stand for. */
const CHARSETS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["", "utf-8"],
  ["ASCII", "utf-8"],
  ["UNICODE", "utf-8"],
  ["UNICODE UTF-8", "utf-8"],
  ["UNICODE UTF8", "utf-8"],
  ["UTF-8", "utf-8"],
  ["UTF8", "utf-8"],
  ["8859/1", "windows-1252"],
  ["8859-1", "windows-1252"],
  ["ISO-8859-1", "windows-1252"],
  ["ISO8859-1", "windows-1252"],
  ["WINDOWS-1252", "windows-1252"],
  ["8859/15", "iso-8859-15"],
  ["8859-15", "iso-8859-15"],
  ["ISO-8859-15", "iso-8859-15"],
]);

/** Names of MSH-18 for text of two bytes a character, which its first bytes tell before any name can be read. */
const WIDE: ReadonlySet<string> = new Set(["UNICODE", "UNICODE UTF-16", "UTF-16"]);

/** What became of the encoding of a message. */
export interface DecodedText {
  readonly text: string;
  /** Encoding used, as the Encoding Standard names it. */
  readonly encoding: string;
  /** False when the message declares another one, an unknown one, or none that fits its bytes. */
  readonly asDeclared: boolean;
}

function declaredCharset(head: string): string {
  const start = head.indexOf("MSH");
  const separator = head.charAt(start + 3);
  const [header = ""] = head.slice(start).split(/[\r\n]/);
  // MSH-1 is the separator itself: MSH-18 stands at index 17.
  const [first = ""] = (header.split(separator)[17] ?? "").split(/[~^]/);
  return first.trim().toUpperCase();
}

/** UTF-16, by its byte order mark or by the zeros around the first letter. */
function wideEncoding([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if ((first === 0xff && second === 0xfe) || (first === 0x4d && second === 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second === 0x4d) ? "utf-16be" : undefined;
}

function decodeWith(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Western European: each byte is a character. */
function decodeWestern(bytes: Uint8Array): string {
  return new TextDecoder("windows-1252").decode(bytes);
}

function decodeWide(encoding: "utf-16le" | "utf-16be", bytes: Uint8Array): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, asDeclared: WIDE.has(declaredCharset(text.slice(0, 4096))) };
}

/**
 * Decodes a message in the encoding that its MSH-18 declares. Without declaration it is UTF-8 when the bytes allow it,
 * else Western European. Bytes that are well-formed UTF-8 with characters of several bytes are UTF-8 whatever is
 * declared: an accented text in an 8-bit encoding is never well-formed UTF-8 by chance, and the reverse is unreadable.
 *
 * @param bytes - The message.
 * @returns The text, and whether the declaration could be followed.
 */
export function decodeHl7(bytes: Uint8Array): DecodedText {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return decodeWide(wide, bytes);
  const known = CHARSETS.get(declaredCharset(decodeWestern(bytes.subarray(0, 4096))));
  const unicode = decodeWith("utf-8", bytes);
  // As many characters as bytes: plain ASCII, which any encoding reads alike.
  if (unicode !== undefined && (known === "utf-8" || known === undefined || unicode.length !== bytes.length))
    return { text: unicode, encoding: "utf-8", asDeclared: known === "utf-8" };
  const encoding = known === undefined || known === "utf-8" ? "windows-1252" : known;
  const text = decodeWith(encoding, bytes) ?? decodeWestern(bytes);
  return { text, encoding, asDeclared: encoding === known };
}
