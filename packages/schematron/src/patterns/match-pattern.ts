import type { DocumentNode, ElementNode, XPathNode } from "../tree/node.ts";
import { compileSequence, compileTest } from "../xpath/compile/compile-expression.ts";
import { compileNodeTest } from "../xpath/compile/node-tests.ts";
import { isPositional } from "../xpath/compile/simplify-path.ts";
import type { Context } from "../xpath/context.ts";
import type { Expression, PathExpression, Step } from "../xpath/syntax/ast.ts";
import { XPathError } from "../xpath/xpath-error.ts";

type AxisStep = Step & { kind: "axis" };

/** Tells whether a node matches. */
export type Match = (node: XPathNode, context: Context) => boolean;

/** One branch of a rule context: `a | b` has two. */
export interface PatternBranch {
  readonly match: Match;
  /** The step that the node itself must match; `undefined` for `/`. */
  readonly last: AxisStep | undefined;
  /** The step that its parent must match, when there is one. */
  readonly parent: AxisStep | undefined;
}

/**
 * Compiles the context of a rule, which is a match pattern of XSLT.
 *
 * @remarks XSLT 2.0 §5.5.2: steps on the child and attribute axes, `//`, unions; `id()` and `key()` are refused.
 * @throws {@link XPathError} `XTSE0340` for an expression that is not a match pattern.
 */
export function compilePattern(expression: Expression): readonly PatternBranch[] {
  if (expression.kind === "node-set" && expression.operator === "union") {
    return [...compilePattern(expression.left), ...compilePattern(expression.right)];
  }
  if (expression.kind !== "path") throw new XPathError("XTSE0340", "the context is not a match pattern");
  return [compileBranch(expression)];
}

function compileBranch({ absolute, steps }: PathExpression): PatternBranch {
  let match: Match | undefined = absolute ? isDocument : undefined;
  let link: "parent" | "ancestor" = "parent";
  const patternSteps: AxisStep[] = [];
  for (const step of steps) {
    if (step.kind !== "axis") throw new XPathError("XTSE0340", "the context is not a match pattern");
    if (isAnyDescendant(step)) {
      link = "ancestor";
      continue;
    }
    match = linked(compileStep(step), link, match);
    link = "parent";
    patternSteps.push(step);
  }
  if (match === undefined || link === "ancestor")
    throw new XPathError("XTSE0340", "the context is not a match pattern");
  const isChildOfParent = steps.length > 1 && steps.at(-2) === patternSteps.at(-2);
  return { match, last: patternSteps.at(-1), parent: isChildOfParent ? patternSteps.at(-2) : undefined };
}

function isDocument(node: XPathNode): boolean {
  return node.kind === "document";
}

/** The `//` between two steps. */
function isAnyDescendant({ axis, test, predicates }: AxisStep): boolean {
  return axis === "descendant-or-self" && test.kind === "node" && predicates.length === 0;
}

/** Joins a step to what its parent, or one of its ancestors, must match. */
function linked(own: Match, link: "parent" | "ancestor", above: Match | undefined): Match {
  if (above === undefined) return own;
  if (link === "parent") {
    return (node, context) => node.parent !== null && own(node, context) && above(node.parent, context);
  }
  return (node, context) => {
    if (!own(node, context)) return false;
    for (let place: ElementNode | DocumentNode | null = node.parent; place !== null; place = place.parent) {
      if (above(place, context)) return true;
    }
    return false;
  };
}

function compileStep(step: AxisStep): Match {
  if (step.axis !== "child" && step.axis !== "attribute") {
    throw new XPathError("XTSE0340", `the axis ${step.axis} is not allowed in a match pattern`);
  }
  const matches = compileNodeTest(step.test);
  if (step.predicates.some(isPositional)) return compilePositionalStep(step, matches);
  const tests = step.predicates.map(compileTest);
  if (tests.length === 0) return matches;
  return (node, context) => matches(node) && tests.every((test) => test(node, context));
}

/** A predicate that counts places counts among the siblings that match the step. */
function compilePositionalStep(step: AxisStep, matches: (node: XPathNode) => boolean): Match {
  const among = compileSequence({ kind: "path", absolute: false, steps: [step] });
  return (node, context) => node.parent !== null && matches(node) && among(node.parent, context).includes(node);
}
