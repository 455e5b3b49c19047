import type { Fact, FactGroup, Notice, Presentation } from "../present/presentation.ts";
import { THEME } from "../theme.ts";
import { drawHeading } from "./draw-blocks.ts";
import { type FlowLine, flowLines, heightOf } from "./flow-lines.ts";
import { gapAboveHeading, HEADING_GAP, headingLines } from "./kept-height.ts";
import { CONTENT_WIDTH, drawLines, MAX_KEPT, PAGE, type PageFlow, type StructureElement } from "./page-flow.ts";
import type { PdfContext } from "./pdf-context.ts";
import { BODY_STYLE, type TextStyle } from "./text-pieces.ts";

const LABEL_STYLE: TextStyle = { ...BODY_STYLE, size: 7, color: THEME.muted };
const VALUE_STYLE: TextStyle = { ...BODY_STYLE, size: 8.5 };
const TITLE_STYLE: TextStyle = { ...BODY_STYLE, size: 9.5, bold: true, color: THEME.accent };

/** Blank between two columns and around a box, in points. */
const GAP = 10;
const BOX_PADDING = 8;

/** Lays one text out. */
export function textLines(text: string, width: number, style: TextStyle): readonly FlowLine[] {
  return flowLines([{ kind: "paragraph", caption: [], children: [{ kind: "text", text }] }], width, style, () => "");
}

function factLines({ label, lines }: Fact, width: number): readonly FlowLine[] {
  return [...textLines(label, width, LABEL_STYLE), ...lines.flatMap((line) => textLines(line, width, VALUE_STYLE))];
}

/** Draws facts in columns, row after row, each row at one height. */
function drawGrid(flow: PageFlow, parent: StructureElement, facts: readonly Fact[], place: Box): void {
  const width = (place.width - GAP * (place.columns - 1)) / place.columns;
  for (let start = 0; start < facts.length; start += place.columns) {
    const row = facts.slice(start, start + place.columns).map((fact) => factLines(fact, width));
    const height = Math.max(...row.map(heightOf));
    flow.ensure(height);
    row.forEach((lines, column) => {
      const element = flow.pdf.struct("P");
      const left = place.left + column * (width + GAP);
      flow.marked(element, "P", () => {
        drawLines(flow.pdf, lines, flow.y, { left, width, align: "left" });
      });
      element.end();
      parent.add(element);
    });
    flow.y += height + 4;
  }
}

interface Box {
  readonly left: number;
  readonly width: number;
  readonly columns: number;
}

/** Where the details at the end of a document stand. */
const DETAILS: Box = { left: PAGE.left, width: CONTENT_WIDTH, columns: 3 };

function gridHeight(facts: readonly Fact[], place: Box): number {
  const width = (place.width - GAP * (place.columns - 1)) / place.columns;
  let height = 0;
  for (let start = 0; start < facts.length; start += place.columns)
    height +=
      4 + Math.max(...facts.slice(start, start + place.columns).map((fact) => heightOf(factLines(fact, width))));
  return height;
}

/** Draws a notice in its box. */
export function drawNotice({ flow }: PdfContext, parent: StructureElement, notice: Notice): void {
  const warning = notice.tone === "warning";
  const style: TextStyle = { ...BODY_STYLE, color: warning ? THEME.warningInk : THEME.infoInk };
  const text = warning ? `Attention : ${notice.text}` : notice.text;
  const lines = textLines(text, CONTENT_WIDTH - 2 * BOX_PADDING, style);
  const height = heightOf(lines) + 8;
  flow.ensure(height);
  flow.artifact(() => {
    flow.pdf.rect(PAGE.left, flow.y, CONTENT_WIDTH, height).fill(warning ? THEME.warningPaper : THEME.infoPaper);
    flow.pdf.rect(PAGE.left, flow.y, 3, height).fill(warning ? THEME.warningLine : THEME.infoLine);
  });
  const element = flow.pdf.struct("P");
  flow.marked(element, "P", () => {
    drawLines(flow.pdf, lines, flow.y + 4, {
      left: PAGE.left + BOX_PADDING,
      width: CONTENT_WIDTH - 2 * BOX_PADDING,
      align: "left",
    });
  });
  element.end();
  parent.add(element);
  flow.y += height + 4;
}

