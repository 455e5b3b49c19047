import { expandAbstractPatterns } from "./abstract-patterns.ts";
import type { IncludedSchema } from "./include-files.ts";
import { type RuleContext, readRule, readSteps } from "./read-rule.ts";
import type { LetModel, PatternModel, RuleStep, SchemaModel } from "./schema-model.ts";
import {
  descendantsNamed,
  elementsOf,
  type FileNames,
  invalidAt,
  requiredAttribute,
  type SourceElement,
} from "./source-element.ts";

const SCHEMA_ELEMENTS = new Set(["title", "p", "ns", "let", "phase", "pattern"]);
const PATTERN_ELEMENTS = new Set(["title", "p", "let", "rule", "param"]);

/**
 * Turns a schema into plain data: abstract patterns expanded, one phase chosen, variables gathered.
 *
 * @remarks ISO/IEC 19757-3. Where the standard and the ISO skeleton for XSLT 2 differ, this follows the skeleton, which is what rule
 * sets are tested with: the variables of a pattern can be read from every pattern.
 */
export function buildModel(included: IncludedSchema, phase: string | undefined): SchemaModel {
  const names: FileNames = included;
  const schema = expandAbstractPatterns(checkedRoot(included), names);
  refuseUnknown(schema, SCHEMA_ELEMENTS, names);
  const declared = elementsOf(schema, "pattern");
  const active = activePatterns(schema, phase, names);
  const chosen = active === undefined ? declared : declared.filter((pattern) => active.has(idOf(pattern)));
  const context: RuleContext = { names, abstractRules: collectAbstractRules(schema, names) };
  const patterns = chosen.map((pattern) => readPattern(pattern, context));
  const ids = new Set(declared.map(idOf));
  return {
    files: included.files,
    title: textOfFirst(schema, "title"),
    namespaces: elementsOf(schema, "ns").map((ns) => [
      requiredAttribute(ns, "prefix", names),
      requiredAttribute(ns, "uri", names),
    ]),
    lets: readLets([schema, ...chosen], names),
    patterns,
    abstractRules: abstractSteps(context),
    undeclaredPatterns: [...(active ?? [])].filter((id) => !ids.has(id)),
    missingIncludes: included.missingIncludes,
  };
}

function checkedRoot({ root, files }: IncludedSchema): SourceElement {
  if (root.name !== "schema") throw invalidAt({ files }, root.at, "the root element is not <schema> of ISO Schematron");
  const binding = root.attributes.get("queryBinding");
  if (binding !== "xslt2" && binding !== "xpath2") {
    throw invalidAt({ files }, root.at, `the query binding "${binding ?? "xslt"}" is not supported`);
  }
  return root;
}

function refuseUnknown(parent: SourceElement, known: ReadonlySet<string>, names: FileNames): void {
  for (const child of elementsOf(parent)) {
    if (!known.has(child.name))
      throw invalidAt(names, child.at, `<${child.name}> is not supported in <${parent.name}>`);
  }
}

function idOf(pattern: SourceElement): string {
  return pattern.attributes.get("id") ?? "";
}

/** Identifiers that the phase activates; `undefined` when every pattern is active. */
function activePatterns(
  schema: SourceElement,
  asked: string | undefined,
  names: FileNames,
): ReadonlySet<string> | undefined {
  const id = asked ?? schema.attributes.get("defaultPhase") ?? "#ALL";
  if (id === "#ALL") return undefined;
  const phases = elementsOf(schema, "phase").filter((phase) => phase.attributes.get("id") === id);
  if (phases.length === 0) throw invalidAt(names, schema.at, `the phase "${id}" is declared nowhere`);
  const active = phases.flatMap((phase) => elementsOf(phase, "active"));
  return new Set(active.map((element) => requiredAttribute(element, "pattern", names)));
}

/** Abstract rules by identifier; several of one identifier are all applied, as the skeleton does. */
function collectAbstractRules(schema: SourceElement, names: FileNames): RuleContext["abstractRules"] {
  const rules = descendantsNamed(schema, "rule").filter((rule) => rule.attributes.get("abstract") === "true");
  const byId = new Map<string, { readonly index: number; readonly rule: SourceElement }[]>();
  rules.forEach((rule, index) => {
    const id = requiredAttribute(rule, "id", names);
    byId.set(id, [...(byId.get(id) ?? []), { index, rule }]);
  });
  return byId;
}

function abstractSteps(context: RuleContext): readonly (readonly RuleStep[])[] {
  const steps: (readonly RuleStep[])[] = [];
  for (const rules of context.abstractRules.values()) {
    for (const { index, rule } of rules) steps[index] = readSteps(rule, undefined, context);
  }
  return steps;
}

function readPattern(pattern: SourceElement, context: RuleContext): PatternModel {
  refuseUnknown(pattern, PATTERN_ELEMENTS, context.names);
  const rules = elementsOf(pattern, "rule").filter((rule) => rule.attributes.get("abstract") !== "true");
  const id = pattern.attributes.get("id");
  return {
    ...(id === undefined ? {} : { id }),
    rules: rules.map((rule) => readRule(rule, pattern, context)),
    at: pattern.at,
  };
}

/** Variables declared directly in the schema and in its patterns; one name stands for one value. */
function readLets(parents: readonly SourceElement[], names: FileNames): readonly LetModel[] {
  const lets = new Map<string, LetModel>();
  for (const element of parents.flatMap((parent) => elementsOf(parent, "let"))) {
    const name = requiredAttribute(element, "name", names).trim();
    const value = requiredAttribute(element, "value", names);
    const known = lets.get(name);
    if (known !== undefined && known.value !== value) {
      throw invalidAt(names, element.at, `the variable "${name}" is declared twice with different values`);
    }
    lets.set(name, known ?? { name, value, at: element.at });
  }
  return [...lets.values()];
}

function textOfFirst(parent: SourceElement, name: string): string {
  const [first] = elementsOf(parent, name);
  return (first?.children.filter((child) => typeof child === "string").join("") ?? "").trim().replace(/\s+/g, " ");
}
