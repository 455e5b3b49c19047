import type { KitDifference } from "../compare-kits.ts";
import type { ValidationFinding } from "../validation-report.ts";
import type { CheckedFile, KitReport } from "./checked-file.ts";
import { byRuleSet, failureLines, rulesLine, SEVERITIES, summary, tally, VERDICTS } from "./wording.ts";

const CODES = { bold: 1, red: 31, green: 32, yellow: 33, cyan: 36, dim: 2 } as const;
type Style = keyof typeof CODES;
type Paint = (text: string, style: Style) => string;

const VERDICT_STYLES = { valid: "green", invalid: "red", "could-not-run": "yellow" } as const;
const SEVERITY_STYLES = { error: "red", warning: "yellow", info: "cyan" } as const;

const plain: Paint = (text) => text;
const coloured: Paint = (text, style) => `\u001b[${CODES[style]}m${text}\u001b[0m`;

/** Control characters of a document must not reach a terminal. */
function printable(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/\p{Cc}/gu, "?")
    .trim();
}

/** The text report: by file, then by kit, then by rule set. */
export function renderText(files: readonly CheckedFile[], isColoured: boolean): string {
  const paint = isColoured ? coloured : plain;
  const blocks = files.map((file) => fileLines(file, paint).join("\n"));
  return `${[...blocks, paint(summary(files), "bold")].join("\n\n")}\n`;
}

function fileLines(file: CheckedFile, paint: Paint): readonly string[] {
  const { verdict, reports, differences, failure } = file;
  const findings =
    reports.length === 1 ? (reports[0]?.report.findings ?? []) : reports.flatMap(({ report }) => report.findings);
  const head = `${paint(printable(file.file), "bold")} : ${paint(VERDICTS[verdict], VERDICT_STYLES[verdict])}`;
  if (failure !== undefined) return [`${head}, ${failure}`];
  const several = reports.length > 1;
  return [
    several ? head : `${head} (${tally(findings)})`,
    ...reports.flatMap((report) => kitLines(report, several, paint)),
    ...differenceLines(differences, paint),
  ];
}

function kitLines(kitReport: KitReport, several: boolean, paint: Paint): readonly string[] {
  const { report } = kitReport;
  const { findings, info, verdict } = report;
  const own = several ? `, ${paint(VERDICTS[verdict], VERDICT_STYLES[verdict])} (${tally(findings)})` : "";
  const official =
    info.officialVerdict === undefined || info.officialVerdict === verdict
      ? ""
      : ` ; règles officielles seules : ${VERDICTS[info.officialVerdict]}`;
  return [
    `  ${paint(rulesLine(kitReport), "dim")}${own}${official}`,
    ...failureLines(info.ruleSets).map((line) => `  ${paint("non contrôlé", "yellow")} ${line}`),
    ...byRuleSet(findings).flatMap(([ruleSet, group]) => [
      `  ${paint(ruleSet, "bold")} (${group.length})`,
      ...group.flatMap((finding) => findingLines(finding, paint)),
    ]),
  ];
}

function findingLines(finding: ValidationFinding, paint: Paint): readonly string[] {
  const { severity, line, column, ruleId, message, expected, found, suggestion, inputField, location, source } =
    finding;
  const place = column === undefined ? `${line}` : `${line}:${column}`;
  const rule = ruleId ?? (source === undefined ? "" : `${source.file}:${source.line}`);
  const text = printable(message);
  const details = [
    expected === undefined || printable(expected) === text ? undefined : `attendu : ${printable(expected)}`,
    found === undefined ? undefined : `trouvé : ${printable(found)}`,
    suggestion === undefined ? undefined : `proposition : ${printable(suggestion)}`,
    inputField === undefined ? undefined : `donnée d'entrée : ${inputField}`,
    paint(location, "dim"),
  ];
  return [
    `    ${place} ${paint(SEVERITIES[severity], SEVERITY_STYLES[severity])} ${text}${rule === "" ? "" : ` [${rule}]`}`,
    ...details.flatMap((detail) => (detail === undefined ? [] : [`      ${detail}`])),
  ];
}

function differenceLines(differences: readonly KitDifference[], paint: Paint): readonly string[] {
  if (differences.length === 0) return [];
  return [
    `  ${paint("Différences entre les kits", "bold")} (${differences.length})`,
    ...differences.map(({ finding, foundBy, notFoundBy }) => {
      const { ruleSet, line, message } = finding;
      return `    ${line} [${ruleSet}] ${printable(message)} : ${foundBy.join(", ")} oui, ${notFoundBy.join(", ")} non`;
    }),
  ];
}
