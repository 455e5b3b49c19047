import type { Rate } from "../../figures/rate.ts";
import type { ReportTable, TableCell } from "../../tables/build-table.ts";
import type { TableColumnKey } from "../../tables/table-template.ts";
import { STYLE } from "./sheet-styles.ts";
import { BLANK, type Cell, type CellStyle, columnName, numberCell, textCell } from "./workbook.ts";

/** Where a table stands on its sheet. */
export interface TablePlace {
  readonly table: ReportTable;
  /** First and last row of the participants, from 1. */
  readonly firstRow: number;
  readonly lastRow: number;
}

/** Rates, as numerator over denominator. */
const RATIOS: Partial<Record<TableColumnKey, readonly [TableColumnKey, TableColumnKey]>> = {
  ms1: ["ldlProduced", "staysQuarterMean"],
  ms2: ["ldlSent", "ldlProduced"],
  ms4: ["crSent", "crLevel3"],
  ms4b: ["crSent", "crAll"],
};

/** Means of a period, from the yearly figure. */
const MEANS: Partial<Record<TableColumnKey, TableColumnKey>> = {
  staysQuarterMean: "staysAnnual",
  bQuarterMean: "bAnnual",
};

/** Name of the column that shows something, when the layout has it. */
function columnOf({ template }: ReportTable, key: TableColumnKey): string | undefined {
  const index = template.columns.findIndex((column) => column.key === key);
  return index === -1 ? undefined : columnName(index);
}

/** Formula of a participant's cell; none when the layout lacks what it needs. */
function rowFormula({ table }: TablePlace, key: TableColumnKey, row: number): string | undefined {
  const cell = (wanted: TableColumnKey): string | undefined => {
    const column = columnOf(table, wanted);
    return column === undefined ? undefined : `${column}${row}`;
  };
  const annual = MEANS[key] && cell(MEANS[key]);
  if (annual !== undefined) return `IF(${annual}="","",${annual}/${table.perYear})`;
  if (key === "crOther") {
    const [all, level3] = [cell("crAll"), cell("crLevel3")];
    return all === undefined || level3 === undefined ? undefined : `${all}-${level3}`;
  }
  const ratio = RATIOS[key];
  const [numerator, denominator] = ratio === undefined ? [] : ratio.map(cell);
  if (numerator === undefined || denominator === undefined) return undefined;
  return `IF(OR(${denominator}="",${denominator}=0),"",${numerator}/${denominator})`;
}

/**
 * Formula of the total row: sums, and ratios of sums. When some activity is not declared, the numerator of MS-1 adds only the
 * rows that have one.
 */
function totalFormula(place: TablePlace, key: TableColumnKey): string | undefined {
  const { table, firstRow, lastRow } = place;
  const column = columnOf(table, key);
  if (column === undefined || lastRow < firstRow) return undefined;
  const totalRow = lastRow + 1;
  const range = (name: string): string => `${name}${firstRow}:${name}${lastRow}`;
  if (key in RATIOS || key in MEANS) {
    const annual = columnOf(table, "staysAnnual");
    const formula = rowFormula(place, key, totalRow);
    const produced = columnOf(table, "ldlProduced");
    if (key !== "ms1" || annual === undefined || produced === undefined) return formula;
    return formula?.replace(`,${produced}${totalRow}/`, `,SUMIF(${range(annual)},"<>",${range(produced)})/`);
  }
  return `IF(COUNT(${range(column)})=0,"",SUM(${range(column)}))`;
}

/** Format of a rate: as many decimals as printed, so that a spreadsheet does not round it onto its target either. */
function rateFormat({ display }: Rate): string {
  const decimals = /,(\d+)/.exec(display)?.[1]?.length ?? 1;
  return `0.${"0".repeat(decimals)}%`;
}

function looksOf(cell: TableCell, isDecimal: boolean): CellStyle {
  if (cell.kind === "rate") return { border: true, format: rateFormat(cell.rate) };
  if (cell.kind === "number") return isDecimal ? STYLE.decimal : STYLE.integer;
  return STYLE.text;
}

/** Value of a cell as a number; the exact quotient, not the printed one. */
function valueOfCell(cell: TableCell): number | "" | undefined {
  if (cell.kind === "number") return cell.value.n / cell.value.d;
  if (cell.kind === "rate") {
    const { den, num } = cell.rate;
    return cell.rate.value === null || den === null ? "" : (num * den.d) / den.n;
  }
  return undefined;
}

/** A cell of a table: a formula where it is computed from others, with the value that it gives. */
export function tableCell(
  place: TablePlace,
  cell: TableCell,
  at: { readonly key: TableColumnKey; readonly row: number; readonly type: string },
): Cell {
  const style = looksOf(cell, at.type === "decimal1");
  const isTotal = at.row > place.lastRow;
  if (cell.kind === "text") return textCell(cell.text, style);
  if (cell.kind === "masked") return textCell("masqué", style);
  const value = valueOfCell(cell);
  const computed = isTotal || at.key in RATIOS || at.key in MEANS || at.key === "crOther";
  const formula = computed && at.key !== "label" ? formulaOf(place, at, isTotal) : undefined;
  if (formula !== undefined && (value !== undefined || !isTotal)) {
    return { content: { kind: "formula", formula, value: value ?? "" }, style };
  }
  if (typeof value === "number") return numberCell(value, style);
  return cell.kind === "empty" ? { ...BLANK, style } : textCell("", style);
}

function formulaOf(place: TablePlace, at: { readonly key: TableColumnKey; readonly row: number }, isTotal: boolean) {
  return isTotal ? totalFormula(place, at.key) : rowFormula(place, at.key, at.row);
}
