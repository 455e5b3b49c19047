import type { RuleSetOutcome, ValidationReport, ValidationSeverity } from "../validation-report.ts";
import type { CheckedFile, KitReport } from "./checked-file.ts";

/** Words of the reports. */
export const VERDICTS: Readonly<Record<ValidationReport["verdict"], string>> = {
  valid: "valide",
  invalid: "non valide",
  "could-not-run": "contrôle incomplet",
};

/** Words of the reports. */
export const SEVERITIES: Readonly<Record<ValidationSeverity, string>> = {
  error: "erreur",
  warning: "avertissement",
  info: "information",
};

/** A number and its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count > 1 ? "s" : ""}`;
}

/** How many findings of each severity, `2 erreurs, 1 avertissement`. */
export function tally(findings: readonly { readonly severity: ValidationSeverity }[]): string {
  const parts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, SEVERITIES[severity])];
  });
  return parts.length === 0 ? "aucun constat" : parts.join(", ");
}

/** Which rules were applied: kit, hash, volet. */
export function rulesLine({ kit, report }: KitReport): string {
  const { info } = report;
  if (info.kit === undefined) return "règles du SDK seules, sans kit officiel";
  const version = info.kit.version === undefined ? "" : ` version ${info.kit.version},`;
  const volet = info.volet.name === undefined ? info.volet.explanation : `volet ${info.volet.name}`;
  return `${kit ?? "kit"} :${version} sha256 ${info.kit.sha256.slice(0, 12)}, ${volet}`;
}

/** Why a rule set could not run, one line each. */
export function failureLines(ruleSets: readonly RuleSetOutcome[]): readonly string[] {
  return ruleSets.flatMap(({ name, status, failures }) => {
    if (status !== "could-not-run") return [];
    if (failures.length === 0) return [`${name} : aucune règle ne s'est appliquée, le contrôle n'a pas eu lieu`];
    return failures.map(({ message, source }) => {
      const place = source === undefined ? "" : ` (${source.file}:${source.line})`;
      return `${name} : ${message}${place}`;
    });
  });
}

/** The sentence that ends a report. */
export function summary(files: readonly CheckedFile[]): string {
  const count = (verdict: CheckedFile["verdict"]): number => files.filter((file) => file.verdict === verdict).length;
  return [
    counted(files.length, "document"),
    `${count("valid")} valide(s)`,
    `${count("invalid")} non valide(s)`,
    `${count("could-not-run")} contrôle(s) incomplet(s)`,
  ].join(", ");
}

const WEIGHTS = { error: 0, warning: 1, info: 2 } as const;

/** Findings by rule set: those with errors first, then those with warnings, each in the order of the rule sets. */
export function byRuleSet<T extends { readonly ruleSet: string; readonly severity: ValidationSeverity }>(
  findings: readonly T[],
): readonly (readonly [ruleSet: string, findings: readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const finding of findings) {
    const group = groups.get(finding.ruleSet);
    if (group === undefined) groups.set(finding.ruleSet, [finding]);
    else group.push(finding);
  }
  const weightOf = (group: readonly T[]): number => Math.min(...group.map(({ severity }) => WEIGHTS[severity]));
  return [...groups].sort(([, one], [, other]) => weightOf(one) - weightOf(other));
}
