import { escapeMarkup } from "../escape-markup.ts";
import type { StyleBook } from "./styles-xml.ts";
import { type Cell, columnName, type Sheet } from "./workbook.ts";

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Longest text of a cell, a limit of Excel. */
const MAX_CELL_TEXT = 32_767;
const CUT = " […]";

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

/** The part of a sheet: cells, widths, frozen heads, A4 landscape on one page of width. */
export function sheetXml(sheet: Sheet, styles: StyleBook): string {
  const rows = sheet.rows.map((cells, row) => {
    const written = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${row + 1}`, styles));
    return `<row r="${row + 1}">${written.join("")}</row>`;
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
