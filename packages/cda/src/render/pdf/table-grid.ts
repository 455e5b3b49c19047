import type { DisplayCell, DisplayRow } from "../../display/display-model.ts";

/** A cell at its place in the grid. */
export interface GridCell {
  readonly cell: DisplayCell;
  readonly column: number;
  readonly columnSpan: number;
  /** Rows covered, never more than there are. */
  readonly rowSpan: number;
}

/** A row of the grid: the cells that start in it. */
export interface GridRow {
  readonly cells: readonly GridCell[];
}

/** The rows of one part of a table, and the number of columns they need. */
export interface Grid {
  readonly rows: readonly GridRow[];
  readonly columns: number;
}

/** Widest table that is laid out; columns beyond are put together in the last one. */
const MAX_COLUMNS = 60;

/** A row of one cell takes the whole width, as browsers show it when the other columns are empty. */
function stretched({ cells }: GridRow, columns: number): GridRow {
  const [only, ...others] = cells;
  if (only === undefined || others.length > 0 || only.rowSpan > 1 || only.column > 0) return { cells };
  return { cells: [{ ...only, columnSpan: Math.max(only.columnSpan, columns) }] };
}

/**
 * Puts the cells of rows in a grid: a cell goes to the first place that no cell of a row above covers.
 *
 * @param rows - Rows of one part of a table.
 * @returns The grid.
 */
export function tableGrid(rows: readonly DisplayRow[]): Grid {
  /** For each column, how many rows below are still covered. */
  const covered: number[] = [];
  let columns = 0;
  const gridRows = rows.map(({ cells }, rowIndex): GridRow => {
    const placed: GridCell[] = [];
    let column = 0;
    for (const cell of cells) {
      while ((covered[column] ?? 0) > 0) column++;
      if (column >= MAX_COLUMNS) break;
      const columnSpan = Math.min(cell.columnSpan ?? 1, MAX_COLUMNS - column);
      const rowSpan = Math.min(cell.rowSpan ?? 1, rows.length - rowIndex);
      placed.push({ cell, column, columnSpan, rowSpan });
      for (let index = column; index < column + columnSpan; index++) covered[index] = rowSpan;
      column += columnSpan;
    }
    columns = Math.max(columns, column);
    for (let index = 0; index < covered.length; index++) covered[index] = Math.max(0, (covered[index] ?? 0) - 1);
    return { cells: placed };
  });
  return { rows: gridRows.map((row) => stretched(row, columns)), columns };
}
