import { presentFlash } from "../../page/present-flash.ts";
import { presentReport } from "../../page/present-report.ts";
import type { IndicatorReport } from "../../report/indicator-report.ts";
import type { RenderReportOptions } from "../render-options.ts";
import { writePage } from "./write-page.ts";

/**
 * Writes a report as one HTML page in French: indicators against their targets, bars per participant, progression by month,
 * both tables, complementary measures, quality of the data, method. No script, no external file; readable by screen reader
 * and in black and white; prints on A4 landscape.
 *
 * @remarks Figures of the instruction DGOS/PF5/2017/11, annexe 4. Every text of the report is escaped; the page forbids
 * itself any script by its content security policy.
 * @example
 * ```ts
 * import { writeFileSync } from "node:fs";
 * import { type IndicatorReport, renderReportHtml } from "@ldl/indicators";
 *
 * function save(report: IndicatorReport): void {
 *   writeFileSync("rapport.html", renderReportHtml(report));
 * }
 * ```
 * @param report - A report.
 * @param options - Layouts of the tables.
 * @returns The page; the same report gives the same text.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when a template is wrong.
 * @public
 */
export function renderReportHtml(report: IndicatorReport, options: RenderReportOptions = {}): string {
  return writePage(presentReport(report, options));
}

/**
 * Writes the monthly « rapport flash » as one HTML page: the block of indicators is filled (month, quarter to date, trend),
 * actions, risks and finances are left to be written in the page before it is printed.
 *
 * @remarks Instruction DGOS/PF5/2017/11, follow-up of projects; its form is not published, this layout is our own. A month is
 * compared with a twelfth of the yearly activity.
 * @example
 * ```ts
 * import { computeIndicators, type CountingOptions, type EventStore, renderFlashHtml } from "@ldl/indicators";
 *
 * async function flash(store: EventStore, project: CountingOptions["project"]): Promise<string> {
 *   return renderFlashHtml(await computeIndicators(store, { project, period: "2018-05" }));
 * }
 * ```
 * @param report - A report over one month.
 * @returns The page.
 * @throws RangeError when the period of the report is no month.
 * @public
 */
export function renderFlashHtml(report: IndicatorReport): string {
  return writePage(presentFlash(report));
}
