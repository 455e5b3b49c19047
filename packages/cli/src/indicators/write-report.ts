import path from "node:path";
import {
  buildTable,
  type IndicatorReport,
  type RenderReportOptions,
  renderCsv,
  renderFlashHtml,
  renderJson,
  renderMetadataJson,
  renderQueriesCsv,
  renderReportHtml,
  renderReportPdf,
  renderXlsx,
} from "@ldl/indicators";
import type { Io } from "../io.ts";

type Content = Uint8Array | string;

function tableCsv(report: IndicatorReport, table: "tableau1" | "tableau2", layouts: RenderReportOptions): Uint8Array {
  const template = layouts[table];
  return renderCsv(buildTable(report, { table, ...(template !== undefined && { template }) }));
}

/**
 * Writes a report in every format.
 *
 * @param report - The report.
 * @param layouts - Layouts of the tables.
 * @param target - Files, and the folder to write in.
 * @returns Names of the files.
 */
export async function writeReport(
  report: IndicatorReport,
  layouts: RenderReportOptions,
  { io, folder }: { readonly io: Io; readonly folder: string },
): Promise<readonly string[]> {
  const files: Readonly<Record<string, () => Content>> = {
    "indicateurs.xlsx": () => renderXlsx(report, layouts),
    "tableau1.csv": () => tableCsv(report, "tableau1", layouts),
    "tableau2.csv": () => tableCsv(report, "tableau2", layouts),
    "requetes.csv": () => renderQueriesCsv(report),
    "metadonnees.json": () => renderMetadataJson(report),
    "rapport.json": () => renderJson(report),
    "rapport.html": () => renderReportHtml(report, layouts),
    "rapport.pdf": () => renderReportPdf(report, layouts),
    ...(report.period.kind === "month" && { "rapport-flash.html": () => renderFlashHtml(report) }),
  };
  for (const [name, render] of Object.entries(files)) await io.write(path.join(folder, name), render());
  return Object.keys(files);
}
