import { Buffer } from "node:buffer";
import PDFDocument from "pdfkit";
import { presentReport } from "../../page/present-report.ts";
import type { ReportPage } from "../../page/report-page.ts";
import { THEME } from "../../page/theme.ts";
import type { IndicatorReport } from "../../report/indicator-report.ts";
import type { RenderReportOptions } from "../render-options.ts";
import { drawSection } from "./draw-blocks.ts";
import { fontBytes } from "./fonts.ts";
import { BODY, CONTENT_WIDTH, PAGE, PageFlow, type Pdf } from "./page-flow.ts";

function createPdf(title: string, createdAt: Date, software: string): Pdf {
  const pdf = new PDFDocument({
    subset: "PDF/A-1b",
    pdfVersion: "1.4",
    tagged: true,
    lang: "fr",
    displayTitle: true,
    size: "A4",
    layout: "landscape",
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    info: { Title: title, Producer: software, Creator: software, CreationDate: createdAt },
  });
  for (const [name, bytes] of Object.entries(fontBytes())) pdf.registerFont(name, bytes);
  return pdf;
}

function drawPage(flow: PageFlow, page: ReportPage): void {
  const root = flow.pdf.struct("Document");
  flow.pdf.addStructure(root);
  flow.paragraph(root, page.title, { ...BODY, font: "bold", size: 17 }, "H1");
  for (const line of page.subtitle) flow.paragraph(root, line, { ...BODY, color: THEME.muted });
  flow.y += 6;
  for (const section of page.sections) drawSection(flow, root, section);
  root.end();
}

/** Draws the foot of every page, its number in it. */
function drawFeet(flow: PageFlow, footer: string): void {
  const { pdf } = flow;
  const { start, count } = pdf.bufferedPageRange();
  const look = { ...BODY, size: 7, color: THEME.muted };
  for (let index = start; index < start + count; index++) {
    pdf.switchToPage(index);
    pdf.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    flow.text(footer, { x: PAGE.left, y: PAGE.foot, width: CONTENT_WIDTH - 80 }, look);
    const number = `Page ${index - start + 1} / ${count}`;
    flow.text(number, { x: PAGE.right - 70, y: PAGE.foot, width: 70, align: "right" }, look);
    pdf.endMarkedContent();
  }
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
 * Writes a report as PDF/A-1b on A4 landscape, in French: the content of {@link renderReportHtml}, fonts embedded, tagged,
 * charts with their description, heads of tables repeated.
 *
 * @remarks ISO 19005-1 level B. Figures of the instruction DGOS/PF5/2017/11, annexe 4.
 * @example
 * ```ts
 * import { writeFileSync } from "node:fs";
 * import { type IndicatorReport, renderReportPdf } from "@ldl/indicators";
 *
 * function save(report: IndicatorReport): void {
 *   writeFileSync("rapport.pdf", renderReportPdf(report));
 * }
 * ```
 * @param report - A report.
 * @param options - Layouts of the tables.
 * @returns The PDF; the same report gives the same bytes.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when a template is wrong.
 * @public
 */
export function renderReportPdf(report: IndicatorReport, options: RenderReportOptions = {}): Uint8Array {
  const page = presentReport(report, options);
  const pdf = createPdf(page.title, new Date(report.asOf), `${report.engine.name} ${report.engine.version}`);
  const flow = new PageFlow(pdf);
  drawPage(flow, page);
  drawFeet(flow, page.footer);
  return bytesOf(pdf);
}
