import type { PageBlock, PageSection } from "../../page/report-page.ts";
import { THEME } from "../../page/theme.ts";
import { drawCards } from "./draw-cards.ts";
import { drawDrawing } from "./draw-drawing.ts";
import { drawTable } from "./draw-table.ts";
import { BODY, CONTENT_WIDTH, PAGE, type PageFlow, type StructureElement } from "./page-flow.ts";

type Chart = Extract<PageBlock, { kind: "chart" }>;

const CHART_GAP = 24;
const CHART_WIDTH = (CONTENT_WIDTH - CHART_GAP) / 2;
const TITLE_HEIGHT = 16;
/** Room kept for writing by hand. */
const FIELD_HEIGHT = 60;

const chartHeight = ({ drawing }: Chart): number => (drawing.height * CHART_WIDTH) / drawing.width + TITLE_HEIGHT;

/** Draws charts two by two, then the data of those that do not show their values; descriptions are alternative texts. */
function drawCharts(flow: PageFlow, parent: StructureElement, charts: readonly Chart[]): void {
  for (let start = 0; start < charts.length; start += 2) {
    const pair = charts.slice(start, start + 2);
    const height = Math.max(...pair.map(chartHeight));
    flow.ensure(height);
    for (const [index, { title, description, drawing }] of pair.entries()) {
      const x = PAGE.left + index * (CHART_WIDTH + CHART_GAP);
      const figure = flow.pdf.struct("Figure", { title, alt: description });
      flow.marked(figure, "Figure", () => {
        flow.text(title, { x, y: flow.y, width: CHART_WIDTH }, { ...BODY, font: "bold" });
        drawDrawing(flow.pdf, drawing, { x, y: flow.y + TITLE_HEIGHT, width: CHART_WIDTH });
      });
      figure.end();
      parent.add(figure);
    }
    flow.y += height + 12;
  }
  for (const { valuesShown, data } of charts) if (!valuesShown) drawTable(flow, parent, data);
}

function drawList(flow: PageFlow, parent: StructureElement, items: readonly string[]): void {
  const list = flow.pdf.struct("L");
  for (const item of items) {
    const text = `• ${item}`;
    const height = flow.heightOf(text, CONTENT_WIDTH, BODY);
    flow.ensure(height);
    const line = flow.pdf.struct("LI");
    flow.element(line, "LBody", () => flow.text(text, { x: PAGE.left, y: flow.y, width: CONTENT_WIDTH }, BODY));
    line.end();
    list.add(line);
    flow.y += height + 2;
  }
  list.end();
  parent.add(list);
  flow.y += 6;
}

function drawCode(flow: PageFlow, parent: StructureElement, title: string, text: string): void {
  flow.paragraph(parent, title, { ...BODY, font: "bold" }, "H3");
  for (const line of text.split("\n")) flow.paragraph(parent, line, { ...BODY, font: "mono", size: 6.5 });
  flow.y += 6;
}

function drawField(flow: PageFlow, parent: StructureElement, label: string): void {
  flow.ensure(FIELD_HEIGHT + 20);
  flow.paragraph(parent, label, { ...BODY, font: "bold" }, "H3");
  flow.artifact(() => flow.pdf.rect(PAGE.left, flow.y, CONTENT_WIDTH, FIELD_HEIGHT).lineWidth(0.8).stroke(THEME.rule));
  flow.y += FIELD_HEIGHT + 10;
}

function drawBlock(flow: PageFlow, parent: StructureElement, block: Exclude<PageBlock, Chart>): void {
  switch (block.kind) {
    case "paragraph":
      flow.paragraph(parent, block.text, BODY);
      return;
    case "cards":
      drawCards(flow, parent, block.cards);
      return;
    case "table":
      drawTable(flow, parent, block.table);
      return;
    case "list":
      drawList(flow, parent, block.items);
      return;
    case "code":
      drawCode(flow, parent, block.title, block.text);
      return;
    case "field":
      drawField(flow, parent, block.label);
  }
}

/** Draws a section; its charts come first, two by two. */
export function drawSection(flow: PageFlow, parent: StructureElement, { title, box, blocks }: PageSection): void {
  const section = flow.pdf.struct("Sect");
  const charts = blocks.filter((block): block is Chart => block.kind === "chart");
  const [first] = charts;
  if (first !== undefined) flow.ensure(chartHeight(first) + 40);
  flow.ensure(80);
  flow.y += 4;
  if (box === true)
    flow.artifact(() => flow.pdf.rect(PAGE.left - 6, flow.y - 4, CONTENT_WIDTH + 12, 22).fill(THEME.ground));
  flow.paragraph(section, title, { ...BODY, font: "bold", size: 13, color: THEME.accent }, "H2");
  flow.pdf.outline.addItem(title);
  drawCharts(flow, section, charts);
  for (const block of blocks) if (block.kind !== "chart") drawBlock(flow, section, block);
  section.end();
  parent.add(section);
}
