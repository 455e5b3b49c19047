import type { DisplayInline, DisplayMark, DisplayStyle, DisplayTrend } from "../../display/display-model.ts";
import { THEME } from "../theme.ts";
import { trendShape } from "../trend-shape.ts";
import { type FontBook, type FontName, fontBook } from "./font-book.ts";

/** How a run of text is drawn. */
export interface TextStyle {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly size: number;
  readonly color: string;
  /** Above the base line, in points. */
  readonly rise: number;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly background: string | undefined;
}

/** Something that a line is made of. A word holds no blank; `joined` says that no blank stands before it. */
export type TextPiece =
  | {
      readonly kind: "word";
      readonly text: string;
      readonly style: TextStyle;
      readonly width: number;
      readonly joined: boolean;
    }
  | {
      readonly kind: "trend";
      readonly trend: DisplayTrend;
      readonly style: TextStyle;
      readonly width: number;
      readonly joined: boolean;
    }
  | { readonly kind: "break" };

/** Style of the body of a page. */
export const BODY_STYLE: TextStyle = {
  bold: false,
  italic: false,
  size: 9,
  color: THEME.ink,
  rise: 0,
  underline: false,
  strike: false,
  background: undefined,
};

/** Name of the face of a style. */
export function faceOf(style: TextStyle): FontName {
  if (style.bold) return style.italic ? "boldItalic" : "bold";
  return style.italic ? "italic" : "regular";
}

const SMALL = 0.75;

function applyStyle(style: TextStyle, name: DisplayStyle): TextStyle {
  switch (name) {
    case "bold":
      return { ...style, bold: true };
    case "italic":
      return { ...style, italic: true };
    case "underline":
    case "inserted":
      return { ...style, underline: true };
    case "strike":
    case "deleted":
      return { ...style, strike: true };
    case "sub":
      return { ...style, size: style.size * SMALL, rise: -style.size * 0.15 };
    case "sup":
      return { ...style, size: style.size * SMALL, rise: style.size * 0.35 };
  }
}

const MARKS: Readonly<Record<DisplayMark["tone"], Partial<TextStyle>>> = {
  alert: { bold: true, color: THEME.alertInk, background: THEME.alertPaper },
  strong: { bold: true, underline: true, color: THEME.alertInk, background: THEME.alertPaper },
  calm: { color: THEME.calmInk, background: THEME.calmPaper },
};

/** Gathers pieces; remembers whether a blank stands before the next one. */
class PieceCollector {
  readonly pieces: TextPiece[] = [];
  private readonly book: FontBook = fontBook();
  private blank = true;

  add(inline: DisplayInline, style: TextStyle): void {
    switch (inline.kind) {
      case "text":
        this.text(inline.text, style);
        return;
      case "break":
        this.pieces.push({ kind: "break" });
        this.blank = true;
        return;
      case "styled":
        this.all(inline.children, inline.styles.reduce(applyStyle, style));
        return;
      case "link":
        this.all(inline.children, style);
        if (inline.url !== null && !inline.url.startsWith("#"))
          this.text(` (${inline.url})`, { ...style, color: THEME.muted });
        return;
      case "note":
        this.text("(", style);
        this.all(inline.children, { ...style, color: THEME.muted });
        this.text(")", style);
        return;
      case "mark":
        this.text(inline.text, { ...style, ...MARKS[inline.tone] });
        return;
      case "trend":
        this.trend(inline, style);
        return;
      case "media":
        this.all(inline.caption, { ...style, italic: true });
    }
  }

  all(inlines: readonly DisplayInline[], style: TextStyle): void {
    for (const inline of inlines) this.add(inline, style);
  }

  private text(text: string, style: TextStyle): void {
    const face = this.book.faces[faceOf(style)];
    // A no-break space keeps its place inside a word.
    for (const part of this.book.printable(text).split(/([ \u2000-\u200A\u3000]+)/)) {
      if (part === "") continue;
      if (part.trim() === "" && !part.includes("\u00A0")) {
        this.blank = true;
        continue;
      }
      const width = face.widthOf(part) * style.size;
      this.pieces.push({ kind: "word", text: part, style, width, joined: !this.blank });
      this.blank = false;
    }
  }

  private trend(trend: DisplayTrend, style: TextStyle): void {
    const { width } = trendShape(trend.points);
    this.pieces.push({ kind: "trend", trend, style, width: (width * style.size) / 16, joined: !this.blank });
    this.blank = false;
  }
}

/**
 * Cuts what stands in a line into words, with their widths.
 *
 * @param inlines - The inlines; images are left out, but for their caption.
 * @param style - Style around them.
 * @returns The pieces, in order.
 */
export function textPieces(inlines: readonly DisplayInline[], style: TextStyle): readonly TextPiece[] {
  const collector = new PieceCollector();
  collector.all(inlines, style);
  return collector.pieces;
}
