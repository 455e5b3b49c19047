import { CONTENT_RULES } from "./content-rules.ts";
import { ENTRY_RULES, PATIENT_RULES } from "./entry-rules.ts";
import { type RegistryError, RegistryFailure } from "./registry-error.ts";
import { REGISTRY_RULES } from "./replacement-rules.ts";
import { SET_RULES } from "./set-rules.ts";
import { STRUCTURE_RULES } from "./structure-rules.ts";
import type { SubmissionContext, SubmissionRule } from "./submission.ts";

/** Rules by stage: the errors of one stage are told together, and the next stage runs when there is none. */
export const SUBMISSION_STAGES: readonly (readonly SubmissionRule[])[] = [
  [...STRUCTURE_RULES, ...SET_RULES],
  [...ENTRY_RULES, ...CONTENT_RULES],
  PATIENT_RULES,
  REGISTRY_RULES,
];

async function brokenRules(rules: readonly SubmissionRule[], context: SubmissionContext): Promise<RegistryError[]> {
  const errors: RegistryError[] = [];
  for (const { id, code, message, check } of rules) {
    for (const { location, context: detail } of await check(context)) {
      const said = detail === undefined ? message : `${message} : ${detail}`;
      errors.push({ code, context: said, rule: id, ...(location === undefined ? {} : { location }) });
    }
  }
  return errors;
}

/**
 * Runs rules, stage by stage.
 *
 * @throws RegistryFailure with the errors of the first stage that has some.
 */
export async function checkRules(
  stages: readonly (readonly SubmissionRule[])[],
  context: SubmissionContext,
): Promise<void> {
  for (const rules of stages) {
    const errors = await brokenRules(rules, context);
    if (errors.length > 0) throw new RegistryFailure(errors);
  }
}
