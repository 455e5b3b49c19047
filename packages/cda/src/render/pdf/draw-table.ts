import type { DisplayTable } from "../../display/display-model.ts";
import { THEME } from "../theme.ts";
import type { FlowLine } from "./flow-lines.ts";
import { CONTENT_WIDTH, drawLines, PAGE, type PageFlow, type StructureElement } from "./page-flow.ts";
import type { PdfContext } from "./pdf-context.ts";
import { CELL_PADDING, type LaidCell, type LaidRow, type LaidTable } from "./table-layout.ts";
import { captionLines, endOfGroup, heightOfRows, heightOfStart, isKept, LEAST_ROOM } from "./table-start.ts";

/** Blank below a table, in points. */
const TABLE_GAP = 5;

/** A head taller than this part of a page is not repeated. */
const MAX_REPEATED_HEAD = 0.3;

/** Draws one table on as many pages as it takes. */
class TableDrawing {
  private readonly flow: PageFlow;
  private readonly element: StructureElement;
  private readonly table: LaidTable;

  constructor(flow: PageFlow, element: StructureElement, table: LaidTable) {
    this.flow = flow;
    this.element = element;
    this.table = table;
  }

  draw(): void {
    const { head, body } = this.table;
    this.flow.ensure(heightOfStart(this.table));
    this.group(head, true);
    for (let index = 0; index < body.length; ) {
      const end = endOfGroup(body, index);
      this.group(body.slice(index, end), false);
      index = end;
    }
  }

  private group(rows: readonly LaidRow[], isHead: boolean): void {
    const height = heightOfRows(rows);
    if (height > this.flow.room && isKept(height, this.table) && !isHead) this.nextPage();
    if (height <= this.flow.room) {
      rows.forEach((row, index) => {
        this.row(row, ({ grid }) => heightOfRows(rows.slice(index, index + grid.rowSpan)));
      });
      return;
    }
    for (const row of rows) this.longRow(row);
  }

  private nextPage(): void {
    this.flow.nextPage();
    const { head } = this.table;
    const height = heightOfRows(head);
    if (height === 0 || height > (PAGE.bottom - PAGE.top) * MAX_REPEATED_HEAD) return;
    head.forEach((row, index) => {
      const heightOf = ({ grid }: LaidCell): number => heightOfRows(head.slice(index, index + grid.rowSpan));
      this.flow.artifact(() => {
        for (const cell of row.cells) {
          this.box(cell, heightOf(cell));
          this.text(cell, cell.lines);
        }
      });
      this.flow.y += row.height;
    });
  }

  private row(row: LaidRow, heightOf: (cell: LaidCell) => number): void {
    const { pdf } = this.flow;
    const element = pdf.struct("TR");
    this.flow.artifact(() => {
      for (const cell of row.cells) this.box(cell, heightOf(cell));
    });
    for (const cell of row.cells) this.content(element, cell, cell.lines);
    element.end();
    this.element.add(element);
    this.flow.y += row.height;
  }

  /** A row of a group that does not fit on a page: as many lines of each cell as fit, page after page. */
  private longRow(row: LaidRow): void {
    const { room } = this.flow;
    if (row.height > room && (isKept(row.height, this.table) || room < LEAST_ROOM)) this.nextPage();
    let cells = row.cells;
    for (;;) {
      const room = this.flow.room - 2 * CELL_PADDING.y;
      const parts = cells.map((cell) => takeLines(cell.lines, room));
      const taken = Math.max(...parts.map(({ height }) => height), 0);
      const shown = cells.map((cell, index) => ({ ...cell, lines: parts[index]?.taken ?? [] }));
      this.row({ cells: shown, height: taken + 2 * CELL_PADDING.y }, () => taken + 2 * CELL_PADDING.y);
      cells = cells.map((cell, index) => ({ ...cell, lines: parts[index]?.left ?? [] }));
      if (cells.every(({ lines }) => lines.length === 0)) return;
      this.nextPage();
    }
  }

  private box(cell: LaidCell, height: number): void {
    const { pdf, y } = this.flow;
    const rect = pdf.rect(PAGE.left + cell.x, y, cell.width, height).lineWidth(0.6);
    if (cell.grid.cell.header) rect.fillAndStroke(THEME.panel, THEME.line);
    else rect.stroke(THEME.line);
  }

  private text(cell: LaidCell, lines: readonly FlowLine[]): void {
    drawLines(this.flow.pdf, lines, this.flow.y + CELL_PADDING.y, {
      left: PAGE.left + cell.x + CELL_PADDING.x,
      width: cell.width - 2 * CELL_PADDING.x,
      align: cell.grid.cell.align ?? "left",
    });
  }

  private content(row: StructureElement, cell: LaidCell, lines: readonly FlowLine[]): void {
    const type = cell.grid.cell.header ? "TH" : "TD";
    const element = this.flow.pdf.struct(type);
    this.flow.marked(element, type, () => {
      this.text(cell, lines);
    });
    element.end();
    row.add(element);
  }
}

/** Splits lines into those that fit in a height, one at least, and the others. */
function takeLines(
  lines: readonly FlowLine[],
  room: number,
): { readonly taken: readonly FlowLine[]; readonly left: readonly FlowLine[]; readonly height: number } {
  let height = 0;
  let count = 0;
  for (const { before, line } of lines) {
    if (count > 0 && height + before + line.height > room) break;
    height += before + line.height;
    count++;
  }
  return { taken: lines.slice(0, count), left: lines.slice(count), height };
}

/**
 * Draws a table; its head is repeated on each page.
 *
 * @param context - Pages and files.
 * @param parent - Element of the structure around it.
 * @param source - The table.
 */
export function drawTable(context: PdfContext, parent: StructureElement, source: DisplayTable): void {
  const { flow } = context;
  const { pdf } = flow;
  const element = pdf.struct("Table");
  const table = context.layoutOf(source);
  const start = heightOfStart(table);
  for (const line of captionLines(source, context)) {
    flow.ensure(line.line.height + start);
    const captionElement = pdf.struct("Caption");
    flow.marked(captionElement, "Caption", () => {
      drawLines(pdf, [line], flow.y, { left: PAGE.left, width: CONTENT_WIDTH, align: "left" });
    });
    captionElement.end();
    element.add(captionElement);
    flow.y += line.line.height;
  }
  new TableDrawing(flow, element, table).draw();
  element.end();
  parent.add(element);
  flow.skip(TABLE_GAP);
}
