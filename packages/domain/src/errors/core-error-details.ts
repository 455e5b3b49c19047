import type { LdlIssue } from "./issue.ts";

/** Codes that any package may raise. @public */
export interface CoreErrorDetails {
  /** The data given to a function does not fit its schema or breaks a rule of the specification. */
  LDL_INPUT_INVALID: { readonly issues: readonly LdlIssue[] };
  /** A database call failed. */
  LDL_STORE_FAILED: { readonly operation: string };
  /** Another process has the folder of the embedded database open. */
  LDL_STORE_LOCKED: { readonly pid: number };
}
