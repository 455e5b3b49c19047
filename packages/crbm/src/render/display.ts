import type { DisplayBlock, DisplayCell, DisplayInline, DisplayTable } from "@ldl/cda";

/** A text as inlines, its lines kept. */
export function lines(text: string): readonly DisplayInline[] {
  return text
    .split("\n")
    .flatMap((line, index): readonly DisplayInline[] =>
      index === 0 ? [{ kind: "text", text: line }] : [{ kind: "break" }, { kind: "text", text: line }],
    );
}

/** A text set in bold. */
export function bold(text: string): DisplayInline {
  return { kind: "styled", styles: ["bold"], children: lines(text) };
}

/** A paragraph of inlines. */
export function paragraph(children: readonly DisplayInline[]): DisplayBlock {
  return { kind: "paragraph", caption: [], children };
}

/** Items one under the other. */
export function stacked(items: readonly (readonly DisplayInline[])[]): readonly DisplayInline[] {
  return items
    .filter((item) => item.length > 0)
    .flatMap((item, index) => (index === 0 ? item : [{ kind: "break" } as const, ...item]));
}

/** A column of a table: what it shows of a row. */
export interface Column<T> {
  readonly title: string;
  /** Whether the cell names its row. */
  readonly heads?: boolean;
  readonly align?: "left" | "center" | "right";
  show(row: T): readonly DisplayInline[];
}

function cellOf(children: readonly DisplayInline[], column: Pick<Column<never>, "heads" | "align">): DisplayCell {
  return {
    header: column.heads === true,
    ...(column.heads === true ? { scope: "row" as const } : {}),
    ...(column.align === undefined ? {} : { align: column.align }),
    children: children.length === 0 ? [] : [paragraph(children)],
  };
}

/**
 * Lays rows out in columns; a column that is empty in every row is left out, but the first.
 *
 * @param columns - Columns.
 * @param rows - Rows; not empty.
 * @param caption - Caption of the table.
 * @returns The table.
 */
export function tableOf<T>(columns: readonly Column<T>[], rows: readonly T[], caption = ""): DisplayTable {
  const shown = columns
    .map((column) => ({ column, cells: rows.map((row) => column.show(row)) }))
    .filter(({ cells }, index) => index === 0 || cells.some((cell) => cell.length > 0));
  return {
    kind: "table",
    caption: caption === "" ? [] : lines(caption),
    head: [
      {
        cells: shown.map(({ column }) => ({
          header: true,
          scope: "col" as const,
          children: [paragraph(lines(column.title))],
        })),
      },
    ],
    body: rows.map((_, index) => ({ cells: shown.map(({ column, cells }) => cellOf(cells[index] ?? [], column)) })),
    foot: [],
  };
}
