import type { CellStyle } from "./workbook.ts";

/** Looks shared by the sheets of a report. */
export const STYLE = {
  title: { bold: true, size: 14 },
  subtitle: { muted: true },
  section: { bold: true, size: 12 },
  head: { bold: true, fill: "head", border: true, wrap: true, align: "center" },
  text: { border: true, wrap: true },
  integer: { border: true, format: "#,##0" },
  decimal: { border: true, format: "#,##0.##" },
  note: { wrap: true, muted: true },
  code: { muted: true, size: 9 },
} as const satisfies Readonly<Record<string, CellStyle>>;

/** The look of a cell on the total row. */
export function onTotal(style: CellStyle): CellStyle {
  return { ...style, bold: true, fill: "total" };
}
