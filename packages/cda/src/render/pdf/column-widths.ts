import type { GridCell, GridRow } from "./table-grid.ts";

/** Narrowest and widest that a cell can be put to use. */
export interface CellNeed {
  readonly min: number;
  readonly max: number;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Raises the needs of the columns that a cell covers, evenly, up to what the cell needs. */
function raise(needs: number[], cell: GridCell, need: number): void {
  const covered = needs.slice(cell.column, cell.column + cell.columnSpan);
  const missing = need - sum(covered);
  if (missing <= 0) return;
  for (let index = cell.column; index < cell.column + cell.columnSpan; index++)
    needs[index] = (needs[index] ?? 0) + missing / cell.columnSpan;
}

/** Widths of columns, and whether every word fits. */
export interface ColumnWidths {
  readonly widths: readonly number[];
  /** False when words have to be cut. */
  readonly fits: boolean;
}

/**
 * Shares the width of a page between the columns of a table: each gets what its widest word needs, then what its text
 * needs, then the rest in proportion. When even the words do not fit, all are narrowed and words are cut.
 *
 * @param rows - Rows of the whole table.
 * @param columns - Number of columns.
 * @param available - Width of the table.
 * @param needOf - Needs of a cell.
 * @returns The widths, and whether every word fits.
 */
export function columnWidths(
  rows: readonly GridRow[],
  columns: number,
  available: number,
  needOf: (cell: GridCell) => CellNeed,
): ColumnWidths {
  const min = Array.from({ length: columns }, () => 0);
  const max = Array.from({ length: columns }, () => 0);
  const cells = rows.flatMap((row) => row.cells).sort((one, other) => one.columnSpan - other.columnSpan);
  for (const cell of cells) {
    const need = needOf(cell);
    raise(min, cell, need.min);
    raise(max, cell, need.max);
  }
  const minTotal = sum(min);
  const maxTotal = sum(max);
  if (minTotal > available) return { widths: min.map((width) => (width * available) / minTotal), fits: false };
  if (maxTotal > available) {
    const share = maxTotal === minTotal ? 0 : (available - minTotal) / (maxTotal - minTotal);
    return { widths: min.map((width, index) => width + ((max[index] ?? width) - width) * share), fits: true };
  }
  const extra = available - maxTotal;
  const widths =
    maxTotal === 0 ? max.map(() => available / columns) : max.map((width) => width + (extra * width) / maxTotal);
  return { widths, fits: true };
}
