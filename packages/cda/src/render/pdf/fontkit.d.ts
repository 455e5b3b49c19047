/** The part of fontkit that the pages need: its published types want those of a browser. */
declare module "fontkit" {
  /** An open font. */
  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): { readonly advanceWidth: number };
  }

  /** Opens a TrueType font; a collection has no `layout`. */
  export function create(bytes: Uint8Array): Font | { readonly fonts: readonly Font[] };
}
