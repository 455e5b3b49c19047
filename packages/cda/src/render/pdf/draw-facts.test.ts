import PDFDocument from "pdfkit";
import { describe, expect, it, vi } from "vitest";
import type { Fact } from "../present/presentation.ts";
import { drawCards } from "./draw-facts.ts";
import { fontBook } from "./font-book.ts";
import { PAGE, PageFlow } from "./page-flow.ts";
import { createPdfContext } from "./pdf-context.ts";

const facts = (count: number): readonly Fact[] =>
  Array.from({ length: count }, (_, index) => ({ label: "Destinataire", lines: [`Dr ${index}`, "Cabinet"] }));

/** Draws two cards: the boxes around them, and how many texts. */
function draw(first: number, second: number) {
  const pdf = new PDFDocument({ size: "A4", margin: 0, autoFirstPage: false, bufferPages: true, tagged: true });
  for (const { name, bytes } of Object.values(fontBook().faces)) pdf.registerFont(name, Buffer.from(bytes));
  const flow = new PageFlow(pdf);
  const boxes = vi.spyOn(pdf, "roundedRect");
  const texts = vi.spyOn(flow, "marked");
  drawCards(createPdfContext(flow, new Map()), pdf.struct("Document"), [
    { title: "Émetteur", facts: facts(first) },
    { title: "Destinataires", facts: facts(second) },
  ]);
  return {
    lowest: boxes.mock.calls.map(([, y, , height]) => y + height),
    texts: texts.mock.calls.length,
    end: flow.y,
  };
}

describe("cards", () => {
  it("stand side by side, in boxes", () => {
    const { lowest, texts } = draw(2, 3);
    expect(lowest).toHaveLength(2);
    expect(texts).toBe(2 + 2 + 3);
  });

  it.each([
    [1, 100],
    [100, 1],
    [100, 100],
  ])("of %i and %i facts leave their boxes rather than the page", (first, second) => {
    const { lowest, texts, end } = draw(first, second);
    expect(lowest).toEqual([]);
    expect(texts).toBe(2 + first + second);
    expect(end).toBeLessThanOrEqual(PAGE.bottom);
  });
});
