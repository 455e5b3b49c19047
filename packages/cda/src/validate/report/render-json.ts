import type { ValidationFinding } from "../validation-report.ts";
import type { CheckedFile, KitReport } from "./checked-file.ts";
import { REPORT_VERSION, type ValidationReportJson } from "./report-schema.ts";

type FindingJson = ValidationReportJson["files"][number]["reports"][number]["findings"][number];

/** The worst verdict of a run. */
export function worstVerdict(files: readonly CheckedFile[]): CheckedFile["verdict"] {
  const isThere = (verdict: CheckedFile["verdict"]): boolean => files.some((file) => file.verdict === verdict);
  return (["could-not-run", "invalid"] as const).find(isThere) ?? "valid";
}

/** The JSON report. */
export function renderJson(files: readonly CheckedFile[], generatedAt: string | undefined): string {
  const report: ValidationReportJson = {
    reportVersion: REPORT_VERSION,
    verdict: worstVerdict(files),
    ...(generatedAt === undefined ? {} : { generatedAt }),
    files: files.map(({ file, verdict, failure, reports, differences }) => ({
      file,
      verdict,
      ...(failure === undefined ? {} : { failure }),
      reports: reports.map(kitJson),
      differences: differences.map(({ finding, foundBy, notFoundBy }) => {
        const maker = reports.find(({ kit }) => kit === foundBy[0]);
        return {
          finding: maker === undefined ? { ...finding } : findingJson(finding, maker),
          foundBy: [...foundBy],
          notFoundBy: [...notFoundBy],
        };
      }),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function kitJson(kitReport: KitReport): ValidationReportJson["files"][number]["reports"][number] {
  const { findings, verdict, info } = kitReport.report;
  const { volet, ruleSets, repairs, uncheckedCodeSystems, isExtracted, embeddedFiles, officialVerdict } = info;
  const { name, ...choice } = volet;
  return {
    ...identityOf(kitReport),
    verdict,
    ...(officialVerdict === undefined ? {} : { officialVerdict }),
    volet: { ...(name === undefined ? {} : { name }), ...choice },
    ruleSets: ruleSets.map(({ failures, missingIncludes, ...rest }) => ({
      ...rest,
      failures: [...failures],
      missingIncludes: [...missingIncludes],
    })),
    findings: findings.map((finding) => findingJson(finding, kitReport)),
    repairs: [...repairs],
    uncheckedCodeSystems: [...uncheckedCodeSystems],
    isExtracted,
    embeddedFiles: [...embeddedFiles],
  };
}

function identityOf({ kit, report }: KitReport) {
  const { version, sha256 } = report.info.kit ?? {};
  return {
    ...(kit === undefined ? {} : { kit }),
    ...(version === undefined ? {} : { kitVersion: version }),
    ...(sha256 === undefined ? {} : { kitSha256: sha256 }),
  };
}

function findingJson(finding: ValidationFinding, kitReport: KitReport): FindingJson {
  const ruleSet = kitReport.report.info.ruleSets.find(({ name }) => name === finding.ruleSet);
  const isOurs = finding.kind === "sdk" || finding.kind === "xml";
  return {
    ...finding,
    ...(isOurs ? {} : identityOf(kitReport)),
    ...(ruleSet?.version === undefined ? {} : { ruleSetVersion: ruleSet.version }),
    ...(ruleSet?.sha256 === undefined ? {} : { ruleSetSha256: ruleSet.sha256 }),
  };
}
