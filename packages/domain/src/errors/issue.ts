/** How serious an {@link LdlIssue} is: only `error` makes an input or a document invalid. @public */
export type LdlSeverity = "error" | "warning" | "info";

/**
 * One defect of an input or of a document, without any rejected value in it.
 *
 * @public
 */
export interface LdlIssue {
  /** Stable identifier of the rule that is broken, for example `LDL-H-017`. */
  readonly rule: string;
  /** Where: a dotted path in an input (`patient.ins.matricule`), an XPath in a document. */
  readonly path: string;
  /** What is expected, in French, for a person to read. Holds no patient data. */
  readonly message: string;
  /** Weight of the defect. */
  readonly severity: LdlSeverity;
}
