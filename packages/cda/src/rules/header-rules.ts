import type { DocumentHeader } from "../header/document-header.ts";
import { HEADER_CONTEXT_RULES } from "./header-context-rules.ts";
import { HEADER_PATIENT_RULES } from "./header-patient-rules.ts";
import { HEADER_PEOPLE_RULES } from "./header-people-rules.ts";
import { HEADER_VALUE_SET_RULES } from "./header-value-set-rules.ts";
import type { Rule } from "./rule.ts";

/**
 * Rules on the header that the schema alone cannot say; most of them no official schematron checks.
 *
 * @public
 */
export const HEADER_RULES: readonly Rule<DocumentHeader>[] = [
  ...HEADER_PEOPLE_RULES,
  ...HEADER_VALUE_SET_RULES,
  ...HEADER_CONTEXT_RULES,
  ...HEADER_PATIENT_RULES,
];
