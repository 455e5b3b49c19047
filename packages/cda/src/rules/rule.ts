import type { InsEnvironment, LdlIssue, LdlSeverity } from "@ldl/domain";

/** What a rule may look at besides the document. @public */
export interface RuleContext {
  /** Environment that the INS must belong to. */
  readonly insEnvironment?: InsEnvironment | undefined;
}

/**
 * A rule on the content of a document, as data: it runs on what a vendor gives and on what was read alike.
 *
 * @public
 */
export interface Rule<T> {
  /** Stable identifier, `LDL-…`. */
  readonly id: string;
  /** Weight of a defect: an error stops building. */
  readonly severity: LdlSeverity;
  /** Document, section that it comes from. */
  readonly source: string;
  /** Part of the document that it is about. */
  readonly path: string;
  /** What is expected, in French. */
  readonly message: string;
  /** Gives the path of each defect; none when all is well. */
  readonly check: (document: T, context: RuleContext) => readonly string[];
  /** What more can be said of one defect, in French: how to mend it. */
  readonly detail?: (document: T, path: string) => string | undefined;
}

/**
 * Runs rules.
 *
 * @example
 * ```ts
 * import { HEADER_RULES, runRules, type DocumentHeader } from "@ldl/cda";
 *
 * function warningsOf(header: DocumentHeader) {
 *   return runRules(HEADER_RULES, header).filter((issue) => issue.severity === "warning");
 * }
 * ```
 * @param rules - Rules to run.
 * @param document - What they look at.
 * @param context - What else they may look at.
 * @returns One issue per defect, in the order of the rules.
 * @public
 */
export function runRules<T>(rules: readonly Rule<T>[], document: T, context: RuleContext = {}): readonly LdlIssue[] {
  const issues: LdlIssue[] = [];
  for (const { id, severity, message, check, detail } of rules)
    for (const path of check(document, context)) {
      const more = detail?.(document, path);
      issues.push({ rule: id, path, message: more === undefined ? message : `${message} ; ${more}`, severity });
    }
  return issues;
}
