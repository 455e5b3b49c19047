import { NOT_COMPUTABLE } from "../figures/format-french.ts";
import type { ReportTable, TableCell } from "../tables/build-table.ts";
import type { PageTable } from "./report-page.ts";

function cellText(cell: TableCell): string {
  switch (cell.kind) {
    case "empty":
      return "";
    case "masked":
      return "masqué";
    case "text":
      return cell.text;
    case "number":
      return cell.display;
    case "rate":
      return cell.rate.value === null ? NOT_COMPUTABLE : cell.rate.display;
  }
}

/** Tableau 1 or 2 as texts; the column of the statement is told in the method instead. */
export function presentTable(table: ReportTable): PageTable {
  const kept = table.template.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => column.key !== "query");
  const textsOf = (row: readonly TableCell[]): string[] =>
    kept.map(({ index }) => cellText(row[index] ?? { kind: "empty" }));
  return {
    caption: table.template.title,
    columns: kept.map(({ column: { label, shortLabel, letter, type, key } }) => ({
      label: shortLabel ?? label,
      align: type === "text" || key === "number" ? "left" : "right",
      ...(letter !== undefined && { letter }),
    })),
    rowHeader: Math.max(
      0,
      kept.findIndex(({ column }) => column.key === "label"),
    ),
    rows: [...table.rows, table.total].map(textsOf),
    hasTotal: true,
  };
}
