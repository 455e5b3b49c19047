import type { Presentation } from "../present/presentation.ts";
import { THEME } from "../theme.ts";
import { textLines } from "./draw-facts.ts";
import { heightOf } from "./flow-lines.ts";
import { CONTENT_WIDTH, drawLine, drawLines, PAGE, type Pdf } from "./page-flow.ts";
import { BODY_STYLE, type TextStyle } from "./text-pieces.ts";

const IDENTITY_STYLE: TextStyle = { ...BODY_STYLE, size: 8, bold: true };
const FOOT_STYLE: TextStyle = { ...BODY_STYLE, size: 7.5, color: THEME.muted };

/** Where the identity of the patient and the foot of the page stand. */
const TOP = 30;
const BOTTOM = 806;

/** Lines that an identity may take at the top of a page. */
const MAX_IDENTITY_LINES = 2;

/** Draws one line, cut to the width when it is too long. */
function drawSingle(pdf: Pdf, text: string, y: number, style: TextStyle, align: "left" | "right"): void {
  const [line] = textLines(text, CONTENT_WIDTH, style);
  if (line !== undefined) drawLine(pdf, line, y, { left: PAGE.left, width: CONTENT_WIDTH, align });
}

function drawIdentity(pdf: Pdf, page: Presentation): void {
  const lines = textLines(page.patient.line, CONTENT_WIDTH - 12, IDENTITY_STYLE).slice(0, MAX_IDENTITY_LINES);
  pdf.rect(PAGE.left, TOP - 5, CONTENT_WIDTH, heightOf(lines) + 10).fill(THEME.panel);
  drawLines(pdf, lines, TOP, { left: PAGE.left + 6, width: CONTENT_WIDTH - 12, align: "left" });
}

/**
 * Draws what every page bears: the identity of the patient, the document, the number of the page.
 *
 * @param pdf - The PDF, its pages still in memory.
 * @param page - What is shown.
 */
export function drawFrames(pdf: Pdf, page: Presentation): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    pdf.switchToPage(index);
    pdf.markContent("Artifact", { type: "Pagination", attached: ["Top"] });
    drawIdentity(pdf, page);
    pdf.endMarkedContent();
    pdf.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    pdf
      .moveTo(PAGE.left, BOTTOM - 4)
      .lineTo(PAGE.right, BOTTOM - 4)
      .lineWidth(0.6)
      .stroke(THEME.line);
    drawSingle(pdf, page.subtitle, BOTTOM, FOOT_STYLE, "left");
    drawSingle(pdf, `Page ${index - start + 1} / ${count}`, BOTTOM, FOOT_STYLE, "right");
    pdf.endMarkedContent();
  }
}
