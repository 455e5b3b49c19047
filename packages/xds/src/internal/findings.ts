import type { LdlIssue } from "@ldl/domain";
import { FINDING_RULES, type FindingRuleId } from "../codes/finding-rules.ts";

/** Path of a finding about the archive as a whole. */
export const ARCHIVE = "archive";

/** What a function reports on its way. */
export type Report = (rule: FindingRuleId, path: string) => void;

/** Findings of one call, in the order they were made. */
export interface Findings {
  readonly list: readonly LdlIssue[];
  readonly report: Report;
}

/** Makes one finding. */
export function findingOf(rule: FindingRuleId, path: string): LdlIssue {
  return { rule, path, ...FINDING_RULES[rule] };
}

/** Starts the findings of one call. */
export function createFindings(): Findings {
  const list: LdlIssue[] = [];
  return { list, report: (rule, path) => list.push(findingOf(rule, path)) };
}
