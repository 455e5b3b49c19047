/** How a cell looks. */
export interface CellStyle {
  /** Number format of the format itself: `0.0%`, `#,##0`. Default: general. */
  readonly format?: string;
  readonly bold?: boolean;
  readonly fill?: "head" | "total" | "met" | "notMet";
  readonly border?: boolean;
  readonly wrap?: boolean;
  readonly align?: "left" | "center" | "right";
  readonly size?: number;
  readonly muted?: boolean;
}

/** Content of a cell. A formula carries the value that it gives, for readers that do not compute. */
export type CellContent =
  | { readonly kind: "blank" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "formula"; readonly formula: string; readonly value: number | string };

/** A cell. */
export interface Cell {
  readonly content: CellContent;
  readonly style?: CellStyle;
}

/** A sheet: rows of cells from A1, and how it prints. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** Rows that stay on screen and at the top of every page; 0 for none. */
  readonly frozenRows?: number;
  /** Row of the heads repeated on each page: first and last, from 1. */
  readonly printedHead?: readonly [number, number];
  /** Cells to merge, as `A1:F1`. */
  readonly merges?: readonly string[];
}

/** Name of a column: A, B… Z, AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Blank cell. */
export const BLANK: Cell = { content: { kind: "blank" } };

/** Text cell. */
export function textCell(text: string, style?: CellStyle): Cell {
  return { content: { kind: "text", text }, ...(style && { style }) };
}

/** Number cell. */
export function numberCell(value: number, style?: CellStyle): Cell {
  return { content: { kind: "number", value }, ...(style && { style }) };
}
