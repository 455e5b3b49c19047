import type { ElementNode } from "../tree/node.ts";
import { compileSequence, compileTest } from "../xpath/compile/compile-expression.ts";
import { compileNodeTest } from "../xpath/compile/node-tests.ts";
import { isPositional } from "../xpath/compile/simplify-path.ts";
import type { Context } from "../xpath/context.ts";
import type { PatternStep } from "./pattern-path.ts";

/** Tells whether an element is what a step asks for, its ancestors left aside. */
export type StepMatch = (element: ElementNode, context: Context) => boolean;

/** Compiles a step of a match pattern when an element is first tried: most steps of a large rule set never are. */
export function compileStepMatch(step: PatternStep["step"]): StepMatch {
  let compiled: StepMatch | undefined;
  return (element, context) => {
    compiled ??= compileNow(step);
    return compiled(element, context);
  };
}

function compileNow(step: PatternStep["step"]): StepMatch {
  const matches = compileNodeTest(step.test);
  if (step.predicates.some(isPositional)) {
    // A predicate that counts places counts among the siblings that match the step.
    const among = compileSequence({ kind: "path", absolute: false, steps: [step] });
    return (element, context) => matches(element) && among(element.parent, context).includes(element);
  }
  const [first, second, ...others] = step.predicates.map(compileTest);
  if (first === undefined) return matches;
  if (second === undefined) return (element, context) => matches(element) && first(element, context);
  const rest = [second, ...others];
  return (element, context) =>
    matches(element) && first(element, context) && rest.every((test) => test(element, context));
}
