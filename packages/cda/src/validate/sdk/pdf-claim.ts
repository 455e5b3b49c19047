import { Buffer } from "node:buffer";

/** What a PDF says of itself; nothing of it is verified. */
export interface PdfClaim {
  /** Version of its first line, such as `1.4`; `undefined` when it is no PDF. */
  readonly version?: string;
  /** Part of PDF/A in its XMP metadata. */
  readonly part?: string;
  /** Level of conformance in its XMP metadata, in upper case. */
  readonly conformance?: string;
}

const HEADER = /^%PDF-(\d\.\d)/;
const MARK = Buffer.from("pdfaid:");
/** An XMP packet says both facts within this many bytes of the first. */
const WINDOW = 512;

function fact(text: string, name: string): string | undefined {
  const found = new RegExp(`pdfaid:${name}(?:\\s*=\\s*["']|>)\\s*([0-9A-Za-z]{1,3})`).exec(text)?.[1];
  return found?.toUpperCase();
}

/**
 * Reads what a PDF claims to be: its first line, and the XMP metadata, which PDF/A wants uncompressed.
 *
 * @param bytes - The file.
 * @returns The claim.
 */
export function claimOf(bytes: Uint8Array): PdfClaim {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = HEADER.exec(file.toString("latin1", 0, 1_024).trimStart())?.[1];
  if (version === undefined) return {};
  for (let at = file.indexOf(MARK); at >= 0; at = file.indexOf(MARK, at + WINDOW)) {
    const text = file.toString("latin1", at, at + WINDOW);
    const part = fact(text, "part");
    const conformance = fact(text, "conformance");
    if (part !== undefined) return { version, part, ...(conformance === undefined ? {} : { conformance }) };
  }
  return { version };
}
