import { selectFirst, type XsdFinding, type XsdValidator } from "@ldl/xml";
import { XML_SCHEMA } from "./rule-sets.ts";
import type { RuleSetRun } from "./run-rule-set.ts";
import type { CheckedDocument } from "./source-positions.ts";
import type { ValidationFinding } from "./validation-report.ts";

const NAME = "XSD";

/** Runs the XML Schema of the kit. */
export function runXmlSchema(validator: XsdValidator, checked: CheckedDocument): RuleSetRun {
  const findings = validator.validate(checked.bytes).map((finding) => findingOf(finding, checked));
  return {
    findings,
    missingDocuments: [],
    outcome: {
      name: NAME,
      entry: XML_SCHEMA.entry,
      status: "checked",
      firedRules: 1,
      findingCount: findings.length,
      failures: [],
      missingIncludes: [],
    },
  };
}

function findingOf({ line, column, path, message }: XsdFinding, checked: CheckedDocument): ValidationFinding {
  const found = path === undefined ? undefined : selectFirst(checked.document.root, path);
  const position = found === undefined ? undefined : checked.positionOf(found);
  return {
    ruleSet: NAME,
    kind: "xsd",
    severity: "error",
    location: path ?? "/",
    line,
    ...(column === undefined ? {} : { column }),
    ...position,
    message,
  };
}
