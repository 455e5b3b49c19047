import type { Code, DocumentKind, InsEnvironment, LdlIssue } from "@ldl/domain";
import type { DocumentHeader } from "../header/document-header.ts";
import type { RelaxableRule } from "../rules/relaxable-rules.ts";

/** A document that was built. @public */
export interface ClinicalDocument {
  /** The document, UTF-8. */
  readonly xml: Uint8Array;
  /** Its header, complete. */
  readonly header: DocumentHeader;
  /** Kind, for the exchange events. */
  readonly kind: DocumentKind;
  /** Type (JDV_J07_XdsTypeCode_CISIS). */
  readonly type: Code;
  /** 1 a file inside a header, 2 sections of text, 3 sections with entries. */
  readonly level: 1 | 2 | 3;
  /** What a person should look at although the document was built: warnings only. */
  readonly issues: readonly LdlIssue[];
}

/** Options that all documents share. @public */
export interface BuildDocumentOptions {
  /** Clock, for the date of the document when the input has none. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of UUIDs: entries, sections, and documents as `2.25.<UUID in decimal>`. Default: random. */
  readonly newId?: () => string;
  /** Environment that the INS must belong to, so that test data never leaves in production. Default: any. */
  readonly insEnvironment?: InsEnvironment;
  /** Rules whose breach becomes a warning; what each one costs is in the README. Default: none. */
  readonly relaxedRules?: readonly RelaxableRule[];
  /** `spaces` puts each element on its own line, for reading by people. Default: `none`. */
  readonly indentation?: "none" | "spaces";
}
