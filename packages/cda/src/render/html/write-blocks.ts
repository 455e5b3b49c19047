import type { DisplayBlock, DisplayCell, DisplayRow, DisplayTable } from "../../display/display-model.ts";
import { escapeHtml, tag } from "./markup.ts";
import { type HtmlContext, writeInlines } from "./write-inline.ts";

/** How deep the headings of a page may go. */
const DEEPEST_HEADING = 6;

/** Tag of a heading at a level. */
export function headingTag(level: number): string {
  return `h${Math.min(level, DEEPEST_HEADING)}`;
}

/** Columns from which a table is set in smaller letters. */
const MAX_PLAIN_COLUMNS = 5;

/** Columns that fit on any screen. */
const MAX_NARROW_COLUMNS = 4;

function columnsOf(table: DisplayTable): number {
  const [row] = [...table.head, ...table.body];
  return row === undefined ? 0 : row.cells.reduce((sum, { columnSpan }) => sum + (columnSpan ?? 1), 0);
}

function spanAttribute(span: number | undefined): string | undefined {
  return span === undefined || span === 1 ? undefined : String(span);
}

/** A cell with one run of text holds it without a paragraph around it. */
function writeCellContent(blocks: readonly DisplayBlock[], level: number, context: HtmlContext): string {
  const [only] = blocks;
  if (blocks.length === 1 && only?.kind === "paragraph" && only.caption.length === 0)
    return writeInlines(only.children, context);
  return writeBlocks(blocks, level, context);
}

function writeCell(cell: DisplayCell, inHead: boolean, level: number, context: HtmlContext): string {
  const content = writeCellContent(cell.children, level, context);
  const attributes = {
    colspan: spanAttribute(cell.columnSpan),
    rowspan: spanAttribute(cell.rowSpan),
    class: cell.align === undefined || cell.align === "left" ? undefined : `align-${cell.align}`,
  };
  // An empty header names nothing: assistive tools take it for a mistake.
  if (!cell.header || content === "") return tag("td", attributes, content);
  const wide = (cell.columnSpan ?? 1) > 1 ? "colgroup" : "col";
  return tag("th", { scope: cell.scope ?? (inHead ? wide : "row"), ...attributes }, content);
}

function writePart(name: string, rows: readonly DisplayRow[], level: number, context: HtmlContext): string {
  if (rows.length === 0) return "";
  const inHead = name === "thead";
  const written = rows.map(({ cells }) =>
    tag("tr", {}, cells.map((cell) => writeCell(cell, inHead, level, context)).join("")),
  );
  return tag(name, {}, written.join(""));
}

function writeTable(table: DisplayTable, level: number, label: string, context: HtmlContext): string {
  const caption = table.caption.length === 0 ? "" : tag("caption", {}, writeInlines(table.caption, context));
  const parts =
    writePart("thead", table.head, level, context) +
    writePart("tbody", table.body, level, context) +
    writePart("tfoot", table.foot, level, context);
  // A wide table may scroll inside its box, which the keyboard must then reach.
  const columns = columnsOf(table);
  const scrolls = columns > MAX_NARROW_COLUMNS;
  const box = scrolls ? { role: "region", tabindex: "0", "aria-label": `Tableau : ${label}` } : {};
  const className = columns > MAX_PLAIN_COLUMNS ? "table dense" : "table";
  return tag("div", { class: className, ...box }, tag("table", {}, caption + parts));
}

function writeBlock(block: DisplayBlock, level: number, label: string, context: HtmlContext): string {
  switch (block.kind) {
    case "heading":
      return tag(headingTag(level + 1), {}, escapeHtml(block.text));
    case "paragraph": {
      const caption = block.caption.length === 0 ? "" : tag("strong", {}, writeInlines(block.caption, context));
      const separator = caption === "" ? "" : "<br>";
      return tag("p", {}, caption + separator + writeInlines(block.children, context));
    }
    case "list": {
      const caption = block.caption.length === 0 ? "" : tag("p", {}, writeInlines(block.caption, context));
      const items = block.items.map((item) => tag("li", {}, writeCellContent(item, level, context)));
      return caption + tag(block.ordered ? "ol" : "ul", {}, items.join(""));
    }
    case "table":
      return writeTable(block, level, label, context);
  }
}

/**
 * Writes blocks.
 *
 * @param blocks - The blocks.
 * @param level - Level of the heading above them.
 * @param context - Files of the document.
 * @param label - Name of what holds them, for assistive tools.
 * @returns The markup.
 */
export function writeBlocks(
  blocks: readonly DisplayBlock[],
  level: number,
  context: HtmlContext,
  label = "contenu",
): string {
  return blocks.map((block) => writeBlock(block, level, label, context)).join("");
}
