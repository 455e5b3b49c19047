import { describe, expect, it } from "vitest";
import type { DisplayBlock, DisplayInline, DisplayTable } from "../../display/display-model.ts";
import { flowLines } from "./flow-lines.ts";
import { mediaOf } from "./kept-height.ts";
import { BODY_STYLE } from "./text-pieces.ts";

const run = (text: string): readonly DisplayInline[] => [{ kind: "text", text }];
const paragraph = (text: string): DisplayBlock => ({ kind: "paragraph", caption: [], children: run(text) });
const MEDIA: DisplayInline = { kind: "media", fileIds: ["courbe"], caption: [] };

/** Lines of text that blocks come to. */
function linesOf(...blocks: readonly DisplayBlock[]): readonly string[] {
  return flowLines(blocks, 400, BODY_STYLE, ({ fileIds }) => `[${fileIds.join()}]`).map(({ line }) =>
    line.pieces.map(({ piece }) => (piece.kind === "word" ? piece.text : "")).join(" "),
  );
}

function tableOf(...cells: readonly (readonly DisplayBlock[])[]): DisplayTable {
  return {
    kind: "table",
    caption: run("Légende"),
    head: [],
    body: [{ cells: cells.map((children) => ({ header: false, children })) }],
    foot: [],
  };
}

describe("a table inside a cell", () => {
  const list: DisplayBlock = {
    kind: "list",
    ordered: true,
    caption: run("Germes"),
    items: [[paragraph("E. coli")], [paragraph("K. oxytoca")]],
  };

  it.each<[string, DisplayTable, readonly string[]]>([
    ["paragraphs", tableOf([paragraph("Urée")], [paragraph("> 10")]), ["Légende", "Urée | > 10"]],
    [
      "two paragraphs in a cell",
      tableOf([paragraph("Urée")], [paragraph("> 10"), paragraph("contrôlé")]),
      ["Légende", "Urée | > 10", "contrôlé"],
    ],
    ["a list", tableOf([list], [paragraph("2")]), ["Légende", "Germes", "1. E. coli", "2. K. oxytoca | 2"]],
    ["a table", tableOf([tableOf([paragraph("Urée")], [paragraph("> 10")])]), ["Légende", "Légende", "Urée | > 10"]],
    [
      "a paragraph with a caption",
      tableOf([{ kind: "paragraph", caption: run("Conclusion"), children: run("Normal") }]),
      ["Légende", "Conclusion", "Normal"],
    ],
  ])("says all that it holds: %s", (_, table, lines) => {
    expect(linesOf(table)).toEqual(lines);
  });
});

describe("a file in a text", () => {
  it.each<[string, DisplayInline]>([
    ["as it is", MEDIA],
    ["in a style", { kind: "styled", styles: ["bold"], children: [MEDIA] }],
    ["in a note", { kind: "note", children: [MEDIA] }],
    ["in a link", { kind: "link", url: null, children: [MEDIA] }],
  ])("is found and named: %s", (_, inline) => {
    expect(linesOf({ kind: "paragraph", caption: [], children: [inline] }).join()).toContain("[courbe]");
    expect(mediaOf([inline])).toEqual([MEDIA]);
  });
});
