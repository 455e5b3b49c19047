import { fontBook } from "./font-book.ts";
import { faceOf, type TextPiece, type TextStyle } from "./text-pieces.ts";

/** A word or a curve at its place in a line. */
export interface PlacedPiece {
  readonly piece: Exclude<TextPiece, { kind: "break" }>;
  /** From the start of the line. */
  readonly x: number;
}

/** A line of text. */
export interface TextLine {
  readonly pieces: readonly PlacedPiece[];
  /** Width of what is in it. */
  readonly width: number;
  /** Height it takes. */
  readonly height: number;
}

/** Height of a line, in sizes of its text. */
const LEADING = 1.32;

type Word = Extract<TextPiece, { kind: "word" }>;

function spaceWidth(style: TextStyle): number {
  return fontBook().faces[faceOf(style)].widthOf(" ") * style.size;
}

/** Cuts a word that is wider than a line. */
function splitWord(word: Word, maxWidth: number): readonly Word[] {
  const face = fontBook().faces[faceOf(word.style)];
  const parts: Word[] = [];
  let text = "";
  let width = 0;
  const push = (): void => {
    parts.push({ ...word, text, width, joined: parts.length > 0 || word.joined });
  };
  for (const character of word.text) {
    const added = face.widthOf(character) * word.style.size;
    if (text !== "" && width + added > maxWidth) {
      push();
      text = "";
      width = 0;
    }
    text += character;
    width += added;
  }
  push();
  return parts;
}

/** Fills lines one after the other. */
class LineFiller {
  readonly lines: TextLine[] = [];
  private placed: PlacedPiece[] = [];
  private x = 0;
  private readonly maxWidth: number;
  private readonly size: number;

  constructor(maxWidth: number, size: number) {
    this.maxWidth = maxWidth;
    this.size = size;
  }

  add(piece: TextPiece): void {
    if (piece.kind === "break") {
      this.end();
      return;
    }
    const gap = this.placed.length === 0 || piece.joined ? 0 : spaceWidth(piece.style);
    if (this.placed.length > 0 && this.x + gap + piece.width > this.maxWidth) {
      this.end();
      this.place(piece, 0);
    } else {
      this.place(piece, gap);
    }
  }

  end(): void {
    const height = Math.max(this.size, ...this.placed.map(({ piece }) => piece.style.size)) * LEADING;
    this.lines.push({ pieces: this.placed, width: this.x, height });
    this.placed = [];
    this.x = 0;
  }

  private place(piece: PlacedPiece["piece"], gap: number): void {
    if (piece.kind === "word" && piece.width > this.maxWidth) {
      for (const part of splitWord(piece, this.maxWidth)) {
        if (this.placed.length > 0) this.end();
        this.placed.push({ piece: part, x: 0 });
        this.x = part.width;
      }
      return;
    }
    this.placed.push({ piece, x: this.x + gap });
    this.x += gap + piece.width;
  }
}

/**
 * Breaks pieces into lines.
 *
 * @param pieces - Words, curves and breaks.
 * @param maxWidth - Width of the lines.
 * @param size - Size of the text, for an empty line.
 * @returns The lines; none for no piece.
 */
export function breakLines(pieces: readonly TextPiece[], maxWidth: number, size: number): readonly TextLine[] {
  if (pieces.length === 0) return [];
  const filler = new LineFiller(Math.max(maxWidth, size), size);
  for (const piece of pieces) filler.add(piece);
  filler.end();
  return filler.lines;
}

/** Width of the widest word, and width without any break: what a column of a table goes by. */
export function widthsOf(pieces: readonly TextPiece[]): { readonly min: number; readonly max: number } {
  let min = 0;
  let max = 0;
  let line = 0;
  let word = 0;
  for (const piece of pieces) {
    if (piece.kind === "break") {
      line = 0;
      word = 0;
      continue;
    }
    word = piece.joined ? word + piece.width : piece.width;
    line += piece.width + (piece.joined || line === 0 ? 0 : spaceWidth(piece.style));
    min = Math.max(min, word);
    max = Math.max(max, line);
  }
  return { min, max };
}
