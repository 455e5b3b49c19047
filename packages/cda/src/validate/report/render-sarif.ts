import { SDK_RULES, SDK_RULES_VERSION } from "../sdk/sdk-rules.ts";
import type { RuleSetOutcome, ValidationFinding } from "../validation-report.ts";
import type { CheckedFile, KitReport } from "./checked-file.ts";
import { failureLines } from "./wording.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;
const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const OWN = new Set(["SDK", "XML"]);

/** A rule set of a kit: what SARIF calls an extension of the tool. */
interface Extension {
  readonly name: string;
  readonly ruleIds: string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly version: string | undefined;
}

/** The report as SARIF 2.1.0, for code review tools and CI. */
export function renderSarif(files: readonly CheckedFile[]): string {
  const extensions = new Map<string, Extension>();
  const results = files.flatMap(({ file, reports }) =>
    reports.flatMap((kitReport, rank) =>
      kitReport.report.findings
        .filter(({ ruleSet }) => rank === 0 || !OWN.has(ruleSet))
        .map((finding) => resultOf(file, finding, kitReport, extensions)),
    ),
  );
  const run = {
    columnKind: "utf16CodeUnits",
    language: "fr",
    tool: { driver: driver(), extensions: [...extensions.values()].map(extensionJson) },
    invocations: [invocationOf(files)],
    artifacts: files.map(({ file }) => ({ location: { uri: uriOf(file) } })),
    results,
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function driver() {
  return {
    name: "ldl validate",
    semanticVersion: `${SDK_RULES_VERSION}.0`,
    rules: SDK_RULES.map(({ id, severity, source, message, expected }) => ({
      id,
      shortDescription: { text: message },
      fullDescription: { text: `Attendu : ${expected}. Source : ${source}.` },
      defaultConfiguration: { level: LEVELS[severity] },
    })),
  };
}

function extensionJson({ name, version, ruleIds, properties }: Extension) {
  return {
    name,
    ...(version === undefined ? {} : { version }),
    rules: ruleIds.map((id) => ({ id })),
    properties,
  };
}

function resultOf(file: string, finding: ValidationFinding, kitReport: KitReport, extensions: Map<string, Extension>) {
  const {
    severity,
    message,
    line,
    column,
    location,
    expected,
    found,
    suggestion,
    inputField,
    reference,
    test,
    source,
  } = finding;
  const details = { expected, found, suggestion, inputField, reference, test, kit: kitReport.kit };
  return {
    ...ruleReference(finding, kitReport, extensions),
    level: LEVELS[severity],
    message: { text: textOf(message, finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: Math.max(1, line), ...(column === undefined ? {} : { startColumn: column }) },
        },
        logicalLocations: [{ fullyQualifiedName: location, kind: "element" }],
      },
    ],
    properties: {
      ...Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)),
      ...(source === undefined ? {} : { ruleFile: source.file, ruleLine: source.line }),
    },
  };
}

function textOf(message: string, { expected, found, suggestion }: ValidationFinding): string {
  const clean = message.replace(/\s+/g, " ").trim();
  const parts = [
    expected === undefined || expected === clean ? undefined : `attendu : ${expected}`,
    found === undefined ? undefined : `trouvé : ${found}`,
    suggestion === undefined ? undefined : `proposition : ${suggestion}`,
  ];
  return [clean, ...parts.flatMap((part) => (part === undefined ? [] : [part]))].join(" — ");
}

/** Which rule of which component of the tool. */
function ruleReference(
  { ruleSet, ruleId = ruleSet }: ValidationFinding,
  kitReport: KitReport,
  extensions: Map<string, Extension>,
) {
  const index = OWN.has(ruleSet) ? SDK_RULES.findIndex(({ id }) => id === ruleId) : -1;
  if (index >= 0) return { ruleId, ruleIndex: index };
  if (OWN.has(ruleSet)) return { ruleId };
  const key = `${kitReport.kit ?? ""}/${ruleSet}`;
  const extension = extensions.get(key) ?? extensionOf(ruleSet, kitReport);
  extensions.set(key, extension);
  if (!extension.ruleIds.includes(ruleId)) extension.ruleIds.push(ruleId);
  const toolComponent = { name: extension.name, index: [...extensions.keys()].indexOf(key) };
  return { ruleId, rule: { id: ruleId, index: extension.ruleIds.indexOf(ruleId), toolComponent } };
}

function extensionOf(ruleSet: string, { kit, report }: KitReport): Extension {
  const outcome: RuleSetOutcome | undefined = report.info.ruleSets.find(({ name }) => name === ruleSet);
  const facts = { entry: outcome?.entry, sha256: outcome?.sha256, kitSha256: report.info.kit?.sha256 };
  return {
    name: kit === undefined ? ruleSet : `${kit}/${ruleSet}`,
    ruleIds: [],
    version: outcome?.version ?? report.info.kit?.version,
    properties: Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  };
}

function invocationOf(files: readonly CheckedFile[]) {
  const notifications = files.flatMap(({ file, failure, reports }) => {
    const lines =
      failure === undefined ? reports.flatMap(({ report }) => failureLines(report.info.ruleSets)) : [failure];
    return lines.map((text) => ({
      level: "error",
      message: { text },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
    }));
  });
  return {
    executionSuccessful: files.every(({ verdict }) => verdict !== "could-not-run"),
    toolExecutionNotifications: notifications,
  };
}

/** A relative path as a URI reference. */
function uriOf(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join("/");
}
