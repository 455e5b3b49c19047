import type { LdlIssue } from "@ldl/domain";
import { type XmlElement, xpathOf } from "@ldl/xml";
import { READ_FINDINGS, type ReadRule } from "./read-findings.ts";

/** Findings kept for one rule: a hostile document cannot make the list, and the search of paths, endless. */
const MAX_PER_RULE = 100;

/**
 * Collects what a reading finds on its way.
 *
 * @internal
 */
export interface ReadContext {
  /** Findings so far, in the order of the reading; at most 100 for one rule. */
  readonly issues: readonly LdlIssue[];
  /**
   * Records a finding.
   *
   * @param rule - Which rule.
   * @param at - Element that breaks it.
   * @param child - Name of the missing child, when the finding is an absence.
   */
  report(rule: ReadRule, at: XmlElement, child?: string): void;
}

/**
 * Starts the findings of one reading.
 *
 * @returns An empty context.
 * @internal
 */
export function createReadContext(): ReadContext {
  const issues: LdlIssue[] = [];
  const counts = new Map<ReadRule, number>();
  return {
    issues,
    report(rule, at, child) {
      const count = (counts.get(rule) ?? 0) + 1;
      counts.set(rule, count);
      if (count > MAX_PER_RULE) return;
      const path = child === undefined ? xpathOf(at) : `${xpathOf(at)}/${child}`;
      issues.push({ rule, path, ...READ_FINDINGS[rule] });
    },
  };
}
