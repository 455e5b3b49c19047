import type { LdlIssue } from "./issue.ts";

/** Codes of `@ldl/cda`. @public */
export interface CdaErrorDetails {
  /** The bytes are not well-formed XML, or go over a reading limit. */
  LDL_CDA_MALFORMED: { readonly line: number; readonly column: number; readonly reason: string };
  /** The XML is well formed but is no CDA document, or not of the kind asked for. */
  LDL_CDA_UNEXPECTED_KIND: { readonly expected: string; readonly found: string };
  /** The document lacks what nothing can stand for: its identifier, its date or its patient. */
  LDL_CDA_INCOMPLETE: { readonly issues: readonly LdlIssue[] };
  /** An embedded file cannot be given back: broken base64, compressed or external content. */
  LDL_CDA_FILE_UNREADABLE: { readonly mediaType: string; readonly reason: string };
}
