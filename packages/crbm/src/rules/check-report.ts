import { type RefuseOptions, type Rule, refuseOrWarn } from "@ldl/cda";
import type { LdlIssue } from "@ldl/domain";
import type { LabReport } from "../model/lab-report.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import { CODE_RULES } from "./code-rules.ts";
import { LABORATORY_RULES } from "./laboratory-rules.ts";
import { PDF_RULES } from "./pdf-rules.ts";
import { PEOPLE_RULES } from "./people-rules.ts";
import { RESULT_RULES } from "./result-rules.ts";
import { STRUCTURE_RULES } from "./structure-rules.ts";

/**
 * Rules on a biology report that the schema alone cannot say; most of them no official schematron checks.
 *
 * @public
 */
export const CR_BIO_RULES: readonly Rule<LabReportComplete>[] = [
  ...PEOPLE_RULES,
  ...STRUCTURE_RULES,
  ...RESULT_RULES,
  ...CODE_RULES,
  ...PDF_RULES,
];

/**
 * Rules that may be relaxed to a warning, and what it costs.
 *
 * @public
 */
export const RELAXABLE_BIO_RULES = {
  /** If relaxed: the official terminology check refuses the document; receivers may not plot the result. */
  "LDL-BIO-UNITE": "the official terminology check refuses the document; receivers may not plot the result",
  /** If relaxed: receivers may not know the analysis. */
  "LDL-BIO-LOINC-CLE": "receivers may not know the analysis",
  /** If relaxed: receivers may not know the nature of the specimen. */
  "LDL-JDV-PRELEVEMENT": "receivers may not know the nature of the specimen",
  /** If relaxed: the copy is called a PDF although it does not look like one. */
  "LDL-PDF-001": "the copy is called a PDF although it does not look like one",
} as const;

/** Identifier of a rule that may be relaxed. @public */
export type RelaxableBioRule = keyof typeof RELAXABLE_BIO_RULES;

/**
 * Refuses a report whose laboratory lacks what defaults are taken from.
 *
 * @param report - Parsed report.
 * @throws LdlError `LDL_INPUT_INVALID` with all defects of the laboratory.
 */
export function checkLaboratory(report: LabReport): void {
  refuseOrWarn(LABORATORY_RULES, report, {});
}

/**
 * Runs the rules of a report that is to be built.
 *
 * @param report - Complete report.
 * @param options - Environment of the INS, and relaxed rules.
 * @returns The warnings.
 * @throws LdlError `LDL_INPUT_INVALID` with all errors.
 */
export function checkReport(
  report: LabReportComplete,
  { insEnvironment, relaxedRules }: RefuseOptions,
): readonly LdlIssue[] {
  return refuseOrWarn(CR_BIO_RULES, report, { insEnvironment, relaxedRules });
}
