import type { LdlIssue } from "@ldl/domain";
import { type XmlElement, xpathOf } from "@ldl/xml";
import type { z } from "zod";
import { READ_FINDINGS, type ReadRule } from "./read-findings.ts";

/** Findings kept for one rule: a hostile document cannot make the list, and the search of paths, endless. */
const MAX_PER_RULE = 100;

/** A finding whose path is not searched for yet. */
interface Finding {
  readonly rule: ReadRule;
  readonly at: XmlElement;
  readonly child: string | undefined;
}

/**
 * Collects what a reading finds on its way.
 *
 * @internal
 */
export interface ReadContext {
  /**
   * Records a finding; at most 100 are kept for one rule.
   *
   * @param rule - Which rule.
   * @param at - Element that breaks it.
   * @param child - Name of the missing child, when the finding is an absence.
   */
  report(rule: ReadRule, at: XmlElement, child?: string): void;
  /**
   * Tells whether a value fits its schema. The same identifiers come back all over a document: each is checked once.
   *
   * @param schema - Schema of the value.
   * @param value - Value as written.
   */
  fits(schema: z.ZodType, value: string): boolean;
  /**
   * Gives the findings so far.
   *
   * @returns The findings, in the order of the reading.
   */
  issues(): readonly LdlIssue[];
}

function toIssue({ rule, at, child }: Finding): LdlIssue {
  const path = child === undefined ? xpathOf(at) : `${xpathOf(at)}/${child}`;
  return { rule, path, ...READ_FINDINGS[rule] };
}

/**
 * Starts the findings of one reading.
 *
 * @returns An empty context.
 * @internal
 */
export function createReadContext(): ReadContext {
  const findings: Finding[] = [];
  const counts = new Map<ReadRule, number>();
  const checked = new Map<z.ZodType, Map<string, boolean>>();
  return {
    report(rule, at, child) {
      const count = (counts.get(rule) ?? 0) + 1;
      counts.set(rule, count);
      if (count <= MAX_PER_RULE) findings.push({ rule, at, child });
    },
    fits(schema, value) {
      let values = checked.get(schema);
      if (values === undefined) {
        values = new Map();
        checked.set(schema, values);
      }
      let fit = values.get(value);
      if (fit === undefined) {
        fit = schema.safeParse(value).success;
        values.set(value, fit);
      }
      return fit;
    },
    issues: () => findings.map(toIssue),
  };
}
