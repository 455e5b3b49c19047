import { DEFAULT_XML_LIMITS, type XmlLimits } from "../limits.ts";
import type { XmlComment, XmlDocument, XmlInstruction } from "../tree.ts";
import { Cursor } from "./cursor.ts";
import { declarationAgrees, type Encoding } from "./encodings.ts";
import { withLineFeeds } from "./line-ends.ts";
import { readDeclaration } from "./read-declaration.ts";
import { readComment, readInstruction } from "./read-delimited.ts";
import { readRoot } from "./read-root.ts";
import { toUtf8 } from "./to-utf8.ts";

/** Options of {@link parseXml}. @public */
export interface ParseXmlOptions {
  /** Bounds that replace the defaults of `DEFAULT_XML_LIMITS`, one by one. */
  readonly limits?: Partial<XmlLimits>;
}

/**
 * Reads a document into the light tree: everything it holds, in order, with the position of each element.
 *
 * Bytes are decoded by their byte order mark (UTF-8, UTF-16) or their XML declaration (UTF-8, US-ASCII, ISO-8859-1,
 * ISO-8859-15, windows-1252). A string is taken as already decoded, whatever its declaration says. Document type
 * declarations and entities other than the five of XML are refused. Long values are slices of the source: a value kept
 * alone keeps the whole source in memory.
 *
 * @remarks XML 1.0 (fifth edition) and Namespaces in XML 1.0 (third edition), as a non-validating processor without DTD.
 * @example
 * ```ts
 * import { parseXml } from "@ldl/xml";
 *
 * const { root } = parseXml('<letter xmlns="urn:example"><title>Bonjour</title></letter>');
 * console.log(root.localName, root.namespace, root.children.length); // letter urn:example 1
 * ```
 * @param source - Bytes of the document, or its text.
 * @param options - Limits.
 * @returns The document. Nobody may change it: it is shared, not copied.
 * @throws {@link XmlError} `MALFORMED`, `NAMESPACE`, `DOCTYPE`, `ENTITY`, `INVALID_CHARACTER`, `ENCODING` or `LIMIT`.
 * @public
 */
export function parseXml(source: Uint8Array | string, options: ParseXmlOptions = {}): XmlDocument {
  const limits = { ...DEFAULT_XML_LIMITS, ...options.limits };
  const { bytes, encoding } = toUtf8(source, limits);
  return withLineFeeds(bytes, (normalized) => readDocument(new Cursor(normalized, limits), encoding));
}

function readDocument(cursor: Cursor, encoding: Encoding | null): XmlDocument {
  const declaration = readDeclaration(cursor);
  checkEncoding(cursor, encoding, declaration?.encoding ?? null);
  const before = readMisc(cursor);
  failOnProlog(cursor);
  const root = readRoot(cursor);
  const after = readMisc(cursor);
  if (cursor.byte() !== -1) cursor.fail("MALFORMED", "nothing may follow the root element");
  return { declaration, before, root, after };
}

function checkEncoding(cursor: Cursor, encoding: Encoding | null, declared: string | null): void {
  if (encoding === null || declarationAgrees(declared, encoding)) return;
  cursor.fail("ENCODING", "the declared encoding is not that of the bytes", 0);
}

/** Steps over the comments, instructions and white space outside the root. */
function readMisc(cursor: Cursor): readonly (XmlComment | XmlInstruction)[] {
  const misc: (XmlComment | XmlInstruction)[] = [];
  for (;;) {
    cursor.skipSpace();
    if (cursor.startsWith("<!--")) misc.push(readComment(cursor));
    else if (cursor.startsWith("<?")) misc.push(readInstruction(cursor));
    else return misc;
    cursor.countNodes(1);
  }
}

function failOnProlog(cursor: Cursor): void {
  if (cursor.startsWith("<!DOCTYPE")) cursor.fail("DOCTYPE", "document type declarations are refused");
  if (!cursor.startsWith("<")) cursor.fail("MALFORMED", "the root element is expected");
}
