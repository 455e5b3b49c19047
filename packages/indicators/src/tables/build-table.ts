import { parseInput } from "@ldl/domain";
import { TABLEAU_1_TEMPLATE, TABLEAU_2_TEMPLATE } from "../codes/reconstructed-templates.ts";
import type { EstablishmentRow } from "../figures/establishment-row.ts";
import { formatDecimal, formatInteger } from "../figures/format-french.ts";
import type { LaboratoryRow } from "../figures/laboratory-row.ts";
import type { Ratio } from "../figures/policy.ts";
import type { Rate } from "../figures/rate.ts";
import type { IndicatorReport } from "../report/indicator-report.ts";
import { type TableColumn, type TableColumnKey, TableTemplate, type TableTemplateInput } from "./table-template.ts";

/** A cell of a table. @public */
export type TableCell =
  | { readonly kind: "empty" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly value: Ratio | { readonly n: number; readonly d: 1 }; readonly display: string }
  | { readonly kind: "rate"; readonly rate: Rate }
  | { readonly kind: "masked" };

/** Tableau 1 or 2, laid out: one cell per column. @public */
export interface ReportTable {
  /** Layout, columns that are left out taken away. */
  readonly template: TableTemplate;
  /** One row per participant, in the order of the project. */
  readonly rows: readonly (readonly TableCell[])[];
  /** Last row. */
  readonly total: readonly TableCell[];
  /** Periods in a year: what yearly activity is divided by. */
  readonly perYear: 4 | 12;
}

const EMPTY: TableCell = { kind: "empty" };

const text = (value: string | undefined): TableCell => (value === undefined ? EMPTY : { kind: "text", text: value });
const integer = (value: number | null): TableCell =>
  value === null ? EMPTY : { kind: "number", value: { n: value, d: 1 }, display: formatInteger(value) };
const rate = (value: Rate): TableCell => ({ kind: "rate", rate: value });

function decimal(value: Ratio | null): TableCell {
  if (value === null) return EMPTY;
  return { kind: "number", value, display: formatDecimal({ n: BigInt(value.n), d: BigInt(value.d) }) };
}

function percentNumber(value: number | undefined): TableCell {
  if (value === undefined) return EMPTY;
  return decimal({ n: Math.round(value * 100), d: 100 });
}

type Cells = Partial<Record<TableColumnKey, TableCell>>;

function establishmentCells(row: EstablishmentRow): Cells {
  return {
    label: text(row.label),
    finessEt: text(row.finessEt),
    finessEj: text(row.finessEj),
    status: text(row.status),
    staysAnnual: integer(row.a),
    staysQuarterMean: decimal(row.b),
    ldlProduced: integer(row.c),
    ldlSent: integer(row.d),
    ms1: rate(row.ms1),
    ms2: rate(row.ms2),
  };
}

function laboratoryCells(row: LaboratoryRow): Cells {
  return {
    label: text(row.label),
    finessEt: text(row.finessEt),
    finessEj: text(row.finessEj),
    sil: text(row.sil),
    accreditation: percentNumber(row.accreditation),
    bAnnual: integer(row.g),
    bQuarterMean: decimal(row.h),
    crAll: integer(row.i),
    crOther: integer(row.j),
    crLevel3: integer(row.k),
    crSent: integer(row.l),
    ms4: rate(row.ms4),
    ms4b: rate(row.ms4b),
  };
}

/** Names the source of declared figures in the label of their column, as the source itself is not fixed by the instruction. */
function withSource(column: TableColumn, sources: readonly (string | undefined)[]): TableColumn {
  const named = [...new Set(sources.filter((source) => source !== undefined))].join(", ");
  if (named === "" || (column.key !== "staysAnnual" && column.key !== "bAnnual")) return column;
  return { ...column, label: `${column.label}, ${named}`, shortLabel: `${column.shortLabel ?? column.label} ${named}` };
}

const isVisible = (column: TableColumn, rows: readonly Cells[]): boolean =>
  !column.hideWhenEmpty || rows.some((cells) => (cells[column.key] ?? EMPTY).kind !== "empty");

const DEFAULTS = { tableau1: TABLEAU_1_TEMPLATE, tableau2: TABLEAU_2_TEMPLATE } as const;

/**
 * Lays tableau 1 or tableau 2 of a report out.
 *
 * @remarks Instruction DGOS/PF5/2017/11, annexe 4. Both forms are absent from the published text: the default layouts are
 * reconstructed, and say so.
 * @example
 * ```ts
 * import { buildTable, type IndicatorReport } from "@ldl/indicators";
 *
 * function lettersOf(report: IndicatorReport): string[] {
 *   return buildTable(report, { table: "tableau1" }).template.columns.map((column) => column.letter ?? "");
 * }
 * ```
 * @param report - The report.
 * @param options - `table`: which one; `template`: another layout for it. Default: the reconstructed one.
 * @returns The table.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when the template is wrong.
 * @public
 */
export function buildTable(
  report: IndicatorReport,
  options: { readonly table: "tableau1" | "tableau2"; readonly template?: TableTemplateInput },
): ReportTable {
  const template = parseInput(TableTemplate, options.template ?? DEFAULTS[options.table], { name: "template" });
  const isFirst = options.table === "tableau1";
  const rows = isFirst ? report.tableau1.rows.map(establishmentCells) : report.tableau2.rows.map(laboratoryCells);
  const total = isFirst ? establishmentCells(report.tableau1.total) : laboratoryCells(report.tableau2.total);
  const sources = isFirst
    ? report.tableau1.rows.map((row) => row.aSource)
    : report.tableau2.rows.map((row) => row.gSource);
  const columns = template.columns
    .filter((column) => isVisible(column, rows))
    .map((column) => withSource(column, sources));
  const query: TableCell = text(`${isFirst ? "Q1" : "Q2"} (voir les requêtes)`);
  const cellsOf = (cells: Cells, index: number): TableCell[] =>
    columns.map(({ key }) => {
      if (key === "number") return integer(index + 1);
      return key === "query" ? query : (cells[key] ?? EMPTY);
    });
  const totalOf = ({ key, total: kind }: TableColumn): TableCell =>
    key === "label" || kind !== "none" ? (total[key] ?? EMPTY) : EMPTY;
  return {
    template: { ...template, columns },
    rows: rows.map(cellsOf),
    total: columns.map(totalOf),
    perYear: report.period.kind === "month" ? 12 : 4,
  };
}
