/** Codes of the validation by the official kit, in `@ldl/cda`. @public */
export interface ValidationErrorDetails {
  /** The folder does not hold the official kit. */
  LDL_VALIDATION_KIT_NOT_FOUND: { readonly expected: readonly string[] };
  /** A part of the kit cannot be read, or holds something that is not supported: never left out in silence. */
  LDL_VALIDATION_KIT_REFUSED: {
    readonly part: string;
    readonly file: string;
    readonly line: number;
    readonly expression?: string;
    readonly reason: string;
  };
  /** The kit has no volet of the name given. */
  LDL_VALIDATION_VOLET_UNKNOWN: { readonly volet: string; readonly known: readonly string[] };
}
