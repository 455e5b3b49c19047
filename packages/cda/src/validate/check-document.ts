import type { CompiledSchematron } from "@ldl/schematron";
import { parseXml, type XmlDocument, type XmlLimits, type XsdValidator } from "@ldl/xml";
import { type ChosenVolet, chooseVolet } from "./choose-volet.ts";
import type { ValidateWithKitOptions } from "./cisis-kit.ts";
import { type DocumentFacts, readFacts } from "./document-facts.ts";
import { GENERIC_RULE_SETS } from "./rule-sets.ts";
import { type RuleSetRun, type RuleSetToRun, runRuleSet } from "./run-rule-set.ts";
import { runXmlSchema } from "./run-xml-schema.ts";
import { runSdk } from "./sdk/run-sdk.ts";
import { type CheckedDocument, extractedDocument, wholeDocument } from "./source-positions.ts";
import { type Unreadable, unreadableDocument } from "./unreadable-document.ts";
import type { KitRepair, ValidationFinding, ValidationInfo, ValidationReport } from "./validation-report.ts";
import type { VoletIndex } from "./volet-index.ts";

/** What checking a document needs of a kit. */
export interface KitParts {
  readonly identity: NonNullable<ValidationInfo["kit"]>;
  readonly xmlSchema: XsdValidator;
  readonly volets: VoletIndex;
  readonly openRules: (entry: string) => CompiledSchematron;
  readonly repairs: () => readonly KitRepair[];
}

/** How a document is checked. */
export interface CheckOptions extends ValidateWithKitOptions {
  readonly limits: Partial<XmlLimits>;
}

const NO_KIT: ChosenVolet = {
  file: undefined,
  name: undefined,
  reason: "none",
  explanation: "aucun kit officiel : seules les règles du SDK s'appliquent",
};

/** Checks a document with every rule set that applies to it. */
export function checkDocument(bytes: Uint8Array, options: CheckOptions, kit?: KitParts): ValidationReport {
  const document = readOrFail(bytes, options.limits);
  if ("finding" in document) return unreadable(document, kit);
  const facts = readFacts(document);
  const volet = kit === undefined ? NO_KIT : chooseVolet(facts, kit.volets, options.volet);
  const checked = checkedPart(document, bytes, facts, options.extract ?? false);
  const sdk = options.sdkRules === true ? runSdk(facts.clinicalDocument, document.root) : undefined;
  const kitRuns = kit === undefined ? [] : runKit(kit, facts, volet, checked);
  const runs = sdk === undefined ? kitRuns : [sdk, ...kitRuns];
  const findings = runs.flatMap((run) => run.findings);
  return {
    verdict: verdictOf(runs, options),
    findings,
    info: {
      ...(kit === undefined ? {} : { kit: kit.identity, officialVerdict: verdictOf(kitRuns, options) }),
      volet: { name: volet.name, reason: volet.reason, explanation: volet.explanation },
      ruleSets: runs.map((run) => run.outcome),
      repairs: kit?.repairs() ?? [],
      uncheckedCodeSystems: uncheckedCodeSystems(runs),
      isExtracted: checked.isExtracted,
      embeddedFiles: sdk?.embeddedFiles ?? [],
    },
  };
}

function runKit(
  kit: KitParts,
  facts: DocumentFacts,
  volet: ChosenVolet,
  checked: CheckedDocument,
): readonly RuleSetRun[] {
  return [
    runXmlSchema(kit.xmlSchema, checked),
    ...ruleSetsFor(facts, volet, kit).map((ruleSet) => runRuleSet(ruleSet, checked)),
  ];
}

function readOrFail(bytes: Uint8Array, limits: Partial<XmlLimits>): XmlDocument | Unreadable {
  try {
    return parseXml(bytes, { limits });
  } catch (error) {
    return unreadableDocument(error);
  }
}

function unreadable({ finding, isTooLarge }: Unreadable, kit: KitParts | undefined): ValidationReport {
  const volet = { name: undefined, reason: "none", explanation: "le document ne peut pas être lu" } as const;
  const verdict = isTooLarge ? "could-not-run" : "invalid";
  const info: ValidationInfo = {
    ...(kit === undefined ? {} : { kit: kit.identity, officialVerdict: verdict }),
    volet,
    ruleSets: [],
    repairs: kit?.repairs() ?? [],
    uncheckedCodeSystems: [],
    isExtracted: false,
    embeddedFiles: [],
  };
  return { verdict, findings: [finding], info };
}

function checkedPart(
  document: XmlDocument,
  bytes: Uint8Array,
  facts: DocumentFacts,
  extract: boolean,
): CheckedDocument {
  const { clinicalDocument } = facts;
  if (!extract || clinicalDocument === undefined || clinicalDocument === document.root)
    return wholeDocument(document, bytes);
  return extractedDocument(clinicalDocument);
}

function ruleSetsFor(facts: DocumentFacts, volet: ChosenVolet, kit: KitParts): readonly RuleSetToRun[] {
  const ruleSets = GENERIC_RULE_SETS.map(({ name, entry, appliesTo }): RuleSetToRun => {
    const mustFire = appliesTo === "every-document" || (appliesTo === "structured-documents" && !facts.isLevel1);
    return { name, entry, mustFire, open: () => kit.openRules(entry) };
  });
  const { file, name } = volet;
  if (file === undefined || name === undefined) return ruleSets;
  const entry = `schematrons/${file}`;
  return [...ruleSets, { name, entry, mustFire: true, open: () => kit.openRules(entry) }];
}

function verdictOf(runs: readonly RuleSetRun[], { strict = false }: CheckOptions): ValidationReport["verdict"] {
  const isTold = ({ kind, severity }: ValidationFinding): boolean =>
    kind !== "report" && !(kind === "sdk" && severity === "info");
  const counts = (finding: ValidationFinding): boolean => finding.severity === "error" || (strict && isTold(finding));
  if (runs.some(({ findings }) => findings.some(counts))) return "invalid";
  return runs.some(({ outcome }) => outcome.status === "could-not-run") ? "could-not-run" : "valid";
}

/** Terminologies that the rules looked for and that the kit does not hold, by OID. */
function uncheckedCodeSystems(runs: readonly RuleSetRun[]): readonly string[] {
  const systems = runs.flatMap(({ missingDocuments }) =>
    missingDocuments.flatMap((name) => /\/terminologie\/([0-9.]+)\.rdf$/.exec(name)?.[1] ?? []),
  );
  return [...new Set(systems)].sort();
}
