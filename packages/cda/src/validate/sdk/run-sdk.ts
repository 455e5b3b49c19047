import type { XmlElement } from "@ldl/xml";
import type { RuleSetRun } from "../run-rule-set.ts";
import { positionOf } from "../source-positions.ts";
import type { EmbeddedFileClaim, ValidationFinding } from "../validation-report.ts";
import { type DocumentIndex, indexDocument } from "./document-index.ts";
import { heldFiles } from "./file-rules.ts";
import { claimOf } from "./pdf-claim.ts";
import { runRulesOn, SDK_RULE_SET } from "./run-sdk-rules.ts";
import { SDK_RULES, SDK_RULES_VERSION } from "./sdk-rules.ts";

/** What the rules of the SDK found, and what the files of the document say of themselves. */
export interface SdkRun extends RuleSetRun {
  readonly embeddedFiles: readonly EmbeddedFileClaim[];
}

/** Runs the rules of the SDK as a rule set among others. */
export function runSdk(clinicalDocument: XmlElement | undefined, root: XmlElement): SdkRun {
  const document = clinicalDocument === undefined ? undefined : indexDocument(clinicalDocument);
  const findings = document === undefined ? [notCda(root)] : runRulesOn(document);
  return {
    embeddedFiles: document === undefined ? [] : claimsOf(document),
    findings,
    missingDocuments: [],
    outcome: {
      name: SDK_RULE_SET,
      entry: "@ldl/cda",
      version: SDK_RULES_VERSION,
      status: "checked",
      firedRules: SDK_RULES.length,
      findingCount: findings.length,
      failures: [],
      missingIncludes: [],
    },
  };
}

function notCda(root: XmlElement): ValidationFinding {
  return {
    ruleSet: SDK_RULE_SET,
    kind: "sdk",
    ruleId: "LDL-V-CDA",
    severity: "error",
    ...positionOf(root),
    message: "le fichier ne contient pas de document CDA",
    expected: "un élément ClinicalDocument de l'espace de noms urn:hl7-org:v3",
  };
}

/** What the embedded files of a document say of themselves. */
function claimsOf(document: DocumentIndex): readonly EmbeddedFileClaim[] {
  return heldFiles(document).map(({ element, mediaType, bytes }) => {
    const { location } = positionOf(element);
    const content = mediaType === "application/pdf" ? bytes() : undefined;
    if (content === undefined) return { location, mediaType };
    const { version, part, conformance = "" } = claimOf(content);
    if (version === undefined) return { location, mediaType, claim: "n'est pas un PDF" };
    const pdfA = part === undefined ? "ne se déclare pas PDF/A" : `se déclare PDF/A-${part}${conformance}`;
    return { location, mediaType, claim: `PDF ${version}, ${pdfA}` };
  });
}
