import type { DisplayTable } from "../../display/display-model.ts";
import { type FlowLine, flowLines, heightOf } from "./flow-lines.ts";
import { CONTENT_WIDTH, MAX_KEPT } from "./page-flow.ts";
import type { PdfContext } from "./pdf-context.ts";
import type { LaidRow, LaidTable } from "./table-layout.ts";
import { BODY_STYLE } from "./text-pieces.ts";

/** Room in which it is worth to start a row that goes on over pages, in points: some lines of it. */
export const LEAST_ROOM = 60;

/** Height of rows one below the other. */
export function heightOfRows(rows: readonly LaidRow[]): number {
  return rows.reduce((sum, { height }) => sum + height, 0);
}

/** Index after the rows that a cell over several rows ties together. */
export function endOfGroup(rows: readonly LaidRow[], start: number): number {
  let end = start + 1;
  for (let index = start; index < end; index++)
    for (const { grid } of rows[index]?.cells ?? []) end = Math.max(end, index + grid.rowSpan);
  return end;
}

/** Caption of a table. */
export function captionLines({ caption }: DisplayTable, { mediaText }: PdfContext): readonly FlowLine[] {
  return flowLines([{ kind: "paragraph", caption, children: [] }], CONTENT_WIDTH, BODY_STYLE, mediaText);
}

/** Tells whether rows go to a new page as a whole, below the head of their table, rather than over two pages. */
export function isKept(rowsHeight: number, { head }: LaidTable): boolean {
  return heightOfRows(head) + rowsHeight <= MAX_KEPT;
}

/** Height of what must stay together at the start of a table, below its caption: its head, its first rows or lines of them. */
export function heightOfStart(table: LaidTable): number {
  const { head, body } = table;
  const group = heightOfRows(body.slice(0, endOfGroup(body, 0)));
  const first = [group, body[0]?.height ?? 0].find((height) => isKept(height, table)) ?? LEAST_ROOM;
  return Math.min(heightOfRows(head) + first, MAX_KEPT);
}

/**
 * Gives the height of what must stay together at the start of a table.
 *
 * @param table - The table.
 * @param context - Where it is laid out.
 * @returns The height of its caption, its head and its first rows.
 */
export function tableStart(table: DisplayTable, context: PdfContext): number {
  return heightOf(captionLines(table, context)) + heightOfStart(context.layoutOf(table));
}
