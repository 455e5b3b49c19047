import type { PageTable } from "../../page/report-page.ts";
import { THEME } from "../../page/theme.ts";
import { BODY, CONTENT_WIDTH, PAGE, type PageFlow, type StructureElement, type TextLook } from "./page-flow.ts";

const CELL: TextLook = { ...BODY, size: 7.5 };
const HEAD: TextLook = { ...CELL, font: "bold" };
const PADDING = 3;

/** Widths of columns from what they hold: the widest word always fits if there is room, the rest goes by length. */
function columnWidths({ pdf }: PageFlow, table: PageTable): number[] {
  const texts = table.columns.map((column, index) => [
    `${column.letter ?? ""} ${column.label}`,
    ...table.rows.map((row) => row[index] ?? ""),
  ]);
  pdf.font(HEAD.font, HEAD.size);
  const padding = 2 * PADDING + 1;
  const longest = (parts: readonly string[]): number =>
    Math.max(...parts.map((part) => Math.min(180, pdf.widthOfString(part))));
  const least = texts.map((column) => longest(column.flatMap((text) => text.split(/[ \n]/))) + padding);
  const wanted = texts.map((column) => longest(column) + padding);
  const spare = CONTENT_WIDTH - least.reduce((sum, width) => sum + width, 0);
  if (spare <= 0) return least.map((width) => width + (spare * width) / (CONTENT_WIDTH - spare));
  const more = wanted.map((width, index) => width - (least[index] ?? 0) + 1);
  const all = more.reduce((sum, width) => sum + width, 0);
  return least.map((width, index) => width + (spare * (more[index] ?? 0)) / all);
}

interface Row {
  readonly cells: readonly string[];
  readonly look: TextLook;
  readonly kind: "head" | "body" | "total";
}

/** Rows of one table and how they are drawn. */
class TableDrawing {
  readonly #flow: PageFlow;
  readonly #table: PageTable;
  readonly #widths: readonly number[];

  constructor(flow: PageFlow, table: PageTable) {
    this.#flow = flow;
    this.#table = table;
    this.#widths = columnWidths(flow, table);
  }

  heightOf({ cells, look }: Row): number {
    const heights = cells.map((cell, index) =>
      this.#flow.heightOf(cell, (this.#widths[index] ?? 0) - 2 * PADDING, look),
    );
    return Math.max(...heights) + 2 * PADDING;
  }

  #frame({ kind }: Row, height: number): void {
    const { pdf, y } = this.#flow;
    if (kind === "head") pdf.rect(PAGE.left, y, CONTENT_WIDTH, height).fill(THEME.ground);
    const line = kind === "total" ? y : y + height;
    pdf.moveTo(PAGE.left, line).lineTo(PAGE.right, line);
    pdf.lineWidth(kind === "body" ? 0.5 : 1).stroke(kind === "total" ? THEME.ink : THEME.rule);
  }

  /** Draws a row; one without structure repeats a head on a later page. */
  draw(row: Row, structure?: StructureElement): void {
    const flow = this.#flow;
    const height = this.heightOf(row);
    flow.artifact(() => this.#frame(row, height));
    const line = structure === undefined ? undefined : flow.pdf.struct("TR");
    let x: number = PAGE.left;
    for (const [index, cell] of row.cells.entries()) {
      const width = this.#widths[index] ?? 0;
      const align = this.#table.columns[index]?.align ?? "left";
      const place = { x: x + PADDING, y: flow.y + PADDING, width: width - 2 * PADDING, align };
      x += width;
      const draw = (): void => flow.text(cell, place, row.look);
      if (line === undefined) flow.artifact(draw);
      else flow.element(line, this.#isHeader(row, index) ? "TH" : "TD", draw);
    }
    line?.end();
    if (line !== undefined) structure?.add(line);
    flow.y += height;
  }

  #isHeader(row: Row, index: number): boolean {
    return row.kind === "head" || index === (this.#table.rowHeader ?? 0);
  }
}

/** Draws a table; its head is repeated on each page. */
export function drawTable(flow: PageFlow, parent: StructureElement, table: PageTable): void {
  const drawing = new TableDrawing(flow, table);
  const labels = table.columns.map(({ label, letter }) => (letter === undefined ? label : `${letter} - ${label}`));
  const head: Row = { cells: labels, look: HEAD, kind: "head" };
  const [first] = table.rows;
  const opening = drawing.heightOf(head) + (first === undefined ? 0 : drawing.heightOf({ ...head, cells: first })) + 16;
  flow.ensure(opening);
  flow.paragraph(parent, table.caption, { ...BODY, font: "bold" });
  const structure = flow.pdf.struct("Table");
  drawing.draw(head, structure);
  for (const [index, cells] of table.rows.entries()) {
    const isTotal = table.hasTotal === true && index === table.rows.length - 1;
    const row: Row = { cells, look: isTotal ? HEAD : CELL, kind: isTotal ? "total" : "body" };
    if (flow.ensure(drawing.heightOf(row))) drawing.draw(head);
    drawing.draw(row, structure);
  }
  structure.end();
  parent.add(structure);
  flow.y += 10;
}
