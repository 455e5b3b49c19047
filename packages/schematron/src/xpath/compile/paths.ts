import { inDocumentOrder } from "../../tree/document-order.ts";
import { documentOf, type XPathNode } from "../../tree/node.ts";
import { readsPosition } from "../analysis/dependencies.ts";
import { resultKind } from "../analysis/result-kind.ts";
import { atPlace, type Evaluate } from "../context.ts";
import type { Expression, PathExpression, Step } from "../syntax/ast.ts";
import { type Item, isNode, type Sequence } from "../values/item.ts";
import { XPathError } from "../xpath-error.ts";
import type { Compiler } from "./compiler.ts";
import { type NodeOrder, orderAfter } from "./node-order.ts";
import { simplifySteps } from "./simplify-path.ts";
import { compileAxisStep } from "./steps.ts";
import type { Advance, CompiledWalk, Visit, Walk } from "./walk.ts";

const VISIT: Advance = (node, _context, visit) => visit(node);

/** Compiles a path for visiting; `undefined` when its last step may give atomic values. */
export function compileWalk(expression: Expression, compiler: Compiler): CompiledWalk | undefined {
  if (expression.kind === "context") return undefined;
  if (expression.kind !== "path" || resultKind(expression) !== "nodes") return undefined;
  const steps = simplifySteps(expression.steps);
  const { startOrder, rest } = splitStart(expression, steps);
  const order = orderAfter(startOrder, rest);
  return {
    walk: compileSteps(expression, steps, compiler),
    isOrdered: order === "single" || order === "disjoint" || order === "nested",
    isDistinct: order !== "any",
  };
}

/** Where the path starts, and the steps after it. */
function splitStart(path: PathExpression, steps: readonly Step[]): { startOrder: NodeOrder; rest: readonly Step[] } {
  const [first, ...rest] = steps;
  if (path.absolute || first?.kind !== "expression") return { startOrder: "single", rest: steps };
  return { startOrder: orderOf(first.expression), rest };
}

function orderOf(expression: Expression): NodeOrder {
  if (expression.kind === "context") return "single";
  if (expression.kind === "node-set") return "nested";
  const isOne = expression.kind === "call" && ["doc", "root", "current"].includes(expression.name);
  return isOne ? "single" : "any";
}

function compileSteps(path: PathExpression, steps: readonly Step[], compiler: Compiler): Walk {
  const [first, ...rest] = steps;
  if (path.absolute || first?.kind !== "expression") {
    const advance = chain(steps, compiler);
    if (!path.absolute) return (item, context, visit) => advance(contextNode(item), context, visit);
    return (item, context, visit) => advance(documentOf(contextNode(item)), context, visit);
  }
  const start = compiler.sequence(first.expression);
  const advance = chain(rest, compiler);
  return (item, context, visit) => {
    for (const found of start(item, context)) if (advance(stepNode(found), context, visit)) return true;
    return false;
  };
}

function chain(steps: readonly Step[], compiler: Compiler): Advance {
  return steps.reduceRight<Advance>((next, step) => {
    if (step.kind === "axis") return compileAxisStep(step, compiler, next);
    const evaluate = compiler.sequence(step.expression);
    return (node, context, visit) => evaluate(node, context).some((found) => next(stepNode(found), context, visit));
  }, VISIT);
}

function contextNode(item: Item): XPathNode {
  if (isNode(item)) return item;
  throw new XPathError("XPTY0020", "the context item of a path is not a node");
}

function stepNode(item: Item): XPathNode {
  if (isNode(item)) return item;
  throw new XPathError("XPTY0019", "a step of a path gives a value that is not a node");
}

/** Compiles a path for its whole result, in document order. */
export function compilePath(path: PathExpression, compiler: Compiler): Evaluate {
  const walk = compileWalk(path, compiler);
  if (walk === undefined) return compileMapping(path, compiler);
  return (item, context) => collect(walk, (visit) => walk.walk(item, context, visit));
}

function collect({ isOrdered }: CompiledWalk, run: (visit: Visit) => unknown): Sequence {
  const nodes: XPathNode[] = [];
  run((node) => {
    nodes.push(node);
    return false;
  });
  return isOrdered ? nodes : inDocumentOrder(nodes);
}

/** A path that ends with an expression, such as `concept/concat(@code, @name)`. */
function compileMapping(path: PathExpression, compiler: Compiler): Evaluate {
  const last = path.steps.at(-1);
  if (last?.kind !== "expression") throw new RangeError("a path without value step is compiled for visiting");
  const before: PathExpression = { ...path, steps: path.steps.slice(0, -1) };
  const isAlone = before.steps.length === 0 && !path.absolute;
  const evaluate = compiler.sequence(last.expression);
  if (isAlone) return evaluate;
  const nodesBefore = compilePath(before, compiler);
  const needsPlace = readsPosition(last.expression);
  return (item, context) => {
    const nodes = nodesBefore(item, context);
    const results = nodes.flatMap((node, index) =>
      evaluate(stepNode(node), needsPlace ? atPlace(context, index + 1, nodes.length) : context),
    );
    return orderResults(results);
  };
}

/** Nodes in document order, values in the order in which they were found, never both. */
function orderResults(results: Sequence): Sequence {
  const nodes = results.filter(isNode);
  if (nodes.length === 0) return results;
  if (nodes.length === results.length) return inDocumentOrder(nodes);
  throw new XPathError("XPTY0018", "a path gives both nodes and values");
}
