import type { CompiledSchematron } from "@ldl/schematron";
import { parseXml, type XmlDocument, type XmlLimits, type XsdValidator } from "@ldl/xml";
import { type ChosenVolet, chooseVolet } from "./choose-volet.ts";
import type { ValidateWithKitOptions } from "./cisis-kit.ts";
import { type DocumentFacts, readFacts } from "./document-facts.ts";
import { GENERIC_RULE_SETS } from "./rule-sets.ts";
import { type RuleSetRun, type RuleSetToRun, runRuleSet } from "./run-rule-set.ts";
import { runXmlSchema } from "./run-xml-schema.ts";
import { type CheckedDocument, extractedDocument, wholeDocument } from "./source-positions.ts";
import { type Unreadable, unreadableDocument } from "./unreadable-document.ts";
import type { KitRepair, ValidationFinding, ValidationInfo, ValidationReport } from "./validation-report.ts";
import type { VoletIndex } from "./volet-index.ts";

/** What checking a document needs of a kit. */
export interface KitParts {
  readonly identity: ValidationInfo["kit"];
  readonly xmlSchema: XsdValidator;
  readonly volets: VoletIndex;
  readonly openRules: (entry: string) => CompiledSchematron;
  readonly repairs: () => readonly KitRepair[];
  readonly limits: Partial<XmlLimits>;
}

/** Checks a document with every rule set that applies to it. */
export function validateWithKit(bytes: Uint8Array, options: ValidateWithKitOptions, kit: KitParts): ValidationReport {
  const document = readOrFail(bytes, kit.limits);
  if ("finding" in document) return unreadable(document, kit);
  const facts = readFacts(document);
  const volet = chooseVolet(facts, kit.volets, options.volet);
  const checked = checkedPart(document, bytes, facts, options.extract ?? false);
  const runs = [
    runXmlSchema(kit.xmlSchema, checked),
    ...ruleSetsFor(facts, volet, kit).map((ruleSet) => runRuleSet(ruleSet, checked)),
  ];
  const findings = runs.flatMap((run) => run.findings);
  return {
    verdict: verdictOf(findings, runs, options.strict ?? false),
    findings,
    info: {
      kit: kit.identity,
      volet: { name: volet.name, reason: volet.reason, explanation: volet.explanation },
      ruleSets: runs.map((run) => run.outcome),
      repairs: kit.repairs(),
      uncheckedCodeSystems: uncheckedCodeSystems(runs),
      isExtracted: checked.isExtracted,
    },
  };
}

function readOrFail(bytes: Uint8Array, limits: Partial<XmlLimits>): XmlDocument | Unreadable {
  try {
    return parseXml(bytes, { limits });
  } catch (error) {
    return unreadableDocument(error);
  }
}

function unreadable({ finding, isTooLarge }: Unreadable, kit: KitParts): ValidationReport {
  const volet = { name: undefined, reason: "none", explanation: "le document ne peut pas être lu" } as const;
  const info = {
    kit: kit.identity,
    volet,
    ruleSets: [],
    repairs: kit.repairs(),
    uncheckedCodeSystems: [],
    isExtracted: false,
  };
  return { verdict: isTooLarge ? "could-not-run" : "invalid", findings: [finding], info };
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

function verdictOf(
  findings: readonly ValidationFinding[],
  runs: readonly RuleSetRun[],
  strict: boolean,
): ValidationReport["verdict"] {
  const counts = findings.some(({ kind, severity }) => severity === "error" || (strict && kind !== "report"));
  if (counts) return "invalid";
  return runs.some(({ outcome }) => outcome.status === "could-not-run") ? "could-not-run" : "valid";
}

/** Terminologies that the rules looked for and that the kit does not hold, by OID. */
function uncheckedCodeSystems(runs: readonly RuleSetRun[]): readonly string[] {
  const systems = runs.flatMap(({ missingDocuments }) =>
    missingDocuments.flatMap((name) => /\/terminologie\/([0-9.]+)\.rdf$/.exec(name)?.[1] ?? []),
  );
  return [...new Set(systems)].sort();
}
