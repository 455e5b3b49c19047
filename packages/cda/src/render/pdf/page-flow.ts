import type PDFDocument from "pdfkit";
import { THEME } from "../theme.ts";
import { trendShape } from "../trend-shape.ts";
import type { PlacedPiece } from "./break-lines.ts";
import type { FlowLine } from "./flow-lines.ts";
import { faceOf, type TextStyle } from "./text-pieces.ts";

/** A PDF being written. */
export type Pdf = InstanceType<typeof PDFDocument>;

/** Where content may stand on an A4 page, in points. */
export const PAGE = { width: 595.28, height: 841.89, left: 42, right: 553.28, top: 68, bottom: 792 } as const;

/** Width of the content. */
export const CONTENT_WIDTH = PAGE.right - PAGE.left;

/** Tallest content that goes to a new page as a whole rather than over two pages. */
export const MAX_KEPT = (PAGE.bottom - PAGE.top) * 0.75;

/** Part of a line above its base line. */
const ASCENT = 0.95;
/** Where lines along a text stand, below and above its base line, and their width, in sizes of the text. */
const UNDERLINE = 0.13;
const STRIKE = 0.28;
const RULE_WIDTH = 0.06;

/** Element of the logical structure of the document. */
export type StructureElement = ReturnType<Pdf["struct"]>;

/** The place where the next content goes, page after page. */
export class PageFlow {
  readonly pdf: Pdf;
  y: number = PAGE.top;

  constructor(pdf: Pdf) {
    this.pdf = pdf;
    pdf.addPage();
  }

  /** Room left on the page. */
  get room(): number {
    return PAGE.bottom - this.y;
  }

  /** Goes to a new page. */
  nextPage(): void {
    this.pdf.addPage();
    this.y = PAGE.top;
  }

  /** Goes to a new page when a height does not fit, unless the page is empty. */
  ensure(height: number): void {
    if (height > this.room && this.y > PAGE.top) this.nextPage();
  }

  /** Leaves a blank, but not at the top of a page. */
  skip(height: number): void {
    if (this.y > PAGE.top) this.y += height;
  }

  /** Draws content that belongs to an element of the structure. */
  marked(element: StructureElement, type: string, draw: () => void): void {
    const content = this.pdf.markStructureContent(type);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** Draws lines and grounds, which say nothing by themselves. */
  artifact(draw: () => void): void {
    this.pdf.markContent("Artifact", { type: "Layout" });
    draw();
    this.pdf.endMarkedContent();
  }
}

function drawPiece(pdf: Pdf, { piece, x }: PlacedPiece, left: number, baseline: number): void {
  const { style, width } = piece;
  if (piece.kind === "trend") {
    const { width: boxWidth, path, last, height } = trendShape(piece.trend.points);
    const scale = width / boxWidth;
    pdf
      .save()
      .translate(left + x, baseline - height * scale + 2)
      .scale(scale);
    pdf.path(path).lineWidth(1.5).stroke(THEME.accent);
    pdf.circle(last.x, last.y, 2.5).fill(THEME.accent).restore();
    return;
  }
  if (style.background !== undefined)
    pdf.rect(left + x - 1, baseline - style.size * 0.95, width + 2, style.size * 1.25).fill(style.background);
  pdf
    .font(faceOf(style), style.size)
    .fillColor(style.color)
    .text(piece.text, left + x, baseline - style.rise, { lineBreak: false, baseline: "alphabetic" });
  if (style.underline) drawRule(pdf, style, left + x, width, baseline - style.rise + style.size * UNDERLINE);
  if (style.strike) drawRule(pdf, style, left + x, width, baseline - style.rise - style.size * STRIKE);
}

/** Draws a line along a text. The one of PDFKit supposes a text placed by its top: it would strike the line below. */
function drawRule(pdf: Pdf, { size, color }: TextStyle, left: number, width: number, y: number): void {
  pdf
    .moveTo(left, y)
    .lineTo(left + width, y)
    .lineWidth(size * RULE_WIDTH)
    .stroke(color);
}

/** Joins the words of a line that are drawn alike, so that the text can be copied and searched in phrases. */
function joinWords(pieces: readonly PlacedPiece[]): readonly PlacedPiece[] {
  const joined: PlacedPiece[] = [];
  for (const placed of pieces) {
    const last = joined.at(-1);
    if (last?.piece.kind === "word" && placed.piece.kind === "word" && last.piece.style === placed.piece.style) {
      const text = last.piece.text + (placed.piece.joined ? "" : " ") + placed.piece.text;
      const width = placed.x + placed.piece.width - last.x;
      joined[joined.length - 1] = { x: last.x, piece: { ...last.piece, text, width } };
    } else {
      joined.push(placed);
    }
  }
  return joined;
}

/** How a column of lines is drawn. */
export interface ColumnPlace {
  readonly left: number;
  readonly width: number;
  readonly align: "left" | "center" | "right";
}

/**
 * Draws a line of text.
 *
 * @param pdf - The PDF.
 * @param flow - The line.
 * @param top - Top of the line, the blank above it excluded.
 * @param place - Column.
 */
export function drawLine(pdf: Pdf, flow: FlowLine, top: number, place: ColumnPlace): void {
  const size = Math.max(...flow.line.pieces.map(({ piece }) => piece.style.size), 0);
  const baseline = top + (flow.line.height - size * 1.25) / 2 + size * ASCENT;
  const spare = Math.max(0, place.width - flow.indent - flow.line.width);
  const shift = place.align === "right" ? spare : place.align === "center" ? spare / 2 : 0;
  const left = place.left + flow.indent + shift;
  if (flow.marker !== undefined)
    pdf
      .font("regular", size)
      .fillColor(THEME.ink)
      .text(flow.marker, place.left + flow.indent - 10, baseline, { lineBreak: false, baseline: "alphabetic" });
  for (const placed of joinWords(flow.line.pieces)) drawPiece(pdf, placed, left, baseline);
}

/**
 * Draws lines one below the other within one page.
 *
 * @param pdf - The PDF.
 * @param lines - The lines.
 * @param top - Where the first one starts, its blank above included.
 * @param place - Column.
 */
export function drawLines(pdf: Pdf, lines: readonly FlowLine[], top: number, place: ColumnPlace): void {
  let y = top;
  for (const flow of lines) {
    y += flow.before;
    drawLine(pdf, flow, y, place);
    y += flow.line.height;
  }
}
