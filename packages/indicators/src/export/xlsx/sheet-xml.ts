import { escapeMarkup } from "../escape-markup.ts";
import type { StyleBook } from "./styles-xml.ts";
import { type Cell, columnName, type Sheet } from "./workbook.ts";

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Longest text of a cell, a limit of Excel. */
const MAX_CELL_TEXT = 32_767;
const CUT = " […]";

/** Highest row, in points, a limit of Excel. */
const MAX_ROW_HEIGHT = 409;

/** Number of the paper size A4. ECMA-376 part 1, 18.3.1.63. */
const A4 = 9;

function cellText(text: string): string {
  const kept = text.length > MAX_CELL_TEXT ? text.slice(0, MAX_CELL_TEXT - CUT.length) + CUT : text;
  return `<t xml:space="preserve">${escapeMarkup(kept)}</t>`;
}

function cellXml({ content, style }: Cell, reference: string, styles: StyleBook): string {
  const start = `<c r="${reference}" s="${styles.place(style)}"`;
  switch (content.kind) {
    case "blank":
      return style === undefined ? "" : `${start}/>`;
    case "text":
      // Inline text is never read as a formula, whatever it begins with.
      return `${start} t="inlineStr"><is>${cellText(content.text)}</is></c>`;
    case "number":
      return `${start}><v>${content.value}</v></c>`;
    case "formula": {
      const type = typeof content.value === "string" ? ' t="str"' : "";
      const value = typeof content.value === "string" ? escapeMarkup(content.value) : content.value;
      return `${start}${type}><f>${escapeMarkup(content.formula)}</f><v>${value}</v></c>`;
    }
  }
}

/** Height of one line of text, in points. */
const LINE_HEIGHT = 13.5;

/** Lines that a text takes in a column that wraps it; letters are a little wider than the digits widths are given in. */
function linesIn(text: string, width: number): number {
  return text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil((line.length * 1.15) / width)), 0);
}

/** Height that a row needs: readers other than Excel do not all find it by themselves. */
function rowHeight(cells: readonly Cell[], widthOf: (column: number) => number): number {
  const heights = cells.map(({ content, style }, column) => {
    const line = (LINE_HEIGHT * (style?.size ?? 10)) / 10;
    const lines = style?.wrap === true && content.kind === "text" ? linesIn(content.text, widthOf(column)) : 1;
    return lines * line + 2;
  });
  return Math.min(MAX_ROW_HEIGHT, Math.max(...heights, LINE_HEIGHT + 2));
}

/** The part of a sheet: cells, widths, frozen heads, A4 landscape on one page of width. */
export function sheetXml(sheet: Sheet, styles: StyleBook): string {
  const totalWidth = sheet.widths.reduce((sum, width) => sum + width, 0);
  const rows = sheet.rows.map((cells, row) => {
    const written = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${row + 1}`, styles));
    const whole = sheet.merges?.some((range) => range.startsWith(`A${row + 1}:`)) === true;
    const height = rowHeight(cells, (column) => (whole ? totalWidth : (sheet.widths[column] ?? totalWidth)));
    return `<row r="${row + 1}" ht="${height.toFixed(1)}" customHeight="1">${written.join("")}</row>`;
  });
  const widths = sheet.widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const frozen = sheet.frozenRows ?? 0;
  const pane =
    frozen === 0
      ? ""
      : `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  const merges = sheet.merges ?? [];
  const merged =
    merges.length === 0
      ? ""
      : `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>`;
  return `${HEADER}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join("")}</cols><sheetData>${rows.join("")}</sheetData>${merged}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="${A4}" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;
}
