import type { LdlIssue } from "./issue.ts";

/** Codes of `@ldl/xds`. @public */
export interface XdsErrorDetails {
  /** The header of a document does not give all the metadata; what is missing can be given by `overrides`. */
  LDL_XDS_METADATA_MISSING: { readonly issues: readonly LdlIssue[] };
  /** The objects of a submission do not agree with one another: two patients, an identifier used twice… */
  LDL_XDS_LOT_INVALID: { readonly issues: readonly LdlIssue[] };
  /** The bytes are no XML, or no ebRIM message. Line and column are 0 when there is no position. */
  LDL_XDS_EBRIM_MALFORMED: { readonly line: number; readonly column: number; readonly reason: string };
}
