import type { XmlElement } from "@ldl/xml";
import { inputFieldOf } from "../input-field.ts";
import { positionOf } from "../source-positions.ts";
import type { ValidationFinding } from "../validation-report.ts";
import { type DocumentIndex, indexDocument } from "./document-index.ts";
import type { SdkDefect, SdkRule } from "./sdk-rule.ts";
import { SDK_RULES } from "./sdk-rules.ts";

/** Name of the rule set in findings. */
export const SDK_RULE_SET = "SDK";

/** Findings kept for one rule: a hostile document cannot make the list endless. */
const MAX_PER_RULE = 100;

/**
 * Runs the rules of the SDK on a document that was read: what the official rules leave unchecked. No kit is needed.
 *
 * @example
 * ```ts
 * import { readDocument, runSdkRules } from "@ldl/cda";
 *
 * function defectsOf(bytes: Uint8Array) {
 *   return runSdkRules(readDocument(bytes).root).filter(({ severity }) => severity === "error");
 * }
 * ```
 * @param clinicalDocument - `ClinicalDocument`, the `root` of a document read.
 * @returns The findings, by rule in the order of {@link SDK_RULES}, then in document order; at most 100 for a rule.
 * @public
 */
export function runSdkRules(clinicalDocument: XmlElement): readonly ValidationFinding[] {
  return runRulesOn(indexDocument(clinicalDocument));
}

/** Runs the rules of the SDK on a document already walked. */
export function runRulesOn(document: DocumentIndex): readonly ValidationFinding[] {
  return SDK_RULES.flatMap((rule) => {
    const defects = [...rule.check(document)];
    const findings = defects.slice(0, MAX_PER_RULE).map((defect) => findingOf(rule, defect));
    const last = findings.at(-1);
    if (defects.length <= MAX_PER_RULE || last === undefined) return findings;
    return [
      ...findings.slice(0, -1),
      { ...last, found: `${defects.length - MAX_PER_RULE + 1} défauts de même nature, non détaillés` },
    ];
  });
}

function findingOf(rule: SdkRule, defect: SdkDefect): ValidationFinding {
  const { id, severity, source, message, expected } = rule;
  const { element, found, suggestion } = defect;
  const inputField = inputFieldOf(element);
  return {
    ruleSet: SDK_RULE_SET,
    kind: "sdk",
    ruleId: id,
    severity,
    ...positionOf(element),
    message,
    expected,
    ...(found === undefined ? {} : { found }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(inputField === undefined ? {} : { inputField }),
    reference: source,
  };
}
