import type { IndicatorReport } from "../../report/indicator-report.ts";
import { buildTable } from "../../tables/build-table.ts";
import type { RenderReportOptions } from "../render-options.ts";
import { periodLabel } from "../report-wording.ts";
import { complementarySheet, metadataSheet, qualitySheet, querySheet } from "./detail-sheets.ts";
import { tableSheet } from "./table-sheet.ts";
import { writeWorkbook } from "./write-workbook.ts";

/**
 * Writes a report as XLSX: both tables with their letters and real formulas, the statements, quality counters, complementary
 * measures and metadata. Prints on A4 landscape; no author in the properties; the same report gives the same bytes.
 *
 * @remarks Computed values stand beside the formulas for readers that do not compute.
 * @example
 * ```ts
 * import { writeFileSync } from "node:fs";
 * import { type IndicatorReport, renderXlsx } from "@ldl/indicators";
 *
 * function save(report: IndicatorReport): void {
 *   writeFileSync("indicateurs.xlsx", renderXlsx(report));
 * }
 * ```
 * @param report - A report.
 * @param options - Layouts of the tables.
 * @returns The bytes of the file.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when a template is wrong.
 * @public
 */
export function renderXlsx(report: IndicatorReport, options: RenderReportOptions = {}): Uint8Array {
  const template = (table: "tableau1" | "tableau2") =>
    options[table] === undefined ? {} : { template: options[table] };
  const sheets = [
    tableSheet(report, buildTable(report, { table: "tableau1", ...template("tableau1") }), "Tableau 1"),
    tableSheet(report, buildTable(report, { table: "tableau2", ...template("tableau2") }), "Tableau 2"),
    querySheet(report),
    qualitySheet(report),
    complementarySheet(report),
    metadataSheet(report),
  ];
  return writeWorkbook(sheets, {
    title: `Indicateurs d'usage, ${periodLabel(report.period)}`,
    createdAt: new Date(report.asOf).toISOString(),
    application: report.engine.name,
  });
}
