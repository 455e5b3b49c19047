import type { DocumentKind, LdlIssue } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import type { DocumentHeader } from "../header/document-header.ts";
import type { CodedValue } from "./datatypes/read-code.ts";
import type { TemplateId } from "./document-kind.ts";
import type { EmbeddedFile } from "./embedded-file.ts";
import type { DocumentSection } from "./read-section.ts";

/** What a document says, without the XML: what `JSON.stringify` writes of it. @public */
export interface ReadDocumentContent {
  /** Kind of document, by its model, else by its type code. */
  readonly kind: DocumentKind;
  /** 1 around a file, 2 with sections of text only, 3 with coded entries. */
  readonly level: 1 | 2 | 3;
  /** Type of document as coded. */
  readonly code: CodedValue;
  /** Templates that the document declares. */
  readonly templateIds: readonly TemplateId[];
  /** Version of the model of its kind, for example `2022.01`, when the document gives it. */
  readonly modelVersion: string | undefined;
  /** The header. A mandatory part that is absent is empty, with a finding of severity `error`. */
  readonly header: DocumentHeader;
  /** Sections of the body, in order; none at level 1. */
  readonly sections: readonly DocumentSection[];
  /** Every embedded file, in order. */
  readonly files: readonly EmbeddedFile[];
  /** What deviates from the CI-SIS, in the order of the reading. */
  readonly issues: readonly LdlIssue[];
}

/**
 * A CI-SIS document as read: typed header, tree of sections, embedded files, and the XML itself for whoever needs more.
 *
 * @public
 */
export interface ReadDocument extends ReadDocumentContent {
  /** The PDF copies of the document, which a receiver shows first. */
  readonly pdfCopies: readonly EmbeddedFile[];
  /** The body of a level 1 document. */
  readonly nonXmlBody: EmbeddedFile | undefined;
  /** `ClinicalDocument`, also when the file has another root. */
  readonly root: XmlElement;
  /**
   * Finds the text that an entry refers to.
   *
   * @param reference - Value of a `reference`, with or without `#`.
   * @returns The element with that `@ID`, `undefined` when there is none.
   */
  referenced(reference: string): XmlElement | undefined;
  /** Gives the content of the document, for `JSON.stringify`. */
  toJSON(): ReadDocumentContent;
}
