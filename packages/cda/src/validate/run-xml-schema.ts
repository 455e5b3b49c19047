import type { XmlElement, XsdFinding, XsdValidator } from "@ldl/xml";
import { foundIn } from "./describe-finding.ts";
import { inputFieldOf } from "./input-field.ts";
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
  const element = path === undefined ? undefined : elementAt(checked.document.root, path);
  const moved = checked.isExtracted ? element : undefined;
  const inputField = element === undefined ? undefined : inputFieldOf(element);
  const expected = /attendu\s*: (.*?)\.?$/.exec(message)?.[1];
  return {
    ruleSet: NAME,
    kind: "xsd",
    severity: "error",
    location: path ?? "/",
    line,
    ...(column === undefined ? {} : { column }),
    ...(moved === undefined ? {} : checked.positionOf(moved)),
    message,
    expected: expected === undefined ? "ce que permet le schéma CDA_extended.xsd" : `l'un de : ${expected}`,
    ...(element === undefined ? {} : { found: foundIn(element) }),
    ...(inputField === undefined ? {} : { inputField }),
  };
}

/** The element of a path in the form of `xpathOf`: `/a[1]/b[2]`, names as written. */
function elementAt(root: XmlElement, path: string): XmlElement | undefined {
  const [, ...steps] = path.split("/").slice(1);
  return steps.reduce<XmlElement | undefined>((element, step) => {
    const [, name, position] = /^(.*)\[(\d+)\]$/.exec(step) ?? [];
    const named = element?.children.filter((child) => child.kind === "element" && child.name === name);
    const found = named?.[Number(position) - 1];
    return found?.kind === "element" ? found : undefined;
  }, root);
}