/** Draws the identity of the patient in its box. */
export function drawPatient({ flow }: PdfContext, parent: StructureElement, patient: Presentation["patient"]): void {
  const inside: Box = { left: PAGE.left + BOX_PADDING, width: CONTENT_WIDTH - 2 * BOX_PADDING, columns: 4 };
  const name = textLines(patient.name, inside.width, { ...BODY_STYLE, size: 13, bold: true });
  const height = heightOf(name) + 4 + gridHeight(patient.facts, inside) + 2 * BOX_PADDING - 4;
  flow.ensure(height);
  const top = flow.y;
  flow.artifact(() => {
    flow.pdf.roundedRect(PAGE.left, top, CONTENT_WIDTH, height, 5).lineWidth(1.2).stroke(THEME.accent);
  });
  flow.y += BOX_PADDING;
  const element = flow.pdf.struct("H2");
  flow.marked(element, "H2", () => {
    drawLines(flow.pdf, name, flow.y, { left: inside.left, width: inside.width, align: "left" });
  });
  element.end();
  parent.add(element);
  flow.y += heightOf(name) + 4;
  drawGrid(flow, parent, patient.facts, inside);
  flow.y = Math.max(flow.y, top + height) + 6;
}

/** Draws groups of facts one below the other, each under its title. */
function drawGroups(context: PdfContext, parent: StructureElement, groups: readonly FactGroup[]): void {
  for (const { title, facts } of groups) {
    drawHeading(context, parent, { text: title, level: 2 }, gridHeight(facts.slice(0, DETAILS.columns), DETAILS));
    drawGrid(context.flow, parent, facts, DETAILS);
  }
}

/** Draws groups of facts side by side, each in its card; one below the other when a card would be too tall for a page. */
export function drawCards(context: PdfContext, parent: StructureElement, groups: readonly FactGroup[]): void {
  if (groups.length === 0) return;
  const { flow } = context;
  const width = (CONTENT_WIDTH - GAP * (groups.length - 1)) / groups.length;
  const inner = width - 2 * BOX_PADDING;
  const cards = groups.map(({ title, facts }) => ({
    title: textLines(title, inner, TITLE_STYLE),
    facts,
    height: heightOf(textLines(title, inner, TITLE_STYLE)) + gridHeight(facts, { left: 0, width: inner, columns: 1 }),
  }));
  const height = Math.max(...cards.map((card) => card.height)) + 2 * BOX_PADDING;
  if (height > MAX_KEPT) {
    drawGroups(context, parent, groups);
    return;
  }
  flow.ensure(height);
  const top = flow.y;
  cards.forEach((card, index) => {
    const left = PAGE.left + index * (width + GAP);
    flow.artifact(() => {
      flow.pdf.roundedRect(left, top, width, height, 4).lineWidth(0.6).fillAndStroke(THEME.panel, THEME.line);
    });
    flow.y = top + BOX_PADDING;
    const element = flow.pdf.struct("H2");
    flow.marked(element, "H2", () => {
      drawLines(flow.pdf, card.title, flow.y, { left: left + BOX_PADDING, width: inner, align: "left" });
    });
    element.end();
    parent.add(element);
    flow.y += heightOf(card.title) + 2;
    drawGrid(flow, parent, card.facts, { left: left + BOX_PADDING, width: inner, columns: 1 });
  });
  flow.y = top + height + 4;
}

/** Height of the first row of facts, with their title above. */
function groupStart({ title, facts }: FactGroup): number {
  const row = gridHeight(facts.slice(0, DETAILS.columns), DETAILS);
  return gapAboveHeading(2) + heightOf(headingLines(title, 2)) + HEADING_GAP + row;
}

/** Draws groups of facts one below the other, each under its title, all under one. */
export function drawDetails(
  context: PdfContext,
  parent: StructureElement,
  title: string,
  groups: readonly FactGroup[],
): void {
  const [first] = groups;
  drawHeading(context, parent, { text: title, level: 1 }, first === undefined ? 0 : groupStart(first));
  drawGroups(context, parent, groups);
}
