import type { LdlIssue } from "./issue.ts";

/** One call of the DMP, as every error of `@ldl/dmp` names it. @public */
export interface DmpExchange {
  /** Transaction: `TD0.2`, `TD2.1`, `TD3.1`… */
  readonly transaction: string;
  /** `wsa:MessageID` of the request. */
  readonly messageId: string;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
}

/** Why no usable answer came. @public */
export type DmpTransportReason =
  /** The name is unknown. */
  | "dns"
  /** Nobody listens. */
  | "refused"
  /** The server's certificate is not accepted, or ours was refused, or the handshake failed. */
  | "tls"
  /** No answer in time. */
  | "timeout"
  /** The connection was lost. */
  | "closed"
  /** The answer has an HTTP status that is not a success, and is no SOAP. */
  | "status"
  /** The answer is larger than allowed. */
  | "tooLarge";

/** An error of a registry or repository. @public */
export interface DmpRegistryProblem {
  /** Code, `XDSRegistryMetadataError`. */
  readonly code: string;
  /** What the server says of it. May hold data of the patient. */
  readonly context?: string;
  /** Where. */
  readonly location?: string;
  /** Weight. */
  readonly severity: "error" | "warning";
}

/** What a registry error is about, and therefore what to do. @public */
export type DmpErrorCategory =
  /** Try again later. */
  | "transient"
  /** The server failed: try once more, then look whether the document is there. */
  | "server"
  /** The submission set is already there. */
  | "duplicate"
  /** The identifier exists with another content. */
  | "conflict"
  /** The request is wrong. */
  | "invalid"
  /** The patient is unknown, or is not the one of the documents. */
  | "patient"
  /** The document or repository does not exist. */
  | "notFound"
  /** The document to replace is not the current version. */
  | "replace"
  /** Too many results: narrow the query. */
  | "tooManyResults"
  /** The entry to update has changed. */
  | "version"
  /** The rights matrix refuses. */
  | "rights"
  /** A code that is not known here. */
  | "other";

/** Codes of `@ldl/dmp`. @public */
export interface DmpErrorDetails {
  /** The mode of authentication does not allow this transaction, or an option contradicts another. */
  LDL_DMP_NOT_ALLOWED: { readonly transaction: string; readonly mode: string };
  /** A key or certificate cannot be used: wrong password, no key inside, key and certificate that do not match. */
  LDL_DMP_KEY_UNREADABLE: { readonly reason: "password" | "format" | "noKey" | "noCertificate" | "mismatch" };
  /** A lot breaks rules; nothing was sent. */
  LDL_DMP_LOT_INVALID: { readonly issues: readonly LdlIssue[] };
  /** No usable answer. `outcome` tells whether the DMP may have acted. */
  LDL_DMP_TRANSPORT_FAILED: {
    readonly exchange: DmpExchange;
    readonly phase: "connect" | "write" | "read";
    readonly outcome: "notSent" | "unknown";
    readonly reason: DmpTransportReason;
    readonly status?: number;
  };
  /** The answer is no SOAP message, or a broken one. */
  LDL_DMP_ANSWER_MALFORMED: {
    readonly exchange: DmpExchange;
    readonly reason: string;
    readonly outcome: "notSent" | "unknown";
  };
  /** A SOAP fault that is not about rights. `reason` is the server's text. */
  LDL_DMP_SOAP_FAULT: {
    readonly exchange: DmpExchange;
    readonly code: string;
    readonly subcode?: string;
    readonly reason: string;
    readonly dmpCode?: string;
  };
  /** The DMP refuses the certificate, the VIHF or the right to do this. `reason` is the server's text. */
  LDL_DMP_ACCESS_REFUSED: {
    readonly exchange: DmpExchange;
    readonly code: string;
    readonly subcode?: string;
    readonly reason: string;
    readonly dmpCode?: string;
  };
  /** The registry or repository refuses. */
  LDL_DMP_REGISTRY_REFUSED: {
    readonly exchange: DmpExchange;
    readonly category: DmpErrorCategory;
    readonly errors: readonly DmpRegistryProblem[];
  };
  /** The acknowledgement or the status of the answer is not a success. */
  LDL_DMP_ACK_REFUSED: { readonly exchange: DmpExchange; readonly dmpCode: string; readonly text?: string };
  /** Nothing has this identifier. */
  LDL_DMP_NOT_FOUND: { readonly exchange: DmpExchange; readonly id: string };
  /** The identifier exists with another content, or the entry is not in the state that the operation starts from. */
  LDL_DMP_CONFLICT: { readonly exchange: DmpExchange; readonly code: string; readonly id: string };
  /** The bytes received are not those that the metadata announce. */
  LDL_DMP_INTEGRITY: { readonly exchange: DmpExchange; readonly id: string; readonly expected: string };
  /** A prepared lot cannot be read back: truncated, altered, or of another version. */
  LDL_DMP_PREPARED_UNREADABLE: { readonly reason: string };
}
