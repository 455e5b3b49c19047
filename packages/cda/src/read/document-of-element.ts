import type { DocumentKind, LdlIssue } from "@ldl/domain";
import { textContent, type XmlElement } from "@ldl/xml";
import type { DocumentHeader } from "../header/document-header.ts";
import { type BodyIndex, indexBody, PDF_COPY_CODE, PDF_COPY_SECTION } from "./body-index.ts";
import { hl7Child, hl7Path } from "./datatypes/elements.ts";
import { type CodedValue, readCodedValue } from "./datatypes/read-code.ts";
import type { ReadDocument, ReadDocumentContent } from "./document.ts";
import { readKind, readTemplateIds, type TemplateId } from "./document-kind.ts";
import { type EmbeddedFile, embeddedFileOf } from "./embedded-file.ts";
import { readHeader } from "./header/read-header.ts";
import type { ReadContext } from "./read-context.ts";
import { type DocumentSection, sectionsOf } from "./read-section.ts";

const NO_BODY: BodyIndex = { byId: new Map(), files: [] };

function readNonXmlBody(root: XmlElement, context: ReadContext): EmbeddedFile | undefined {
  const text = hl7Path(root, "component", "nonXMLBody", "text");
  if (text === undefined) return undefined;
  if (textContent(text).trim() === "") context.report("LDL-R-FILE", text);
  return embeddedFileOf(text, { id: undefined, title: undefined, role: "body" });
}

/** Whether sections have coded entries; the one that holds the PDF copy says nothing of the level. */
function hasEntries(sections: readonly DocumentSection[]): boolean {
  return sections.some(
    ({ code, templateIds, entries, sections: inside }) =>
      (entries.length > 0 && code?.code !== PDF_COPY_CODE && !templateIds.includes(PDF_COPY_SECTION)) ||
      hasEntries(inside),
  );
}

/** A document on top of its XML; findings get their paths when they are first asked for. */
export class DocumentOfElement implements ReadDocument {
  readonly kind: DocumentKind;
  readonly level: 1 | 2 | 3;
  readonly code: CodedValue;
  readonly templateIds: readonly TemplateId[];
  readonly modelVersion: string | undefined;
  readonly header: DocumentHeader;
  readonly sections: readonly DocumentSection[];
  readonly files: readonly EmbeddedFile[];
  readonly pdfCopies: readonly EmbeddedFile[];
  readonly nonXmlBody: EmbeddedFile | undefined;
  readonly root: XmlElement;
  private readonly context: ReadContext;
  private readonly index: BodyIndex;
  private found: readonly LdlIssue[] | undefined;

  constructor(root: XmlElement, context: ReadContext) {
    this.root = root;
    this.context = context;
    this.templateIds = readTemplateIds(root);
    const { kind, modelVersion } = readKind(root, this.templateIds, context);
    this.kind = kind;
    this.modelVersion = modelVersion;
    this.header = readHeader(root, context);
    const code = hl7Child(root, "code");
    this.code = code === undefined ? { translations: [] } : readCodedValue(code);
    const body = hl7Path(root, "component", "structuredBody");
    this.nonXmlBody = readNonXmlBody(root, context);
    if (body === undefined && this.nonXmlBody === undefined) context.report("LDL-R-BODY", root, "component");
    this.sections = body === undefined ? [] : sectionsOf(body);
    this.level = body === undefined ? 1 : hasEntries(this.sections) ? 3 : 2;
    this.index = body === undefined ? NO_BODY : indexBody(body, context);
    this.files = this.nonXmlBody === undefined ? this.index.files : [this.nonXmlBody];
    this.pdfCopies = this.files.filter(({ role, mediaType }) => role === "copy" && mediaType === "application/pdf");
  }

  get issues(): readonly LdlIssue[] {
    this.found ??= this.context.issues();
    return this.found;
  }

  referenced(reference: string): XmlElement | undefined {
    return this.index.byId.get(reference.replace(/^#/, ""));
  }

  toJSON(): ReadDocumentContent {
    const { kind, level, code, templateIds, modelVersion, header, sections, files, issues } = this;
    return { kind, level, code, templateIds, modelVersion, header, sections, files, issues };
  }
}
