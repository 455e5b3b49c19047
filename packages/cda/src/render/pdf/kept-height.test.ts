import PDFDocument from "pdfkit";
import { describe, expect, it, vi } from "vitest";
import type { DisplayBlock, DisplayCell } from "../../display/display-model.ts";
import { drawBlocks } from "./draw-blocks.ts";
import { fontBook } from "./font-book.ts";
import { PAGE, PageFlow, type Pdf } from "./page-flow.ts";
import { createPdfContext } from "./pdf-context.ts";

const HEADING: DisplayBlock = { kind: "heading", text: "Texte du compte rendu" };
const text = (words: string): DisplayBlock => ({
  kind: "paragraph",
  caption: [],
  children: [{ kind: "text", text: words }],
});
const lines = (count: number): DisplayBlock => ({
  kind: "paragraph",
  caption: [],
  children: Array.from({ length: count }, (_, index) => [
    { kind: "text", text: `ligne ${index}` } as const,
    { kind: "break" } as const,
  ]).flat(),
});
const cell = (count: number, more: Partial<DisplayCell> = {}): DisplayCell => ({
  header: false,
  children: [lines(count)],
  ...more,
});

/** A table with a caption, whose cells have numbers of lines. */
function table(head: number, ...rows: readonly (readonly DisplayCell[])[]): DisplayBlock {
  return {
    kind: "table",
    caption: [{ kind: "text", text: "Prélèvements" }],
    head: [{ cells: [cell(head, { header: true }), cell(1, { header: true })] }],
    body: rows.map((cells) => ({ cells })),
    foot: [],
  };
}

interface Drawn {
  readonly type: string;
  readonly page: number;
}

function newPdf(): Pdf {
  const pdf = new PDFDocument({ size: "A4", margin: 0, autoFirstPage: false, bufferPages: true, tagged: true });
  for (const { name, bytes } of Object.values(fontBook().faces)) pdf.registerFont(name, Buffer.from(bytes));
  return pdf;
}

interface Drawing {
  readonly drawn: readonly Drawn[];
  readonly lowest: number;
}

/** One PDF for all drawings, each on pages of its own. */
const pdf = newPdf();

/** Draws blocks from a height of the page on: what is drawn, and on which page. */
function drawFrom(top: number, blocks: readonly DisplayBlock[]): Drawing {
  const before = pdf.bufferedPageRange().count;
  const flow = new PageFlow(pdf);
  const drawn: Drawn[] = [];
  let lowest = 0;
  const marked = flow.marked.bind(flow);
  vi.spyOn(flow, "marked").mockImplementation((element, type, draw) => {
    drawn.push({ type, page: pdf.bufferedPageRange().count - before });
    marked(element, type, draw);
    lowest = Math.max(lowest, flow.y);
  });
  flow.y = top;
  drawBlocks(createPdfContext(flow, new Map()), pdf.struct("Document"), blocks, 1);
  return { drawn, lowest };
}

/** Heights at which a heading may come to stand, most of them near the bottom. */
const TOPS = Array.from({ length: 40 }, (_, index) => PAGE.bottom - (PAGE.bottom - PAGE.top) * (index / 40) ** 2);

const LONG_LIST: DisplayBlock = { kind: "list", ordered: false, caption: [], items: [[text("un")], [text("deux")]] };
const ROW = [cell(6), cell(1)];

describe("a heading", () => {
  it.each<[string, readonly DisplayBlock[], readonly string[]]>([
    ["a paragraph", [lines(5)], ["P", "P", "P"]],
    ["a list", [LONG_LIST], ["LI"]],
    ["a table", [table(1, ROW, ROW)], ["Caption", "TH", "TH", "TD", "TD"]],
    ["a table with a tall head", [table(12, ROW)], ["Caption", "TH", "TH", "TD", "TD"]],
    ["a table of a row taller than a page", [table(1, [cell(200), cell(1)])], ["Caption", "TH", "TH", "TD"]],
    [
      "a table whose first cell covers several rows",
      [table(1, [cell(1, { rowSpan: 3 }), cell(5)], [cell(5)], [cell(5)], ROW)],
      ["Caption", "TH", "TH", "TD", "TD", "TD", "TD"],
    ],
    [
      "a table whose first cell covers rows taller than a page",
      [table(1, [cell(1, { rowSpan: 4 }), cell(30)], [cell(30)], [cell(30)], [cell(30)])],
      ["Caption", "TH", "TH", "TD", "TD"],
    ],
    ["a heading and a table", [{ ...HEADING, text: "Isolat" }, table(1, ROW)], ["H2", "Caption", "TH", "TH", "TD"]],
    ["an empty paragraph and a table", [text(""), table(1, ROW)], ["Caption", "TH", "TH", "TD"]],
  ])("stays with the start of %s, wherever it comes to stand", (_, blocks, kept) => {
    for (const top of TOPS) {
      const { drawn } = drawFrom(top, [HEADING, ...blocks]);
      const start = drawn.slice(0, kept.length + 1);
      expect(start.map(({ type }) => type)).toEqual(["H2", ...kept]);
      expect(new Set(start.map(({ page }) => page)).size, `from ${top}`).toBe(1);
    }
  });

  it("goes to no new page when it stands at the top of one", () => {
    for (const blocks of [[lines(5)], [table(1, ROW)], [table(1, [cell(200), cell(1)])]])
      expect(drawFrom(PAGE.top, [HEADING, ...blocks]).drawn[0]?.page).toBe(1);
  });
});

describe("a table", () => {
  it.each<[string, DisplayBlock]>([
    ["of tall rows", table(1, [cell(30), cell(1)], [cell(90), cell(1)], [cell(20), cell(1)])],
    ["of tied rows", table(1, [cell(1, { rowSpan: 3 }), cell(30)], [cell(30)], [cell(3)], ROW, ROW)],
  ])("%s loses no row, and stays on its pages", (_, block) => {
    for (const top of TOPS) {
      const { drawn, lowest } = drawFrom(top, [block]);
      expect(drawn.filter(({ type }) => type === "TD").length).toBeGreaterThanOrEqual(6);
      expect(lowest).toBeLessThanOrEqual(PAGE.bottom);
    }
  });
});
