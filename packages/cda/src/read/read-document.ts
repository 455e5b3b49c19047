import type { XmlElement } from "@ldl/xml";
import type { ReadDocument } from "./document.ts";
import { DocumentOfElement } from "./document-of-element.ts";
import { locateClinicalDocument } from "./locate-clinical-document.ts";
import { parseSource } from "./parse-source.ts";
import { createReadContext } from "./read-context.ts";

/** Options of {@link readDocument}. @public */
export interface ReadDocumentOptions {
  /** Largest document read, in bytes. Default: 67 108 864 (64 MiB). */
  readonly maxBytes?: number;
  /** Deepest nesting of elements. Default: 256. */
  readonly maxDepth?: number;
}

/**
 * Reads any CI-SIS CDA R2 document, structured or not, and is tolerant to what producers do: other root, prefixed names,
 * missing versions of templates, references without `#`, identifiers that fail their key, absent parts. What deviates is
 * in `issues`; nothing of the document is lost: entries are kept as XML.
 *
 * @remarks CI-SIS, Volet Structuration minimale; embedded style sheets are never run.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { readDocument } from "@ldl/cda";
 *
 * const document = readDocument(readFileSync("lettre.xml"));
 * console.log(document.kind, document.header.titre, document.sections.length, document.issues.length);
 * ```
 * @param bytes - The XML file.
 * @param options - Reading limits.
 * @returns The document.
 * @throws {@link LdlError} `LDL_CDA_MALFORMED` when the bytes are no XML that can be read within the limits,
 * `LDL_CDA_UNEXPECTED_KIND` when they are no CDA document, `LDL_CDA_INCOMPLETE` without identifier, date or patient.
 * @public
 */
export function readDocument(bytes: Uint8Array, options: ReadDocumentOptions = {}): ReadDocument {
  const context = createReadContext();
  const root: XmlElement = locateClinicalDocument(parseSource(bytes, options).root, context);
  return new DocumentOfElement(root, context);
}
