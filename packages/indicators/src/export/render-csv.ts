import { formatDecimal } from "../figures/format-french.ts";
import type { IndicatorReport } from "../report/indicator-report.ts";
import type { ReportTable, TableCell } from "../tables/build-table.ts";
import type { TableColumn } from "../tables/table-template.ts";
import { type CsvField, csvBytes, numberField, textField } from "./csv-text.ts";

/** Printed in place of a masked count. */
const MASKED = "masqué";

function headerOf({ letter, label, shortLabel, type }: TableColumn): CsvField {
  const name = shortLabel ?? label;
  const unit = type === "percent1" ? " (%)" : "";
  return textField(letter === undefined ? `${name}${unit}` : `${letter} - ${name}${unit}`);
}

/** Digits of a French number without thousands separator nor unit. */
function bare(display: string): string {
  return display.replace(/[^\d,-]/g, "");
}

function fieldOf(cell: TableCell): CsvField {
  switch (cell.kind) {
    case "empty":
      return textField("");
    case "masked":
      return textField(MASKED);
    case "text":
      // Identifiers are quoted, so that a leading zero at least stands in the file.
      return textField(cell.text, /^\d+$/.test(cell.text));
    case "number":
      return numberField(bare(formatDecimal({ n: BigInt(cell.value.n), d: BigInt(cell.value.d) })));
    case "rate":
      return numberField(cell.rate.value === null ? "" : bare(cell.rate.display));
  }
}

/**
 * Writes a table as CSV for French Excel: UTF-8 with byte order mark, `;`, decimal comma, CRLF, header row first, total last.
 * Rates are in percent points; a rate that cannot be computed is an empty field.
 *
 * @remarks A spreadsheet drops the leading zero of a FINESS number on opening a CSV: the XLSX keeps it.
 * @example
 * ```ts
 * import { buildTable, type IndicatorReport, renderCsv } from "@ldl/indicators";
 *
 * function csvOf(report: IndicatorReport): Uint8Array {
 *   return renderCsv(buildTable(report, { table: "tableau1" }));
 * }
 * ```
 * @param table - A table.
 * @returns The bytes of the file.
 * @public
 */
export function renderCsv(table: ReportTable): Uint8Array {
  const header = table.template.columns.map(headerOf);
  return csvBytes([header, ...[...table.rows, table.total].map((row) => row.map(fieldOf))]);
}

/**
 * Writes the statements of a report as CSV: what each counts, its text, parameters, date, software and hash.
 *
 * @example
 * ```ts
 * import { type IndicatorReport, renderQueriesCsv } from "@ldl/indicators";
 *
 * function queriesOf(report: IndicatorReport): Uint8Array {
 *   return renderQueriesCsv(report);
 * }
 * ```
 * @param report - A report.
 * @returns The bytes of the file.
 * @public
 */
export function renderQueriesCsv(report: IndicatorReport): Uint8Array {
  const header = [
    "Requête",
    "Ce qu'elle compte",
    "Paramètres",
    "Exécutée le",
    "Logiciel",
    "Lignes",
    "SHA-256",
    "Texte",
  ];
  const rows = report.queries.map((query) => [
    textField(query.id),
    textField(query.plainFrench),
    textField(
      Object.entries(query.params)
        .map(([name, value]) => `${name} = ${value}`)
        .join("\n"),
    ),
    textField(query.executedAt),
    textField(`${query.software.name} ${query.software.version}`),
    numberField(String(query.rows)),
    textField(query.sha256),
    textField(query.text),
  ]);
  return csvBytes([header.map((name) => textField(name)), ...rows]);
}
