import type { CheckModel, MessagePart, RuleModel, RuleStep } from "./schema-model.ts";
import { elementsOf, type FileNames, invalidAt, requiredAttribute, type SourceElement } from "./source-element.ts";

/** What reading a rule needs to know of its schema. */
export interface RuleContext {
  readonly names: FileNames;
  readonly abstractRules: ReadonlyMap<string, readonly { readonly index: number; readonly rule: SourceElement }[]>;
}

/** Reads a rule that has a context. */
export function readRule(rule: SourceElement, pattern: SourceElement, context: RuleContext): RuleModel {
  const id = rule.attributes.get("id");
  return {
    context: requiredAttribute(rule, "context", context.names),
    ...(id === undefined ? {} : { id }),
    steps: readSteps(rule, pattern, context),
    at: rule.at,
  };
}

/** Reads what a rule holds; `pattern` is where `<extends>` looks first. */
export function readSteps(
  rule: SourceElement,
  pattern: SourceElement | undefined,
  context: RuleContext,
): readonly RuleStep[] {
  return elementsOf(rule).flatMap((element): readonly RuleStep[] => {
    switch (element.name) {
      case "let":
        return [readLet(element, context.names)];
      case "assert":
      case "report":
        return [{ check: readCheck(element, element.name, context.names) }];
      case "extends":
        return readExtends(element, pattern, context);
      case "title":
      case "p":
        return [];
      default:
        throw invalidAt(context.names, element.at, `<${element.name}> is not supported in <rule>`);
    }
  });
}

function readLet(element: SourceElement, names: FileNames): RuleStep {
  const name = requiredAttribute(element, "name", names).trim();
  return { let: { name, value: requiredAttribute(element, "value", names), at: element.at } };
}

/** Abstract rules of the same pattern come before those declared elsewhere. */
function readExtends(
  element: SourceElement,
  pattern: SourceElement | undefined,
  { names, abstractRules }: RuleContext,
): readonly RuleStep[] {
  const id = requiredAttribute(element, "rule", names);
  const declared = abstractRules.get(id);
  if (declared === undefined) throw invalidAt(names, element.at, `the abstract rule "${id}" is declared nowhere`);
  const local = pattern === undefined ? [] : declared.filter(({ rule }) => pattern.children.includes(rule));
  return (local.length > 0 ? local : declared).map(({ index }) => ({ extends: index }));
}

function readCheck(element: SourceElement, kind: "assert" | "report", names: FileNames): CheckModel {
  if (element.attributes.has("diagnostics")) throw invalidAt(names, element.at, "diagnostics are not supported");
  const optional: { id?: string; role?: string; flag?: string; see?: string } = {};
  for (const name of ["id", "role", "flag", "see"] as const) {
    const value = element.attributes.get(name);
    if (value !== undefined) optional[name] = value;
  }
  return {
    kind,
    test: requiredAttribute(element, "test", names),
    ...optional,
    message: element.children.flatMap((child) => messageParts(child, names)),
    at: element.at,
  };
}

function messageParts(child: SourceElement | string, names: FileNames): readonly MessagePart[] {
  if (typeof child === "string") return [child];
  switch (child.name) {
    case "value-of":
      return [{ select: requiredAttribute(child, "select", names) }];
    case "name":
      return [{ select: `name(${child.attributes.get("path") ?? "."})` }];
    case "emph":
    case "dir":
    case "span":
      return [" ", ...child.children.flatMap((inner) => messageParts(inner, names)), " "];
    default:
      throw invalidAt(names, child.at, `<${child.name}> is not supported in a message`);
  }
}
