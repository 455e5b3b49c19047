import type { CompiledSchematron, SchematronFinding, SchematronRunError } from "@ldl/schematron";
import type { XmlElement } from "@ldl/xml";
import { expectedOf, foundIn } from "./describe-finding.ts";
import { failureMessage } from "./french-messages.ts";
import { inputFieldOf } from "./input-field.ts";
import type { CheckedDocument } from "./source-positions.ts";
import type { RuleSetOutcome, ValidationFailure, ValidationFinding, ValidationSeverity } from "./validation-report.ts";

/** A rule set to run. */
export interface RuleSetToRun {
  readonly name: string;
  readonly entry: string;
  /** False when a document may hold nothing that its rules are about. */
  readonly mustFire: boolean;
  /** Gives it, opened with the kit. */
  readonly open: () => CompiledSchematron;
}

/** What a rule set found, and what became of it. */
export interface RuleSetRun {
  readonly findings: readonly ValidationFinding[];
  readonly outcome: RuleSetOutcome;
  readonly missingDocuments: readonly string[];
}

/** Roles that do not make a document invalid. */
const SEVERITIES: Readonly<Record<string, ValidationSeverity>> = {
  warning: "warning",
  warn: "warning",
  info: "info",
  information: "info",
  hint: "info",
};

/** Runs one rule set. A rule set that fails is told, never taken for a pass. */
export function runRuleSet(ruleSet: RuleSetToRun, checked: CheckedDocument): RuleSetRun {
  const { name, entry } = ruleSet;
  const rules = ruleSet.open();
  const { findings, firedRules, errors, missingDocuments } = rules.run(checked.document);
  const { sha256, missingIncludes } = rules.info;
  const status = statusOf(firedRules, errors.length, ruleSet.mustFire);
  const failures = errors.map((error) => failureOf(error));
  return {
    findings: findings.map((finding) => findingOf(name, finding, checked)),
    missingDocuments,
    outcome: { name, entry, status, firedRules, findingCount: findings.length, failures, sha256, missingIncludes },
  };
}

function statusOf(firedRules: number, errorCount: number, mustFire: boolean): RuleSetOutcome["status"] {
  if (errorCount > 0 || (firedRules === 0 && mustFire)) return "could-not-run";
  return firedRules === 0 ? "nothing-to-check" : "checked";
}

function failureOf({ code, location, source }: SchematronRunError): ValidationFailure {
  return { code, message: failureMessage(code), location, source };
}

function findingOf(ruleSet: string, finding: SchematronFinding, checked: CheckedDocument): ValidationFinding {
  const { kind, role, message, test, source } = finding;
  const ruleId = finding.id ?? finding.rule ?? finding.pattern;
  return {
    ruleSet,
    kind,
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(role === undefined ? {} : { role }),
    severity: severityOf(kind, role),
    ...checked.positionOf(finding.element),
    message,
    expected: expectedOf(message),
    found: foundIn(finding.element),
    ...inputFieldIn(finding.element),
    test,
    source,
  };
}

function inputFieldIn(element: XmlElement): { readonly inputField?: string } {
  const inputField = inputFieldOf(element);
  return inputField === undefined ? {} : { inputField };
}

function severityOf(kind: SchematronFinding["kind"], role: string | undefined): ValidationSeverity {
  const severity = role === undefined ? undefined : SEVERITIES[role];
  if (kind === "report") return severity ?? "info";
  return severity ?? "error";
}
