import type { DocumentKind, LdlIssue } from "@ldl/domain";
import { textContent, type XmlElement } from "@ldl/xml";
import type { DocumentHeader } from "../header/document-header.ts";
import { type BodyIndex, indexBody } from "./body-index.ts";
import { hl7Child, hl7Path } from "./datatypes/elements.ts";
import { present } from "./datatypes/present.ts";
import { type CodedValue, readCodedValue } from "./datatypes/read-code.ts";
import { readKind, readTemplateIds, type TemplateId } from "./document-kind.ts";
import { type EmbeddedFile, embeddedFileOf } from "./embedded-file.ts";
import { readHeader } from "./header/read-header.ts";
import { locateClinicalDocument } from "./locate-clinical-document.ts";
import { parseSource } from "./parse-source.ts";
import { createReadContext, type ReadContext } from "./read-context.ts";
import { type DocumentSection, sectionsOf } from "./read-section.ts";

/** Options of {@link readDocument}. @public */
export interface ReadDocumentOptions {
  /** Largest document read, in bytes. Default: 67 108 864 (64 MiB). */
  readonly maxBytes?: number;
  /** Deepest nesting of elements. Default: 256. */
  readonly maxDepth?: number;
}

/**
 * A CI-SIS document as read: typed header, tree of sections, embedded files, and the XML itself for whoever needs more.
 *
 * @public
 */
export interface ReadDocument {
  /** Kind of document, by its model, else by its type code. */
  readonly kind: DocumentKind;
  /** 1 around a file, 2 with sections of text only, 3 with coded entries. */
  readonly level: 1 | 2 | 3;
  /** Type of document as coded. */
  readonly code: CodedValue;
  /** Templates that the document declares. */
  readonly templateIds: readonly TemplateId[];
  /** Version of the model of its kind, for example `2022.01`, when the document gives it. */
  readonly modelVersion?: string;
  /** The header. A mandatory part that is absent is empty, with a finding of severity `error`. */
  readonly header: DocumentHeader;
  /** Sections of the body, in order; none at level 1. */
  readonly sections: readonly DocumentSection[];
  /** Every embedded file, in order. */
  readonly files: readonly EmbeddedFile[];
  /** The PDF copies of the document, which a receiver shows first. */
  readonly pdfCopies: readonly EmbeddedFile[];
  /** The body of a level 1 document. */
  readonly nonXmlBody?: EmbeddedFile;
  /** What deviates from the CI-SIS, in the order of the reading. */
  readonly issues: readonly LdlIssue[];
  /** `ClinicalDocument`, also when the file has another root. */
  readonly root: XmlElement;
  /**
   * Finds the text that an entry refers to.
   *
   * @param reference - Value of a `reference`, with or without `#`.
   * @returns The text of the element with that `@ID`, white space as written; `undefined` when there is none.
   */
  narrativeText(reference: string): string | undefined;
}

const NO_BODY: BodyIndex = { byId: new Map(), files: [] };

function readNonXmlBody(root: XmlElement, context: ReadContext): EmbeddedFile | undefined {
  const text = hl7Path(root, "component", "nonXMLBody", "text");
  if (text === undefined) return undefined;
  if (textContent(text).trim() === "") context.report("LDL-R-FILE", text);
  return embeddedFileOf(text, { id: undefined, title: undefined, role: "body" });
}

function hasEntries(sections: readonly DocumentSection[]): boolean {
  return sections.some((section) => section.entries.length > 0 || hasEntries(section.sections));
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
  const root = locateClinicalDocument(parseSource(bytes, present(options)).root, context);
  const templateIds = readTemplateIds(root);
  const kind = readKind(root, templateIds, context);
  const header = readHeader(root, context);
  const code = hl7Child(root, "code");
  const body = hl7Path(root, "component", "structuredBody");
  const nonXmlBody = readNonXmlBody(root, context);
  if (body === undefined && nonXmlBody === undefined) context.report("LDL-R-BODY", root, "component");
  const sections = body === undefined ? [] : sectionsOf(body);
  const index = body === undefined ? NO_BODY : indexBody(body, context);
  const files = nonXmlBody === undefined ? index.files : [nonXmlBody];
  return {
    ...kind,
    level: body === undefined ? 1 : hasEntries(sections) ? 3 : 2,
    code: code === undefined ? { translations: [] } : readCodedValue(code),
    templateIds,
    header,
    sections,
    files,
    pdfCopies: files.filter(({ role, mediaType }) => role === "copy" && mediaType === "application/pdf"),
    ...present({ nonXmlBody }),
    issues: context.issues,
    root,
    narrativeText(reference) {
      const target = index.byId.get(reference.replace(/^#/, ""));
      return target === undefined ? undefined : textContent(target);
    },
  };
}
