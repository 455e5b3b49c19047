import { escapeHtml, tag } from "../../render/html/markup.ts";
import type { RuleSetOutcome, ValidationFinding } from "../validation-report.ts";
import type { CheckedFile, KitReport } from "./checked-file.ts";
import { REPORT_STYLE } from "./html-report-style.ts";
import { byRuleSet, failureLines, rulesLine, SEVERITIES, summary, tally, VERDICTS } from "./wording.ts";

const STATUSES: Readonly<Record<RuleSetOutcome["status"], string>> = {
  checked: "appliqué",
  "nothing-to-check": "sans objet dans ce document",
  "could-not-run": "n'a pas pu s'appliquer",
};

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The report as one page that needs nothing else: no script, nothing fetched, printable. */
export function renderHtmlReport(files: readonly CheckedFile[], generatedAt: string | undefined): string {
  const title = "Rapport de validation";
  const head = [
    '<meta charset="utf-8">',
    tag("title", {}, title),
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    tag("style", {}, REPORT_STYLE),
  ];
  const made = generatedAt === undefined ? "" : tag("p", { class: "muted" }, `Établi le ${escapeHtml(generatedAt)}`);
  const body = tag(
    "main",
    {},
    [
      tag("h1", {}, title),
      made,
      tag("p", {}, escapeHtml(summary(files))),
      overview(files),
      ...files.map(fileSection),
    ].join("\n"),
  );
  return `<!DOCTYPE html>\n<html lang="fr">\n<head>${head.join("")}</head>\n<body>${body}</body>\n</html>\n`;
}

function badge(verdict: CheckedFile["verdict"]): string {
  return tag("span", { class: `verdict ${verdict}` }, VERDICTS[verdict]);
}

function overview(files: readonly CheckedFile[]): string {
  const rows = files.map(({ file, verdict, reports, failure }, rank) => {
    const what =
      failure ??
      reports
        .map(
          ({ kit, report }) =>
            `${kit === undefined || reports.length === 1 ? "" : `${kit} : `}${tally(report.findings)}`,
        )
        .join(" ; ");
    const link = tag("a", { href: `#d${rank}` }, escapeHtml(file));
    return tag(
      "tr",
      {},
      [tag("td", {}, link), tag("td", {}, badge(verdict)), tag("td", {}, escapeHtml(what))].join(""),
    );
  });
  const head = ["Document", "Verdict", "Constats"].map((name) => tag("th", { scope: "col" }, name)).join("");
  return tag("table", {}, tag("thead", {}, tag("tr", {}, head)) + tag("tbody", {}, rows.join("")));
}

function fileSection({ file, verdict, reports, differences, failure }: CheckedFile, rank: number): string {
  const several = reports.length > 1;
  const parts = [tag("h2", { id: `d${rank}` }, `${escapeHtml(file)} ${badge(verdict)}`)];
  if (failure !== undefined) parts.push(tag("p", {}, escapeHtml(failure)));
  for (const report of reports) parts.push(kitPart(report, several));
  if (differences.length > 0) {
    const rows = differences.map(({ finding, foundBy, notFoundBy }) =>
      [`${finding.line}`, `[${finding.ruleSet}] ${finding.message}`, foundBy.join(", "), notFoundBy.join(", ")]
        .map((text) => tag("td", {}, escapeHtml(text)))
        .join(""),
    );
    const head = ["Ligne", "Constat", "Trouvé par", "Pas par"]
      .map((name) => tag("th", { scope: "col" }, name))
      .join("");
    parts.push(tag("h3", {}, "Différences entre les kits"));
    parts.push(tag("table", {}, tag("tr", {}, head) + rows.map((row) => tag("tr", {}, row)).join("")));
  }
  return tag("section", {}, parts.join("\n"));
}

