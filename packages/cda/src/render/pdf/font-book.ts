// The build of the declarations starts from the entry file alone: it must be led to this one.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./fontkit.d.ts" />
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";

/** The faces that the pages use. */
export type FontName = "regular" | "bold" | "italic" | "boldItalic";

/** Files of the font package: DejaVu Sans Condensed, whose glyphs cover French, Greek, units and signs. */
const FILES: Readonly<Record<FontName, string>> = {
  regular: "DejaVuSansCondensed.ttf",
  bold: "DejaVuSansCondensed-Bold.ttf",
  italic: "DejaVuSansCondensed-Oblique.ttf",
  boldItalic: "DejaVuSansCondensed-BoldOblique.ttf",
};

/** Words whose width is remembered, so that a hostile document cannot fill the memory. */
const MAX_KNOWN_WIDTHS = 50_000;

const REPLACEMENT = "\uFFFD";

/** A face: the bytes to embed, and what layout needs to know. */
export interface Face {
  readonly name: FontName;
  readonly bytes: Uint8Array;
  /** Gives the width of a text at size 1. */
  widthOf(text: string): number;
}

/** The four faces. */
export interface FontBook {
  readonly faces: Readonly<Record<FontName, Face>>;
  /** Replaces what the font cannot show: control characters by blanks, characters without glyph by U+FFFD. */
  printable(text: string): string;
}

function openFont(bytes: Buffer): Font {
  const font = create(bytes);
  if (!("layout" in font)) throw new TypeError("a single font is expected, not a collection");
  return font;
}

function createFace(name: FontName, bytes: Buffer, font: Font): Face {
  const known = new Map<string, number>();
  return {
    name,
    bytes,
    widthOf(text) {
      const width = known.get(text);
      if (width !== undefined) return width;
      const measured = font.layout(text).advanceWidth / font.unitsPerEm;
      if (known.size < MAX_KNOWN_WIDTHS) known.set(text, measured);
      return measured;
    },
  };
}

function loadFontBook(): FontBook {
  const resolve = createRequire(import.meta.url).resolve;
  const load = (name: FontName): Face => {
    const bytes = readFileSync(resolve(`dejavu-fonts-ttf/ttf/${FILES[name]}`));
    return createFace(name, bytes, openFont(bytes));
  };
  const regular = readFileSync(resolve(`dejavu-fonts-ttf/ttf/${FILES.regular}`));
  const font = openFont(regular);
  const faces = {
    regular: createFace("regular", regular, font),
    bold: load("bold"),
    italic: load("italic"),
    boldItalic: load("boldItalic"),
  };
  const printable = (text: string): string =>
    Array.from(text.normalize("NFC"), (character) => {
      if (/\p{Cc}/u.test(character)) return " ";
      return font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ? character : REPLACEMENT;
    }).join("");
  return { faces, printable };
}

let loaded: FontBook | undefined;

/** Gives the faces, read from the font package the first time they are needed. */
export function fontBook(): FontBook {
  loaded ??= loadFontBook();
  return loaded;
}
