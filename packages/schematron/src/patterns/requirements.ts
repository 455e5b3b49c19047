import type { Expression, Step } from "../xpath/syntax/ast.ts";

/** `child/@attribute = value`: what a predicate demands of an element, cheap to look up. */
export interface Requirement {
  readonly child: string;
  readonly attribute: string;
  readonly value: string;
}

/** The first demand of that form among the predicates of a step: `[t:id/@root = 'x']` or `[t:id[@root = 'x']]`. */
export function requirementOf(step: Step & { kind: "axis" }): Requirement | undefined {
  for (const predicate of step.predicates) {
    const requirement = ofPredicate(predicate);
    if (requirement !== undefined) return requirement;
  }
  return undefined;
}

function ofPredicate(predicate: Expression): Requirement | undefined {
  if (predicate.kind === "and") return ofPredicate(predicate.left) ?? ofPredicate(predicate.right);
  if (predicate.kind === "path") return ofNestedPredicate(predicate);
  if (predicate.kind !== "general" || predicate.operator !== "=") return undefined;
  const { left, right } = predicate;
  if (left.kind !== "path" || left.absolute || right.kind !== "literal" || typeof right.value !== "string")
    return undefined;
  const [first, second, ...others] = left.steps;
  const child = childName(first);
  const attribute = attributeName(second);
  if (child === undefined || attribute === undefined || others.length > 0) return undefined;
  return { child, attribute, value: right.value };
}

/** `t:id[@root = 'x']` */
function ofNestedPredicate({ absolute, steps }: Expression & { kind: "path" }): Requirement | undefined {
  const [only, ...others] = steps;
  const child = childName(only);
  if (absolute || others.length > 0 || child === undefined || only?.kind !== "axis") return undefined;
  for (const inner of only.predicates) {
    if (inner.kind !== "general" || inner.operator !== "=" || inner.left.kind !== "path") continue;
    const attribute = inner.left.steps.length === 1 ? attributeName(inner.left.steps[0]) : undefined;
    if (attribute === undefined || inner.left.absolute) continue;
    if (inner.right.kind === "literal" && typeof inner.right.value === "string") {
      return { child, attribute, value: inner.right.value };
    }
  }
  return undefined;
}

function childName(step: Step | undefined): string | undefined {
  if (step?.kind !== "axis" || step.axis !== "child" || step.test.kind !== "element") return undefined;
  return step.test.localName;
}

function attributeName(step: Step | undefined): string | undefined {
  if (step?.kind !== "axis" || step.axis !== "attribute" || step.test.kind !== "attribute") return undefined;
  return step.predicates.length === 0 && step.test.namespace === "" ? step.test.localName : undefined;
}
