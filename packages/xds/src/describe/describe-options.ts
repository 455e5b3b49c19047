import type { InsEnvironment, Oid } from "@ldl/domain";
import type { Visibility } from "../codes/confidentiality.ts";
import type { DocumentEntry } from "../model/document-entry.ts";

/** Metadata that a caller may give in place of what the document says. Hash and size always come from the bytes. @public */
export type DocumentEntryOverrides = {
  readonly [K in Exclude<keyof DocumentEntry, "hash" | "size">]?: DocumentEntry[K];
};

/** Metadata that a description may do without. @public */
export type OptionalMetadata =
  | "eventCodeList"
  | "hash"
  | "referenceIdList"
  | "serviceStopTime"
  | "size"
  | "sourcePatientInfo";

/** Options of {@link describeDocument}. @public */
export interface DescribeDocumentOptions {
  /** Metadata that win over the document. */
  readonly overrides?: DocumentEntryOverrides;
  /** Restrictions of visibility, added after the confidentiality of the document. Default: none. */
  readonly visibility?: readonly Visibility[];
  /** Metadata to leave out. Default: none. */
  readonly omit?: readonly OptionalMetadata[];
  /**
   * Patient without INS: take the local identifier as patientId, or refuse. MSSanté accepts a local identifier (header
   * `X-MSS-INS: N`), the DMP does not. Default: `local-id`.
   */
  readonly withoutIns?: "local-id" | "refuse";
  /** Environment that the INS must be of. Default: any. */
  readonly environment?: InsEnvironment;
  /** Root of the local identifier to take as sourcePatientId. Default: that of the first local identifier. */
  readonly sourcePatientRoot?: Oid;
  /** Whether the name in use follows the name at birth in PID-5, with type `D`. Default: `false`. */
  readonly usualName?: boolean;
  /** What PID-23 says of the place of birth of a patient with INS: COG code, name of the commune, nothing. Default: `cog`. */
  readonly birthPlace?: "cog" | "commune" | "none";
}
