import type { DisplayBlock, DisplayCell, DisplayTable } from "../../display/display-model.ts";
import { widthsOf } from "./break-lines.ts";
import { type CellNeed, type ColumnWidths, columnWidths } from "./column-widths.ts";
import { type FlowLine, flowLines, heightOf, type MediaText, replaceMedia } from "./flow-lines.ts";
import { type GridCell, type GridRow, tableGrid } from "./table-grid.ts";
import { BODY_STYLE, type TextStyle, textPieces } from "./text-pieces.ts";

/** Blank inside a cell, in points. */
export const CELL_PADDING = { x: 4, y: 2.5 } as const;

/** Sizes of the text of a table, in points: the first at which no word has to be cut, else the last. */
const SIZES = [8.5, 7.75, 7, 6.25] as const;

/** A cell ready to be drawn. */
export interface LaidCell {
  readonly grid: GridCell;
  /** From the left of the table. */
  readonly x: number;
  readonly width: number;
  readonly lines: readonly FlowLine[];
}

/** A row ready to be drawn. */
export interface LaidRow {
  readonly cells: readonly LaidCell[];
  readonly height: number;
}

/** A table ready to be drawn. */
export interface LaidTable {
  readonly head: readonly LaidRow[];
  readonly body: readonly LaidRow[];
}

function styleOf(cell: DisplayCell, size: number): TextStyle {
  return { ...BODY_STYLE, size, bold: cell.header };
}

function needOfBlocks(blocks: readonly DisplayBlock[], style: TextStyle, mediaText: MediaText): CellNeed {
  let need: CellNeed = { min: 0, max: 0 };
  const widen = ({ min, max }: CellNeed, indent: number): void => {
    need = { min: Math.max(need.min, min + indent), max: Math.max(need.max, max + indent) };
  };
  for (const block of blocks) {
    if (block.kind === "paragraph") widen(widthsOf(textPieces(replaceMedia(block.children, mediaText), style)), 0);
    else if (block.kind === "heading") widen(widthsOf(textPieces([{ kind: "text", text: block.text }], style)), 0);
    else if (block.kind === "list")
      for (const item of block.items) widen(needOfBlocks(item, style, mediaText), CELL_PADDING.x * 3);
    else
      for (const { cells } of [...block.head, ...block.body])
        for (const { children } of cells) widen(needOfBlocks(children, style, mediaText), 0);
  }
  return need;
}

function layRows(
  rows: readonly GridRow[],
  widths: readonly number[],
  size: number,
  mediaText: MediaText,
): readonly LaidRow[] {
  const starts = widths.map((_, index) => widths.slice(0, index).reduce((sum, width) => sum + width, 0));
  const laid = rows.map(({ cells }) =>
    cells.map((grid): LaidCell => {
      const width = widths.slice(grid.column, grid.column + grid.columnSpan).reduce((sum, part) => sum + part, 0);
      const inner = width - 2 * CELL_PADDING.x;
      const lines = flowLines(grid.cell.children, inner, styleOf(grid.cell, size), mediaText);
      return { grid, x: starts[grid.column] ?? 0, width, lines };
    }),
  );
  return withHeights(laid, size);
}

/** Height of what a cell holds, its blank included. */
export function cellHeight(cell: LaidCell): number {
  return heightOf(cell.lines) + 2 * CELL_PADDING.y;
}

function withHeights(rows: readonly (readonly LaidCell[])[], size: number): readonly LaidRow[] {
  const least = size + 2 * CELL_PADDING.y;
  const heights = rows.map((cells) => {
    const own = cells.filter(({ grid }) => grid.rowSpan === 1).map((cell) => cellHeight(cell));
    // A row where only cells over several rows start takes no room of its own.
    return own.length === 0 && cells.length > 0 ? 0 : Math.max(least, ...own);
  });
  rows.forEach((cells, index) => {
    for (const cell of cells) {
      const { rowSpan } = cell.grid;
      if (rowSpan === 1) continue;
      const covered = heights.slice(index, index + rowSpan).reduce((sum, height) => sum + height, 0);
      const last = index + rowSpan - 1;
      heights[last] = (heights[last] ?? 0) + Math.max(0, cellHeight(cell) - covered);
    }
  });
  return rows.map((cells, index) => ({ cells, height: heights[index] ?? least }));
}

/**
 * Lays a table out: columns, lines in each cell, heights of the rows.
 *
 * @param table - The table.
 * @param available - Width of the page.
 * @param mediaText - Words in place of files.
 * @returns The table, ready to be drawn.
 */
export function layTable(table: DisplayTable, available: number, mediaText: MediaText): LaidTable {
  const head = tableGrid(table.head);
  const body = tableGrid([...table.body, ...table.foot]);
  const columns = Math.max(head.columns, body.columns);
  const rows = [...head.rows, ...body.rows];
  const widthsAt = (size: number): ColumnWidths =>
    columnWidths(rows, columns, available, ({ cell }) => {
      const { min, max } = needOfBlocks(cell.children, styleOf(cell, size), mediaText);
      return { min: min + 2 * CELL_PADDING.x + 1, max: max + 2 * CELL_PADDING.x + 1 };
    });
  const [largest, ...smaller] = SIZES;
  let size: number = largest;
  let { widths, fits } = widthsAt(size);
  for (const next of smaller) {
    if (fits) break;
    size = next;
    ({ widths, fits } = widthsAt(size));
  }
  return { head: layRows(head.rows, widths, size, mediaText), body: layRows(body.rows, widths, size, mediaText) };
}
