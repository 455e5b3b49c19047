import type PDFDocument from "pdfkit";
import { THEME } from "../../page/theme.ts";
import type { FontName } from "./fonts.ts";

/** A PDF being written. */
export type Pdf = InstanceType<typeof PDFDocument>;

/** Element of the logical structure of the document. */
export type StructureElement = ReturnType<Pdf["struct"]>;

/** Where content may stand on a page, A4 landscape, in points. */
export const PAGE = { width: 841.89, left: 40, right: 801.89, top: 36, bottom: 548, foot: 560 } as const;

/** Width of the content. */
export const CONTENT_WIDTH = PAGE.right - PAGE.left;

/** How a text is drawn. */
export interface TextLook {
  readonly font: FontName;
  readonly size: number;
  readonly color: string;
}

/** Usual look of a text. */
export const BODY: TextLook = { font: "regular", size: 9, color: THEME.ink };

/** Replaces what a page cannot show: control characters, and halves of pairs. */
export function printable(text: string): string {
  return text.normalize("NFC").replace(/[\p{Cc}\p{Cs}]/gu, " ");
}

/** The place where the next content goes, page after page. */
export class PageFlow {
  readonly pdf: Pdf;
  y: number = PAGE.top;

  constructor(pdf: Pdf) {
    this.pdf = pdf;
    pdf.addPage();
  }

  /** Goes to a new page when a height does not fit, unless the page is empty. */
  ensure(height: number): boolean {
    if (this.y + height <= PAGE.bottom || this.y === PAGE.top) return false;
    this.pdf.addPage();
    this.y = PAGE.top;
    return true;
  }

  /** Height of a text in a width. */
  heightOf(text: string, width: number, { font, size }: TextLook): number {
    return this.pdf.font(font, size).heightOfString(printable(text), { width });
  }

  /** Draws a text; nothing moves. */
  text(
    text: string,
    place: { readonly x: number; readonly y: number; readonly width: number; readonly align?: "left" | "right" },
    look: TextLook,
  ): void {
    const { x, y, width, align = "left" } = place;
    this.pdf.font(look.font, look.size).fillColor(look.color).text(printable(text), x, y, { width, align });
  }

  /** Draws content that belongs to an element of the structure. */
  marked(element: StructureElement, type: string, draw: () => void): void {
    const content = this.pdf.markStructureContent(type);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** Draws content as an element of its own. */
  element(parent: StructureElement, type: string, draw: () => void): void {
    const element = this.pdf.struct(type);
    this.marked(element, type, draw);
    element.end();
    parent.add(element);
  }

  /** Draws lines and grounds, which say nothing by themselves. */
  artifact(draw: () => void): void {
    this.pdf.markContent("Artifact", { type: "Layout" });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Draws a paragraph of any kind over the width of the page, with its element. */
  paragraph(parent: StructureElement, text: string, look: TextLook, type: "H1" | "H2" | "H3" | "P" = "P"): void {
    const height = this.heightOf(text, CONTENT_WIDTH, look);
    // A title is not left alone at the foot of a page.
    this.ensure(type === "P" ? height : height + 60);
    this.element(parent, type, () => this.text(text, { x: PAGE.left, y: this.y, width: CONTENT_WIDTH }, look));
    this.y += height + look.size * 0.35;
  }
}
