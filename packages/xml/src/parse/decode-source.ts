import { Buffer, isUtf8 } from "node:buffer";
import { positionAt } from "../internal/positions.ts";
import { findHalfPair } from "../internal/surrogates.ts";
import type { XmlLimits } from "../limits.ts";
import { XmlError } from "../xml-error.ts";
import { type Encoding, encodingNamed } from "./encodings.ts";
import { decodeIso885915, decodeWindows1252 } from "./single-byte-encodings.ts";

/** A source as characters. */
export interface DecodedSource {
  /** Without byte order mark, line ends normalized to line feeds. */
  readonly text: string;
  /** What the bytes were, null when the source was a string. */
  readonly encoding: Encoding | null;
}

/** Bytes where the XML declaration is looked for; a longer one is caught once it is read whole. */
export const DECLARATION_SIZE = 512;
const DECLARED = /^<\?xml[ \t\r\n][^>]*?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][A-Za-z0-9._-]*)["']/;
const BYTE_ORDER_MARK = "\uFEFF";

/** Decodes bytes by their byte order mark or XML declaration, or takes a string as it is. */
export function decodeSource(source: Uint8Array | string, limits: XmlLimits): DecodedSource {
  if (source.length > limits.maxBytes) {
    throw new XmlError("LIMIT", `the document is larger than ${limits.maxBytes} bytes (maxBytes)`);
  }
  if (source.length === 0) throw new XmlError("MALFORMED", "the document is empty", { line: 1, column: 1 });
  if (typeof source === "string") return { text: checkPairs(normalize(source)), encoding: null };
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const encoding = detect(bytes);
  return { text: normalize(DECODERS[encoding](bytes)), encoding };
}

function detect(bytes: Buffer): Encoding {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe && !(third === 0 && fourth === 0)) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0 || second === 0 || first === 0xff) {
    throw new XmlError("ENCODING", "UTF-16 without byte order mark, or UTF-32", { line: 1, column: 1 });
  }
  const name = declaredEncoding(bytes.toString("latin1", 0, DECLARATION_SIZE));
  return name === undefined ? "utf-8" : encodingNamed(name);
}

/** Encoding that the XML declaration gives, looked for before the text is decoded. */
export function declaredEncoding(head: string): string | undefined {
  return DECLARED.exec(head)?.[1];
}

const DECODERS: Readonly<Record<Encoding, (bytes: Buffer) => string>> = {
  "utf-8": decodeUtf8,
  "us-ascii": decodeAscii,
  "iso-8859-1": (bytes) => bytes.toString("latin1"),
  "iso-8859-15": decodeIso885915,
  "windows-1252": decodeWindows1252,
  "utf-16le": decodeUtf16,
  "utf-16be": (bytes) => decodeUtf16(bytes.length % 2 === 0 ? Buffer.from(bytes).swap16() : bytes),
};

function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const lenient = bytes.toString("utf8");
  // The first byte that re-encoding changes is the first that was not UTF-8.
  const again = Buffer.from(lenient);
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at++;
  throw new XmlError("ENCODING", "bytes that are not UTF-8", positionAt(lenient, bytes.toString("utf8", 0, at).length));
}

function decodeAscii(bytes: Buffer): string {
  const at = bytes.findIndex((byte) => byte > 0x7f);
  const text = bytes.toString("latin1");
  if (at === -1) return text;
  throw new XmlError("ENCODING", "bytes that are not US-ASCII", positionAt(text, at));
}

function decodeUtf16(bytes: Buffer): string {
  if (bytes.length % 2 === 0) return checkPairs(bytes.toString("utf16le"));
  throw new XmlError("ENCODING", "UTF-16 with an odd number of bytes", { line: 1, column: 1 });
}

function normalize(source: string): string {
  const text = source.startsWith(BYTE_ORDER_MARK) ? source.slice(1) : source;
  // XML 1.0 §2.11.
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function checkPairs(text: string): string {
  const at = findHalfPair(text);
  if (at === -1) return text;
  throw new XmlError("INVALID_CHARACTER", "half of a surrogate pair", positionAt(text, at));
}
