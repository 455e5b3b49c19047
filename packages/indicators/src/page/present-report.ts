import type { RenderReportOptions } from "../export/render-options.ts";
import { periodLabel, statusLabel } from "../export/report-wording.ts";
import type { IndicatorReport } from "../report/indicator-report.ts";
import { buildTable } from "../tables/build-table.ts";
import { presentCards } from "./present-cards.ts";
import { presentMonthCharts, presentRateCharts } from "./present-charts.ts";
import { presentMeasures, presentMethod, presentQuality } from "./present-details.ts";
import { presentTable } from "./present-tables.ts";
import type { PageBlock, ReportPage } from "./report-page.ts";

function tables(report: IndicatorReport, templates: RenderReportOptions): PageBlock[] {
  const shown = (["tableau1", "tableau2"] as const).filter((id) => report[id].rows.length > 0);
  return shown.map((id) => {
    const template = templates[id];
    const table = buildTable(report, { table: id, ...(template !== undefined && { template }) });
    return { kind: "table", table: presentTable(table) };
  });
}

/** Who, when, and in which state. */
export function subtitleOf(report: IndicatorReport): string[] {
  const { project } = report;
  const place = [project.ars, project.bassin].filter((part) => part !== undefined).join(", ");
  return [
    place === "" ? project.title : `${project.title} (${place})`,
    `Période : ${periodLabel(report.period)} (${report.period.timeZone})`,
    `État : ${statusLabel(report)}`,
  ];
}

/** Printed at the foot of every page of a report. */
export function footerOf({ project, period, engine }: IndicatorReport): string {
  return `${project.id}, ${period.id}, ${engine.name} ${engine.version}. Instruction DGOS/PF5/2017/11, annexe 4.`;
}

/** Lays the whole report out. */
export function presentReport(report: IndicatorReport, templates: RenderReportOptions = {}): ReportPage {
  const sections = [
    { title: "Indicateurs du projet", blocks: [{ kind: "cards", cards: presentCards(report) } as const] },
    { title: "Par participant", blocks: presentRateCharts(report) },
    { title: "Progression", blocks: presentMonthCharts(report) },
    { title: "Tableaux", blocks: tables(report, templates) },
    presentMeasures(report),
    presentQuality(report),
    presentMethod(report),
  ];
  return {
    title: "Indicateurs d'usage des lettres de liaison et des comptes rendus de biologie",
    subtitle: subtitleOf(report),
    sections: sections.filter(({ blocks }) => blocks.length > 0),
    footer: footerOf(report),
  };
}
