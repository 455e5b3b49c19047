import { z } from "zod";

/** Content that a column of tableau 1 or 2 may show. @public */
export const TableColumnKey = z.enum([
  "number",
  "label",
  "finessEt",
  "finessEj",
  "status",
  "staysAnnual",
  "staysQuarterMean",
  "ldlProduced",
  "ldlSent",
  "ms1",
  "ms2",
  "sil",
  "accreditation",
  "bAnnual",
  "bQuarterMean",
  "crAll",
  "crOther",
  "crLevel3",
  "crSent",
  "ms4",
  "ms4b",
  "query",
]);
export type TableColumnKey = z.infer<typeof TableColumnKey>;

/** A column of a table. @public */
export const TableColumn = z.strictObject({
  /** What it shows. */
  key: TableColumnKey,
  /** Letter that the instruction or the form gives it. */
  letter: z.string().max(3).optional(),
  /** Printed label. */
  label: z.string().min(1),
  /** Label where room is short (CSV, charts). Default: the label. */
  shortLabel: z.string().min(1).optional(),
  /** How values are written. */
  type: z.enum(["text", "int", "decimal1", "percent1"]),
  /** What the total row holds: the sum, the ratio of the sums, or nothing. */
  total: z.enum(["sum", "ratio", "none"]).default("none"),
  /** Left out when no row has a value. */
  hideWhenEmpty: z.boolean().default(false),
});
/** What the schema of the same name gives. @public */
export interface TableColumn extends z.infer<typeof TableColumn> {}

/**
 * Layout of tableau 1 or 2. The published text lacks both forms: the shipped layouts are reconstructed, a vendor who has the
 * real form loads it here.
 *
 * @public
 */
export const TableTemplate = z.strictObject({
  /** Which table. */
  id: z.enum(["tableau1", "tableau2"]),
  /** Version of the layout. */
  version: z.string().min(1).max(40),
  /** Printed as a footnote when true. */
  reconstructed: z.boolean(),
  /** Printed title. */
  title: z.string().min(1),
  /** Columns in order. */
  columns: z.array(TableColumn).min(1),
});
/** What the schema of the same name gives. @public */
export interface TableTemplate extends z.infer<typeof TableTemplate> {}

/** A layout as a vendor writes it. @public */
export type TableTemplateInput = z.input<typeof TableTemplate>;
