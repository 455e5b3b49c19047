import { LdlError, type LdlIssue } from "@ldl/domain";
import { type Rule, type RuleContext, runRules } from "./rule.ts";

/** What a rule may look at besides the document, and the rules relaxed to warnings. @internal */
export interface RefuseOptions extends RuleContext {
  readonly relaxedRules?: readonly string[] | undefined;
}

/**
 * Makes the error of an input that breaks rules.
 *
 * @param issues - What is wrong, one at least.
 * @returns The error; its message holds a path, an expectation and a rule, no value.
 * @internal
 */
export function invalidInput(issues: readonly LdlIssue[]): LdlError<"LDL_INPUT_INVALID"> {
  const [first] = issues;
  const more = issues.length > 1 ? ` (et ${issues.length - 1} autre(s) défaut(s))` : "";
  const text = first === undefined ? "donnée invalide" : `${first.path} : ${first.message} (${first.rule})`;
  return new LdlError("LDL_INPUT_INVALID", `${text}${more}`, { details: { issues } });
}

/**
 * Runs the rules of a document that is to be built.
 *
 * @param rules - Rules of the kind.
 * @param document - The complete document.
 * @param options - Environment of the INS, and rules relaxed to warnings.
 * @returns The warnings.
 * @throws LdlError `LDL_INPUT_INVALID` with all errors.
 * @internal
 */
export function refuseOrWarn<T>(rules: readonly Rule<T>[], document: T, options: RefuseOptions): readonly LdlIssue[] {
  const relaxed = options.relaxedRules ?? [];
  const issues = runRules(rules, document, { insEnvironment: options.insEnvironment }).map(
    (issue): LdlIssue => (relaxed.includes(issue.rule) ? { ...issue, severity: "warning" } : issue),
  );
  const errors = issues.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw invalidInput(errors);
  return issues;
}
