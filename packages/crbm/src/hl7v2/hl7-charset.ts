/** Names of MSH-18 (table HL7 0211) and the encodings they stand for. */
const CHARSETS: Readonly<Record<string, string>> = {
  "": "utf-8",
  ASCII: "utf-8",
  "UNICODE UTF-8": "utf-8",
  "UNICODE UTF8": "utf-8",
  "UTF-8": "utf-8",
  UTF8: "utf-8",
  "8859/1": "windows-1252",
  "ISO-8859-1": "windows-1252",
  "8859/15": "iso-8859-15",
  "ISO-8859-15": "iso-8859-15",
  "UNICODE UTF-16": "utf-16le",
};

/** What became of the encoding of a message. */
export interface DecodedText {
  readonly text: string;
  /** Encoding used, as the Encoding Standard names it. */
  readonly encoding: string;
  /** False when the message declares another one, an unknown one, or none that fits its bytes. */
  readonly asDeclared: boolean;
}

function declaredCharset(bytes: Uint8Array): string {
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 4096));
  const start = head.indexOf("MSH");
  const separator = head.charAt(start + 3);
  const [header = ""] = head.slice(start).split(/[\r\n]/);
  // MSH-1 is the separator itself: MSH-18 stands at index 17.
  const [first = ""] = (header.split(separator)[17] ?? "").split(/[~^]/);
  return first.trim().toUpperCase();
}

/**
 * Decodes a message in the encoding that its MSH-18 declares. Without declaration it is UTF-8 when the bytes allow it,
 * else Western European.
 *
 * @param bytes - The message.
 * @returns The text, and whether the declaration could be followed.
 */
export function decodeHl7(bytes: Uint8Array): DecodedText {
  const declared = declaredCharset(bytes);
  const known = CHARSETS[declared];
  const encoding = known ?? "utf-8";
  try {
    return {
      text: new TextDecoder(encoding, { fatal: true }).decode(bytes),
      encoding,
      asDeclared: known !== undefined,
    };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252", asDeclared: false };
  }
}
