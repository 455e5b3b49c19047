import type { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Faces of the pages. */
export type FontName = "regular" | "bold" | "mono";

/** DejaVu: free, embeddable, covers French and the signs of the pages. */
const FILES: Readonly<Record<FontName, string>> = {
  regular: "DejaVuSansCondensed.ttf",
  bold: "DejaVuSansCondensed-Bold.ttf",
  mono: "DejaVuSansMono.ttf",
};

function readFonts(): Readonly<Record<FontName, Buffer>> {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: FontName): Buffer => readFileSync(resolve(`dejavu-fonts-ttf/ttf/${FILES[name]}`));
  return { regular: read("regular"), bold: read("bold"), mono: read("mono") };
}

let fonts: Readonly<Record<FontName, Buffer>> | undefined;

/** Gives the bytes of the faces, read the first time they are needed. */
export function fontBytes(): Readonly<Record<FontName, Buffer>> {
  fonts ??= readFonts();
  return fonts;
}
