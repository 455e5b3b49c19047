import { CDA_RULES } from "./cda-rules.ts";
import { CONTENT_RULES } from "./content-rules.ts";
import { ENTRY_RULES, PATIENT_RULES } from "./entry-rules.ts";
import { type RegistryError, RegistryFailure } from "./registry-error.ts";
import { REGISTRY_RULES } from "./replacement-rules.ts";
import { SET_RULES } from "./set-rules.ts";
import { SIGNATURE_RULES } from "./signature-rules.ts";
import { STRICT_RULES } from "./strict-rules.ts";
import { STRUCTURE_RULES } from "./structure-rules.ts";
import type { SubmissionContext, SubmissionRule } from "./submission.ts";

/** Rules by stage: the errors of one stage are told together, and the next stage runs when there is none. */
type Stages = readonly (readonly SubmissionRule[])[];

const DMP_STAGES: Stages = [
  [...STRUCTURE_RULES, ...SET_RULES],
  [...ENTRY_RULES, ...CONTENT_RULES],
  PATIENT_RULES,
  REGISTRY_RULES,
  CDA_RULES,
  SIGNATURE_RULES,
];

/** What French rules add to those of IHE is left out. */
const FRENCH = new Set([
  "LDL-DMP-ENTRY-INS",
  "LDL-DMP-ENTRY-SOURCE-PATIENT",
  "LDL-DMP-ENTRY-CONFIDENTIALITY",
  "LDL-DMP-ENTRY-CODE-SYSTEM",
  "LDL-DMP-ENTRY-AUTHOR",
  "LDL-DMP-ENTRY-MIME",
  "LDL-DMP-PATIENT-UNKNOWN",
  "LDL-DMP-SIGNS",
]);

const STRICT_STAGES: Stages = [
  ...[[...STRUCTURE_RULES, ...SET_RULES], [...ENTRY_RULES, ...CONTENT_RULES], PATIENT_RULES, REGISTRY_RULES].map(
    (rules) => rules.filter(({ id }) => !FRENCH.has(id)),
  ),
  STRICT_RULES,
];

/** The rules of a submission in the dialect of the server. */
export function submissionStages({ strict }: SubmissionContext["settings"]): Stages {
  return strict ? STRICT_STAGES : DMP_STAGES;
}

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
export async function checkRules(stages: Stages, context: SubmissionContext): Promise<void> {
  for (const rules of stages) {
    const errors = await brokenRules(rules, context);
    if (errors.length > 0) throw new RegistryFailure(errors);
  }
}
