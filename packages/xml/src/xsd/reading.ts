import { Buffer } from "node:buffer";
import { isSingleByteOrUtf8 } from "../parse/encodings.ts";
import { parseXml } from "../parse/parse-xml.ts";
import { DECLARATION_SIZE, declaredEncoding } from "../parse/to-utf8.ts";
import type { XmlDocument } from "../tree.ts";
import { isXmlError, type XmlErrorCode } from "../xml-error.ts";
import type { XsdFinding } from "./xsd-finding.ts";

const LESS_THAN = 0x3c;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** Depth that libxml2 accepts for large documents. */
const MAX_DEPTH = 2048;

const MESSAGES: Readonly<Partial<Record<XmlErrorCode, string>>> = {
  DOCTYPE: "Le document contient une déclaration DOCTYPE, refusée.",
  ENCODING: "Le document n'est pas dans l'encodage qu'il déclare.",
  LIMIT: "Le document dépasse les limites de lecture.",
};

/** Reads a document with bounds as wide as its size, or says why it cannot be read. */
export function readForFindings(bytes: Uint8Array): XmlDocument | XsdFinding {
  const most = bytes.length;
  try {
    return parseXml(bytes, { limits: { maxBytes: most, maxNodes: most, maxAttributes: most, maxDepth: MAX_DEPTH } });
  } catch (error) {
    if (!isXmlError(error)) throw error;
    const message = MESSAGES[error.code] ?? "Le document n'est pas un XML bien formé.";
    return { line: error.line, column: error.column, message };
  }
}

/**
 * Tells that no document type declaration can hide in the bytes. The answer costs one search; it may be no for a
 * harmless document, which then has to be read to be sure.
 */
export function isSurelyWithoutDoctype(source: Uint8Array): boolean {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const start = bytes.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0;
  if (bytes[start] !== LESS_THAN || bytes[start + 1] === 0 || bytes.includes("<!DOCTYPE")) return false;
  const head = bytes.toString("latin1", start, start + DECLARATION_SIZE);
  if (!head.startsWith("<?xml")) return true;
  const declared = declaredEncoding(head);
  return head.includes("?>") && (declared === undefined || isSingleByteOrUtf8(declared));
}
