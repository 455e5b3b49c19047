/** Codes of `@ldl/indicators`. @public */
export interface IndicatorsErrorDetails {
  /** The tables of the store were made by a newer version of the software. */
  LDL_IND_STORE_NEWER: { readonly found: number; readonly supported: number };
  /** A period may not be closed yet: its days of grace are not over. */
  LDL_IND_PERIOD_OPEN: { readonly period: string; readonly closesAt: string };
  /** A frozen report, or the chain of its versions, is not what was stored. */
  LDL_IND_REPORT_ALTERED: { readonly projectId: string; readonly period: string; readonly version: number };
  /** The header of a CSV file of events has unknown columns or lacks mandatory ones. */
  LDL_IND_CSV_HEADER: { readonly unknown: readonly string[]; readonly missing: readonly string[] };
  /** An import met more wrong lines than the caller accepts. */
  LDL_IND_IMPORT_REJECTED: { readonly line: number; readonly rejected: number };
}
