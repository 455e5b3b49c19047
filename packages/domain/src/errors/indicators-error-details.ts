/** Codes of `@ldl/indicators`. @public */
export interface IndicatorsErrorDetails {
  /** The tables of the store were made by a newer version of the software. */
  LDL_IND_STORE_NEWER: { readonly found: number; readonly supported: number };
}
