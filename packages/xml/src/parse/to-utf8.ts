import { Buffer, isAscii, isUtf8 } from "node:buffer";
import { positionAfter } from "../internal/positions.ts";
import { findHalfPair } from "../internal/surrogates.ts";
import type { XmlLimits } from "../limits.ts";
import { XmlError } from "../xml-error.ts";
import { type Encoding, encodingNamed } from "./encodings.ts";
import { decodeIso885915, decodeWindows1252 } from "./single-byte-encodings.ts";

/** A source in the one encoding that the parser reads. */
export interface Utf8Source {
  /** Valid UTF-8 without byte order mark. */
  readonly bytes: Buffer;
  /** What the source was, null when it was a string. */
  readonly encoding: Encoding | null;
}

/** Bytes where the XML declaration is looked for; a longer one is caught once it is read whole. */
export const DECLARATION_SIZE = 512;
const DECLARED = /^<\?xml[ \t\r\n][^>]*?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][A-Za-z0-9._-]*)["']/;
const BYTE_ORDER_MARK = "\uFEFF";
const START = { line: 1, column: 1 };

/** Turns bytes, decoded by their byte order mark or XML declaration, or a string into UTF-8. */
export function toUtf8(source: Uint8Array | string, limits: XmlLimits): Utf8Source {
  if (source.length > limits.maxBytes) {
    throw new XmlError("LIMIT", `the document is larger than ${limits.maxBytes} bytes (maxBytes)`);
  }
  if (source.length === 0) throw new XmlError("MALFORMED", "the document is empty", START);
  if (typeof source === "string") return { bytes: fromText(source), encoding: null };
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const encoding = detect(bytes);
  return { bytes: CONVERTERS[encoding](bytes), encoding };
}

/** Encoding that the XML declaration gives, looked for before the text is decoded. */
export function declaredEncoding(head: string): string | undefined {
  return DECLARED.exec(head)?.[1];
}

function detect(bytes: Buffer): Encoding {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe && !(third === 0 && fourth === 0)) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0 || second === 0 || first === 0xff) {
    throw new XmlError("ENCODING", "UTF-16 without byte order mark, or UTF-32", START);
  }
  const name = declaredEncoding(bytes.toString("latin1", 0, DECLARATION_SIZE));
  return name === undefined ? "utf-8" : encodingNamed(name);
}

const CONVERTERS: Readonly<Record<Encoding, (bytes: Buffer) => Buffer>> = {
  "utf-8": fromUtf8,
  "us-ascii": fromAscii,
  "iso-8859-1": (bytes) => Buffer.from(bytes.toString("latin1")),
  "iso-8859-15": (bytes) => Buffer.from(decodeIso885915(bytes)),
  "windows-1252": (bytes) => Buffer.from(decodeWindows1252(bytes)),
  "utf-16le": fromUtf16,
  "utf-16be": (bytes) => fromUtf16(bytes.length % 2 === 0 ? Buffer.from(bytes).swap16() : bytes),
};

function fromUtf8(source: Buffer): Buffer {
  const marked = source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf;
  const bytes = marked ? source.subarray(3) : source;
  if (isUtf8(bytes)) return bytes;
  const again = Buffer.from(bytes.toString("utf8"));
  // The first byte that decoding and encoding changes is the first that was not UTF-8.
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at++;
  throw new XmlError("ENCODING", "bytes that are not UTF-8", positionAfter(bytes.toString("utf8", 0, at)));
}

function fromAscii(bytes: Buffer): Buffer {
  if (isAscii(bytes)) return bytes;
  const at = bytes.findIndex((byte) => byte > 0x7f);
  throw new XmlError("ENCODING", "bytes that are not US-ASCII", positionAfter(bytes.toString("latin1", 0, at)));
}

function fromUtf16(bytes: Buffer): Buffer {
  if (bytes.length % 2 === 0) return fromText(bytes.toString("utf16le"));
  throw new XmlError("ENCODING", "UTF-16 with an odd number of bytes", START);
}

function fromText(source: string): Buffer {
  const text = source.startsWith(BYTE_ORDER_MARK) ? source.slice(1) : source;
  const at = findHalfPair(text);
  if (at === -1) return Buffer.from(text);
  throw new XmlError("INVALID_CHARACTER", "half of a surrogate pair", positionAfter(text.slice(0, at)));
}
