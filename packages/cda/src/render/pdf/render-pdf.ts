import { Buffer } from "node:buffer";
import PDFDocument from "pdfkit";
import type { DisplayBlock } from "../../display/display-model.ts";
import type { ReadDocument } from "../../read/document.ts";
import { presentDocument, type SectionPresenters } from "../present/present-document.ts";
import type { Presentation, PresentedSection } from "../present/presentation.ts";
import { THEME } from "../theme.ts";
import { drawBlocks, drawHeading } from "./draw-blocks.ts";
import { drawCards, drawDetails, drawNotice, drawPatient, textLines } from "./draw-facts.ts";
import { heightOf } from "./flow-lines.ts";
import { fontBook } from "./font-book.ts";
import { keptHeight, keptOfSection } from "./kept-height.ts";
import { CONTENT_WIDTH, drawLines, PAGE, PageFlow, type Pdf, type StructureElement } from "./page-flow.ts";
import { drawFrames } from "./page-frame.ts";
import { createPdfContext, type PdfContext } from "./pdf-context.ts";
import { BODY_STYLE } from "./text-pieces.ts";

/** Options of {@link renderPdf}. @public */
export interface RenderPdfOptions {
  /** What is shown in place of the narrative of some sections, by template. Default: nothing, each narrative is shown. */
  readonly sections?: SectionPresenters;
  /** Clock of the creation date in the PDF. Default: the date of the document, so that the bytes depend on it alone. */
  readonly now?: () => Date;
}

function createPdf(page: Presentation, createdAt: Date): Pdf {
  const { regular, bold, italic, boldItalic } = fontBook().faces;
  const pdf = new PDFDocument({
    subset: "PDF/A-1b",
    pdfVersion: "1.4",
    tagged: true,
    lang: page.language,
    displayTitle: true,
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    info: { Title: page.title, Producer: "@ldl/cda", Creator: "@ldl/cda", CreationDate: createdAt },
  });
  for (const { name, bytes } of [regular, bold, italic, boldItalic]) pdf.registerFont(name, Buffer.from(bytes));
  return pdf;
}

function drawTitle({ flow }: PdfContext, parent: StructureElement, page: Presentation): void {
  const title = textLines(page.title, CONTENT_WIDTH, { ...BODY_STYLE, size: 17, bold: true, color: THEME.accent });
  const subtitle = textLines(page.subtitle, CONTENT_WIDTH, { ...BODY_STYLE, color: THEME.muted });
  for (const [type, lines] of [
    ["H1", title],
    ["P", subtitle],
  ] as const) {
    const element = flow.pdf.struct(type);
    flow.marked(element, type, () => {
      drawLines(flow.pdf, lines, flow.y, { left: PAGE.left, width: CONTENT_WIDTH, align: "left" });
    });
    element.end();
    parent.add(element);
    flow.y += heightOf(lines);
  }
  flow.y += 6;
}

function drawSection(context: PdfContext, parent: StructureElement, section: PresentedSection, level: number): void {
  const element = context.flow.pdf.struct("Sect");
  drawHeading(context, element, { text: section.title, level }, keptOfSection(section, level, context));
  if (level === 1) context.flow.pdf.outline.addItem(section.title);
  drawBlocks(context, element, section.blocks, level);
  for (const child of section.sections) drawSection(context, element, child, level + 1);
  element.end();
  parent.add(element);
}

function drawFiles(context: PdfContext, parent: StructureElement, page: Presentation): void {
  if (page.files.length === 0) return;
  const items = page.files.map(({ label }) => [
    { kind: "paragraph", caption: [], children: [{ kind: "text", text: label }] } as const,
  ]);
  const list: DisplayBlock = { kind: "list", ordered: false, caption: [], items };
  const title = { text: "Documents joints au document électronique", level: 2 };
  drawHeading(context, parent, title, keptHeight([list], 2, context));
  drawBlocks(context, parent, [list], 2);
}

function drawPage(context: PdfContext, page: Presentation): void {
  const { pdf } = context.flow;
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  drawTitle(context, root, page);
  for (const notice of page.notices) drawNotice(context, root, notice);
  drawPatient(context, root, page.patient);
  drawCards(context, root, page.essentials);
  drawFiles(context, root, page);
  for (const section of page.sections) drawSection(context, root, section, 1);
  drawDetails(context, root, "Informations complémentaires", page.details);
  root.end();
}

/** Closes a PDF and gives its bytes: the library makes them at once, and buffers them in its stream. */
function bytesOf(pdf: Pdf): Uint8Array {
  pdf.end();
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk: unknown = pdf.read();
    if (!Buffer.isBuffer(chunk)) return Buffer.concat(chunks);
    chunks.push(chunk);
  }
}

/**
 * Renders a document of any kind as PDF/A-1b, in French: fonts embedded, tagged, the identity of the patient and the
 * number of the page on every page, heads of tables repeated, no heading parted from what it heads.
 *
 * Files inside the document are named, not copied: PDF/A-1 forbids attachments. For a level 1 document around a PDF, that
 * PDF is the readable copy: see {@link readableCopy}.
 *
 * @remarks ISO 19005-1 level B; CI-SIS, Volet Structuration minimale (printing of documents).
 * @example
 * ```ts
 * import { readFileSync, writeFileSync } from "node:fs";
 * import { readDocument, renderPdf } from "@ldl/cda";
 *
 * writeFileSync("lettre.pdf", renderPdf(readDocument(readFileSync("lettre.xml"))));
 * ```
 * @param document - A document as read.
 * @param options - Presenters of sections, clock.
 * @returns The PDF; the same document and options give the same bytes.
 * @public
 */
export function renderPdf(document: ReadDocument, options: RenderPdfOptions = {}): Uint8Array {
  const page = presentDocument(document, options.sections ?? {});
  const pdf = createPdf(page, options.now?.() ?? new Date(document.header.creeLe));
  const files = new Map(document.files.map((file) => [file.id ?? "", file]));
  drawPage(createPdfContext(new PageFlow(pdf), files), page);
  drawFrames(pdf, page);
  return bytesOf(pdf);
}
