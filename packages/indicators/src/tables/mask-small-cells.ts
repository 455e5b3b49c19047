import type { ReportTable, TableCell } from "./build-table.ts";
import type { TableColumnKey } from "./table-template.ts";

/** Counts from which a person could be recognised. */
const COUNTS: readonly TableColumnKey[] = ["ldlProduced", "ldlSent", "crAll", "crOther", "crLevel3", "crSent"];

/** What each rate gives away when it is shown beside one of its terms. */
const TERMS: Partial<Record<TableColumnKey, readonly TableColumnKey[]>> = {
  ms1: ["ldlProduced"],
  ms2: ["ldlProduced", "ldlSent"],
  ms4: ["crLevel3", "crSent"],
  ms4b: ["crAll", "crSent"],
};

/** How {@link maskSmallCells} masks. @public */
export interface MaskSmallCellsOptions {
  /** Counts from 1 to one less are masked. Default: 11, common in French health statistics. */
  readonly threshold?: number;
  /** Whether one more cell is masked where a masked one could be deduced from a total. Default: `true`. */
  readonly secondary?: boolean;
}

interface Grid {
  readonly keys: readonly TableColumnKey[];
  readonly cells: readonly (readonly TableCell[])[];
  readonly masked: boolean[][];
}

const countOf = (cell: TableCell | undefined): number | undefined =>
  cell?.kind === "number" && cell.value.d === 1 ? cell.value.n : undefined;

function maskSmall({ keys, cells, masked }: Grid, threshold: number): void {
  for (const [r, row] of cells.entries()) {
    for (const [c, key] of keys.entries()) {
      const count = countOf(row[c]);
      const line = masked[r];
      if (
        line !== undefined &&
        COUNTS.includes(key) &&
        count !== undefined &&
        count !== 0 &&
        Math.abs(count) < threshold
      ) {
        line[c] = true;
      }
    }
  }
}

/** I = J + K: one masked alone could be found from the two others. */
function maskWithinRows({ keys, masked }: Grid): boolean {
  const columns = (["crAll", "crOther", "crLevel3"] as const).map((key) => keys.indexOf(key));
  if (columns.includes(-1)) return false;
  let changed = false;
  for (const line of masked) {
    const hidden = columns.filter((column) => line[column]);
    if (hidden.length !== 1) continue;
    const partner = columns.findLast((column) => !line[column]);
    if (partner !== undefined) line[partner] = true;
    changed = true;
  }
  return changed;
}

/** A column with its total shows the only masked row: the smallest of the others goes too. */
function maskWithinColumns({ keys, cells, masked }: Grid): boolean {
  let changed = false;
  for (const [c, key] of keys.entries()) {
    if (!COUNTS.includes(key) || masked.filter((line) => line[c]).length !== 1) continue;
    const others = cells
      .map((row, r) => ({ r, count: countOf(row[c]) ?? 0 }))
      .filter(({ r }) => masked[r]?.[c] !== true);
    const smallest = others.filter(({ count }) => count !== 0).sort((a, b) => a.count - b.count)[0] ?? others[0];
    const line = smallest && masked[smallest.r];
    if (line === undefined) continue;
    line[c] = true;
    changed = true;
  }
  return changed;
}

function maskRates({ keys, masked }: Grid): void {
  for (const line of masked) {
    for (const [c, key] of keys.entries()) {
      if (TERMS[key]?.some((term) => line[keys.indexOf(term)])) line[c] = true;
    }
  }
}

/**
 * Masks the small counts of a table for a publication outside the project, with what would let them be deduced: another cell of
 * the row or column, and the rates made of them. The tables sent to the ARS are not masked.
 *
 * @remarks Common practice for French health statistics (threshold 11), not a rule of the instruction.
 * @example
 * ```ts
 * import { buildTable, type IndicatorReport, maskSmallCells, renderCsv } from "@ldl/indicators";
 *
 * function publicCsv(report: IndicatorReport): Uint8Array {
 *   return renderCsv(maskSmallCells(buildTable(report, { table: "tableau1" })));
 * }
 * ```
 * @param table - A table.
 * @param options - Threshold, secondary masking.
 * @returns The table, masked cells marked.
 * @public
 */
export function maskSmallCells(table: ReportTable, options: MaskSmallCellsOptions = {}): ReportTable {
  const cells = [...table.rows, table.total];
  const keys = table.template.columns.map((column) => column.key);
  const grid: Grid = { keys, cells, masked: cells.map(() => keys.map(() => false)) };
  maskSmall(grid, options.threshold ?? 11);
  if (options.secondary !== false) {
    for (let again = true; again; ) {
      const rows = maskWithinRows(grid);
      again = maskWithinColumns(grid) || rows;
    }
  }
  maskRates(grid);
  const shown = cells.map((row, r) =>
    row.map((cell, c): TableCell => (grid.masked[r]?.[c] ? { kind: "masked" } : cell)),
  );
  return { ...table, rows: shown.slice(0, -1), total: shown.at(-1) ?? [] };
}
