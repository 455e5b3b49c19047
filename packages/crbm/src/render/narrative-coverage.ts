import type { DisplayBlock, DisplayInline } from "@ldl/cda";

function textOfInline(inline: DisplayInline): string {
  switch (inline.kind) {
    case "text":
    case "mark":
      return inline.text;
    case "break":
      return " ";
    case "styled":
    case "note":
    case "link":
      return inline.children.map(textOfInline).join("");
    case "media":
      return inline.caption.map(textOfInline).join("");
    case "trend":
      return inline.description;
  }
}

const textOfInlines = (inlines: readonly DisplayInline[]): string => inlines.map(textOfInline).join("");

function textOfBlock(block: DisplayBlock): string {
  switch (block.kind) {
    case "heading":
      return block.text;
    case "paragraph":
      return `${textOfInlines(block.caption)} ${textOfInlines(block.children)}`;
    case "list":
      return `${textOfInlines(block.caption)} ${block.items.map(textOf).join(" ")}`;
    case "table": {
      const cells = [...block.head, ...block.body, ...block.foot].flatMap((row) => row.cells);
      return `${textOfInlines(block.caption)} ${cells.map(({ children }) => textOf(children)).join(" ")}`;
    }
  }
}

const textOf = (blocks: readonly DisplayBlock[]): string => blocks.map(textOfBlock).join(" ");

/** Words and numbers of a text, a decimal comma made a point. */
function wordsOf(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? []).map((word) => word.replaceAll(",", "."));
}

/** Titles of columns, which say nothing of the patient. */
const TITLES = wordsOf("Analyse Résultat Unité Valeurs de référence Interprétation Précisions Préleveur");

const notesOf = (inline: DisplayInline): string =>
  inline.kind === "note"
    ? textOfInline(inline)
    : inline.kind === "styled" || inline.kind === "link"
      ? inline.children.map(notesOf).join(" ")
      : "";

/** What is said once for several results: headings, captions, heads of columns and rows, techniques. */
function sharedText(block: DisplayBlock): string {
  switch (block.kind) {
    case "heading":
      return block.text;
    case "paragraph":
      return block.children.map(notesOf).join(" ");
    case "list":
      return block.items.flat().map(sharedText).join(" ");
    case "table": {
      const head = block.head.flatMap((row) => row.cells).map(({ children }) => textOf(children));
      const cells = block.body.flatMap((row) => row.cells);
      const body = cells.map(({ header, children }) =>
        header ? textOf(children) : children.map(sharedText).join(" "),
      );
      return [textOfInlines(block.caption), ...head, ...body].join(" ");
    }
  }
}

/**
 * Tells whether everything that a narrative says stands in other blocks: each of its words and numbers, as many times at
 * least; once is enough for what is said of several results at a time. Its images count apart.
 *
 * @param narrative - The legal text.
 * @param shown - What is shown in its place.
 * @returns False as soon as one word would be lost.
 */
export function isCovered(narrative: readonly DisplayBlock[], shown: readonly DisplayBlock[]): boolean {
  const shared = new Set([...TITLES, ...shown.flatMap((block) => wordsOf(sharedText(block)))]);
  const left = new Map<string, number>();
  for (const word of wordsOf(textOf(shown))) left.set(word, (left.get(word) ?? 0) + 1);
  for (const word of wordsOf(textOf(narrative))) {
    const count = left.get(word) ?? 0;
    if (count === 0 && !shared.has(word)) return false;
    left.set(word, Math.max(0, count - 1));
  }
  return true;
}