function kitPart(kitReport: KitReport, several: boolean): string {
  const { report } = kitReport;
  const { findings, info, verdict } = report;
  const official =
    info.officialVerdict === undefined ? "" : ` ; règles officielles seules : ${VERDICTS[info.officialVerdict]}`;
  const own = several ? ` ${badge(verdict)}` : "";
  return [
    tag("p", { class: "muted" }, `${escapeHtml(rulesLine(kitReport) + official)}${own}`),
    ...failureLines(info.ruleSets).map((line) =>
      tag("p", { class: "finding warning" }, `Non contrôlé : ${escapeHtml(line)}`),
    ),
    ...byRuleSet(findings).flatMap(([ruleSet, group]) => [
      tag("h3", {}, `${escapeHtml(ruleSet)} (${group.length})`),
      ...group.map(findingPart),
    ]),
    ruleSetTable(kitReport),
  ].join("\n");
}

function findingPart(finding: ValidationFinding): string {
  const {
    severity,
    line,
    column,
    ruleId,
    message,
    expected,
    found,
    suggestion,
    inputField,
    location,
    source,
    reference,
  } = finding;
  const text = message.replace(/\s+/g, " ").trim();
  const rows: readonly (readonly [string, string | undefined, boolean])[] = [
    ["Attendu", expected === text ? undefined : expected, false],
    ["Trouvé", found, true],
    ["Proposition", suggestion, true],
    ["Donnée d'entrée", inputField, true],
    ["Place", location, true],
    ["Règle", ruleId ?? (source === undefined ? undefined : `${source.file}:${source.line}`), true],
    ["Source", reference, false],
  ];
  const list = rows.flatMap(([name, value, isCode]) => {
    if (value === undefined) return [];
    const shown = escapeHtml(value);
    return [tag("dt", {}, name) + tag("dd", {}, isCode ? tag("code", {}, shown) : shown)];
  });
  const place = `ligne ${line}${column === undefined ? "" : `, colonne ${column}`}`;
  const label = tag("span", { class: `tag ${severity}` }, SEVERITIES[severity]);
  return tag(
    "article",
    { class: `finding ${severity}` },
    tag("p", {}, `${label} ${escapeHtml(text)} ${tag("span", { class: "muted" }, `(${place})`)}`) +
      tag("dl", {}, list.join("")),
  );
}

/** Which rule sets were applied: what a verdict rests on. */
function ruleSetTable({ report }: KitReport): string {
  const { ruleSets, embeddedFiles, uncheckedCodeSystems, repairs } = report.info;
  const rows = ruleSets.map(({ name, status, firedRules, findingCount, sha256, version }) => {
    const identity = version === undefined ? (sha256?.slice(0, 12) ?? "") : `version ${version}`;
    return [name, STATUSES[status], `${firedRules}`, `${findingCount}`, identity]
      .map((text, rank) => tag("td", rank === 2 || rank === 3 ? { class: "number" } : {}, escapeHtml(text)))
      .join("");
  });
  const head = ["Jeu de règles", "État", "Règles appliquées", "Constats", "Version ou empreinte"];
  const notes = [
    ...embeddedFiles.map(
      ({ mediaType, claim, location }) =>
        `Fichier incorporé ${mediaType}${claim === undefined ? "" : `, ${claim} (déclaration lue, non vérifiée)`}, ${location}`,
    ),
    ...(uncheckedCodeSystems.length === 0
      ? []
      : [`Terminologies absentes du kit, codes non contrôlés : ${uncheckedCodeSystems.join(", ")}`]),
    ...repairs.map(({ asked, used }) => `Fichier du kit lu autrement : ${asked} ← ${used}`),
  ];
  const table = tag(
    "table",
    {},
    tag("tr", {}, head.map((name) => tag("th", { scope: "col" }, name)).join("")) +
      rows.map((row) => tag("tr", {}, row)).join(""),
  );
  const list = notes.length === 0 ? "" : tag("ul", {}, notes.map((note) => tag("li", {}, escapeHtml(note))).join(""));
  return tag("details", {}, tag("summary", {}, "Jeux de règles appliqués") + table + list);
}
