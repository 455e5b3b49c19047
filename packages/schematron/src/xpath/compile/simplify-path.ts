import { readsPosition } from "../analysis/dependencies.ts";
import { resultKind } from "../analysis/result-kind.ts";
import type { Expression, Step } from "../syntax/ast.ts";

/**
 * Joins `descendant-or-self::node()/child::x` into `descendant::x`, which is the same unless a predicate counts places. This is
 * what `//x` becomes.
 */
export function simplifySteps(steps: readonly Step[]): readonly Step[] {
  const result: Step[] = [];
  for (const step of steps) {
    const previous = result.at(-1);
    if (previous !== undefined && isAnyDescendant(previous) && isPlainChild(step)) {
      result[result.length - 1] = { ...step, axis: "descendant" };
    } else {
      result.push(step);
    }
  }
  return result;
}

function isAnyDescendant(step: Step): boolean {
  return (
    step.kind === "axis" &&
    step.axis === "descendant-or-self" &&
    step.test.kind === "node" &&
    step.predicates.length === 0
  );
}

function isPlainChild(step: Step): step is Step & { kind: "axis" } {
  return step.kind === "axis" && step.axis === "child" && !step.predicates.some(isPositional);
}

/** True when a predicate keeps items by their place: `[1]`, `[last()]`, or anything that may turn out to be a number. */
export function isPositional(predicate: Expression): boolean {
  const kind = resultKind(predicate);
  return kind === "number" || kind === "unknown" || readsPosition(predicate);
}
