import type { IndicatorReport } from "../../report/indicator-report.ts";
import type { ReportTable } from "../../tables/build-table.ts";
import { labelOf, periodLabel, RECONSTRUCTED, statusLabel, targetLabel, verdictLabel } from "../report-wording.ts";
import { onTotal, STYLE } from "./sheet-styles.ts";
import { type TablePlace, tableCell } from "./table-cells.ts";
import { BLANK, type Cell, columnName, type Sheet, textCell } from "./workbook.ts";

/** Notes that concern each table. */
const NOTES: Readonly<Record<"tableau1" | "tableau2", readonly string[]>> = {
  tableau1: ["T4", "T15", "OVER_100", "PARTIAL", "VENUES"],
  tableau2: ["T1", "T2", "T3", "T4", "T14", "T15", "OVER_100", "LEVEL_UPGRADE"],
};

/** Rows above the heads. */
const HEAD_ROW = 6;

const WIDTHS = { text: 26, int: 14, decimal1: 14, percent1: 13 } as const;

function headerRows(report: IndicatorReport, title: string): Cell[][] {
  const { project } = report;
  const place = [project.ars, project.bassin].filter((part) => part !== undefined).join(" - ");
  const signed = `Signataire : ${project.signatory ?? ""}   Date : `;
  return [
    [textCell(title, STYLE.title)],
    [textCell([project.title, place].filter((part) => part !== "").join(" - "), STYLE.subtitle)],
    [textCell(`Période de référence : ${periodLabel(report.period)} ; ${statusLabel(report)}`, STYLE.subtitle)],
    [textCell(signed, STYLE.subtitle)],
  ];
}

function bodyRows(place: TablePlace): Cell[][] {
  const { table, firstRow } = place;
  const { columns } = table.template;
  const row = (cells: ReportTable["total"], at: number): Cell[] =>
    columns.map(({ key, type }, index) => tableCell(place, cells[index] ?? { kind: "empty" }, { key, type, row: at }));
  const total = row(table.total, place.lastRow + 1).map((cell) => ({
    ...cell,
    style: onTotal(cell.style ?? STYLE.text),
  }));
  return [...table.rows.map((cells, index) => row(cells, firstRow + index)), total];
}

function verdictRows(report: IndicatorReport, id: "tableau1" | "tableau2"): Cell[][] {
  const { targets } = report.policy;
  const { ms1, ms2 } = report.tableau1.total;
  const { ms3, ms4 } = report.tableau2.total;
  const line = (text: string): Cell[] => [textCell(text)];
  if (id === "tableau2") {
    return [
      line(`MS-3 : ${ms3.value} ; ${labelOf(`verdict.${ms3.verdict}`)}`),
      line(`MS-4 : ${ms4.display} ; cible ${targetLabel(targets.ms4)} : ${verdictLabel(ms4)}`),
    ];
  }
  return [
    line(`MS-1 : ${ms1.display} ; cible ${targetLabel(targets.ms1)} : ${verdictLabel(ms1)}`),
    line(`MS-2 : ${ms2.display} ; cible ${targetLabel(targets.ms2)} : ${verdictLabel(ms2)}`),
  ];
}

/** The sheet of tableau 1 or 2: letters above the labels, formulas, total, verdicts, notes. */
export function tableSheet(report: IndicatorReport, table: ReportTable, name: string): Sheet {
  const { template } = table;
  const firstRow = HEAD_ROW + 1;
  const place: TablePlace = { table, firstRow, lastRow: firstRow + table.rows.length - 1 };
  const letters = template.columns.map(({ letter }) => textCell(letter ?? "", STYLE.head));
  const labels = template.columns.map(({ label }) => textCell(label, STYLE.head));
  const own = report.notes.filter(({ code }) => NOTES[template.id].includes(code)).map(({ text }) => text);
  const notes = [...(template.reconstructed ? [RECONSTRUCTED] : []), ...own];
  const head = [...headerRows(report, template.title), letters, labels, ...bodyRows(place), [BLANK]];
  const rows = [
    ...head,
    ...verdictRows(report, template.id),
    [BLANK],
    ...notes.map((note) => [textCell(note, STYLE.note)]),
  ];
  const last = columnName(template.columns.length - 1);
  const noteRows = notes.map((_, index) => rows.length - notes.length + index + 1);
  return {
    name,
    rows: rows.map((row) => (row.length === 1 ? [...row, ...template.columns.slice(1).map(() => BLANK)] : row)),
    widths: template.columns.map(({ key, type }) =>
      key === "number" ? 5 : key.startsWith("finess") ? 12 : WIDTHS[type],
    ),
    frozenRows: HEAD_ROW,
    printedHead: [HEAD_ROW - 1, HEAD_ROW],
    merges: noteRows.map((row) => `A${row}:${last}${row}`),
  };
}
