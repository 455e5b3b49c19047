import type { CdaWriter } from "../build/cda-writer.ts";

/** A run of text of the narrative; `id` makes it something that an entry can refer to. @internal */
export interface NarrativePart {
  /** Text, in one or more lines. */
  readonly texte: string;
  /** ID, unique in the document. */
  readonly id?: string | undefined;
  /** What is said before the text, outside of what the ID names. */
  readonly avant?: string;
}

/** What stands in one cell of a table: nothing, text, or parts below one another. @internal */
export type NarrativeCell = string | NarrativePart | readonly NarrativePart[] | undefined;

/** A column of a table; it is left out when it is empty in all rows. @internal */
export interface NarrativeColumn<T> {
  /** Heading. */
  readonly titre: string;
  /** Gives the cell of a row. */
  readonly cellule: (item: T, index: number) => NarrativeCell;
}

/** A table of the narrative. @internal */
export interface NarrativeTable<T> {
  /** Caption. */
  readonly legende?: string;
  readonly colonnes: readonly NarrativeColumn<T>[];
  readonly lignes: readonly T[];
  /** Gives the ID of a row, for entries that refer to the whole row. */
  readonly idLigne?: (item: T, index: number) => string;
}

/**
 * Writes text, its line feeds as `br`.
 *
 * @param writer - Writer inside an element of the narrative.
 * @param text - The text.
 * @internal
 */
export function writeLines({ xml }: CdaWriter, text: string): void {
  if (!text.includes("\n")) {
    xml.text(text);
    return;
  }
  text.split("\n").forEach((line, index) => {
    if (index > 0) xml.element("br");
    xml.text(line);
  });
}

function writePart(writer: CdaWriter, part: NarrativePart): void {
  if (part.avant !== undefined) writer.xml.text(part.avant);
  if (part.id === undefined) {
    writeLines(writer, part.texte);
    return;
  }
  writer.xml.start("content", { ID: writer.references.declare(part.id) });
  writeLines(writer, part.texte);
  writer.xml.end();
}

function isList(cell: NarrativePart | readonly NarrativePart[]): cell is readonly NarrativePart[] {
  return Array.isArray(cell);
}

function writeCell(writer: CdaWriter, cell: NarrativeCell): void {
  writer.xml.start("td");
  if (typeof cell === "string") writeLines(writer, cell);
  else if (cell !== undefined)
    (isList(cell) ? cell : [cell]).forEach((part, index) => {
      if (index > 0) writer.xml.element("br");
      writePart(writer, part);
    });
  writer.xml.end();
}

function isEmpty(cell: NarrativeCell): boolean {
  return cell === undefined || (Array.isArray(cell) && cell.length === 0);
}

/**
 * Writes a paragraph.
 *
 * @param writer - Writer inside `text`.
 * @param text - The text, in one or more lines.
 * @param id - ID, when an entry refers to the paragraph.
 * @internal
 */
export function writeParagraph(writer: CdaWriter, text: string, id?: string): void {
  writer.xml.start("paragraph", { ID: id === undefined ? undefined : writer.references.declare(id) });
  writeLines(writer, text);
  writer.xml.end();
}

/**
 * Writes a list.
 *
 * @param writer - Writer inside `text`.
 * @param items - The items.
 * @internal
 */
export function writeList(writer: CdaWriter, items: readonly NarrativePart[]): void {
  writer.xml.start("list", { listType: "unordered" });
  for (const item of items) {
    writer.xml.start("item");
    writePart(writer, item);
    writer.xml.end();
  }
  writer.xml.end();
}

/**
 * Writes a table with headings; columns without any content are left out.
 *
 * @param writer - Writer inside `text`.
 * @param table - Columns and rows.
 * @internal
 */
export function writeTable<T>(writer: CdaWriter, table: NarrativeTable<T>): void {
  const { xml } = writer;
  const cells = table.colonnes.map(({ cellule }) => table.lignes.map(cellule));
  const shown = table.colonnes.flatMap((_, column) => (cells[column]?.every(isEmpty) === true ? [] : [column]));
  xml.start("table");
  if (table.legende !== undefined) xml.element("caption", undefined, table.legende);
  xml.start("thead").start("tr");
  for (const column of shown) xml.element("th", undefined, table.colonnes[column]?.titre);
  xml.end().end().start("tbody");
  table.lignes.forEach((item, row) => {
    const id = table.idLigne?.(item, row);
    xml.start("tr", { ID: id === undefined ? undefined : writer.references.declare(id) });
    for (const column of shown) writeCell(writer, cells[column]?.[row]);
    xml.end();
  });
  xml.end().end();
}
