import type { Evaluate, Test } from "../context.ts";
import type { Expression } from "../syntax/ast.ts";
import { effectiveBoolean } from "../values/item.ts";
import { XPathError } from "../xpath-error.ts";
import { compileCall, compileCallTest } from "./calls.ts";
import { compileGeneralComparison, compileValueComparison } from "./comparisons.ts";
import type { Compiler } from "./compiler.ts";
import { compileFor, compileList, compileQuantified, compileRange } from "./control.ts";
import { compileKeyLookup } from "./key-lookup.ts";
import {
  compileArithmetic,
  compileCast,
  compileCastable,
  compileNodeComparison,
  compileNodeSet,
  compileSign,
} from "./operators.ts";
import { compilePath, compileWalk } from "./paths.ts";
import { applyPredicates, compilePredicates } from "./predicates.ts";

const compiler: Compiler = { sequence: compileSequence, test: compileTest };

const asItems =
  (test: Test): Evaluate =>
  (item, context) => [test(item, context)];

/** Compiles an expression into a function that gives its result. */
export function compileSequence(expression: Expression): Evaluate {
  switch (expression.kind) {
    case "literal": {
      const items = [expression.value];
      return () => items;
    }
    case "variable":
      return compileVariable(expression.name);
    case "context":
      return (item) => [item];
    case "sequence":
      return compileList(expression.items, compiler);
    case "for":
      return compileFor(expression, compiler);
    case "if":
      return compileIf(expression);
    case "and":
    case "or":
    case "general":
    case "quantified":
    case "castable":
      return asItems(compileTest(expression));
    case "value":
      return compileValueComparison(expression, compiler);
    case "node-comparison":
      return compileNodeComparison(expression, compiler);
    case "range":
      return compileRange(expression, compiler);
    case "arithmetic":
      return compileArithmetic(expression, compiler);
    case "sign":
      return compileSign(expression, compiler);
    case "node-set":
      return compileNodeSet(expression, compiler);
    case "cast":
      return compileCast(expression, compiler);
    case "call":
      return compileCall(expression, compiler);
    case "filter":
      return compileFilterExpression(expression);
    case "path":
      return compilePath(expression, compiler);
  }
}

/** Compiles an expression into a function that gives its effective boolean value. */
export function compileTest(expression: Expression): Test {
  switch (expression.kind) {
    case "and":
    case "or":
      return compileLogical(expression);
    case "general":
      return compileGeneralComparison(expression, compiler);
    case "quantified":
      return compileQuantified(expression, compiler);
    case "castable":
      return compileCastable(expression, compiler);
    case "if": {
      const condition = compileTest(expression.condition);
      const then = compileTest(expression.then);
      const otherwise = compileTest(expression.otherwise);
      return (item, context) => (condition(item, context) ? then(item, context) : otherwise(item, context));
    }
    case "call":
      return compileCallTest(expression, compiler) ?? byValue(expression);
    case "path":
      return compilePathTest(expression);
    case "node-set":
      return compileNodeSetTest(expression);
    default:
      return byValue(expression);
  }
}

function byValue(expression: Expression): Test {
  const evaluate = compileSequence(expression);
  return (item, context) => effectiveBoolean(evaluate(item, context));
}

function compileLogical({ kind, left, right }: Expression & { kind: "and" | "or" }): Test {
  const first = compileTest(left);
  const second = compileTest(right);
  if (kind === "and") return (item, context) => first(item, context) && second(item, context);
  return (item, context) => first(item, context) || second(item, context);
}

/** A path is true as soon as it finds a node. */
function compilePathTest(expression: Expression & { kind: "path" }): Test {
  const compiled = compileWalk(expression, compiler);
  if (compiled === undefined) return byValue(expression);
  const { walk } = compiled;
  const general: Test = (item, context) => walk(item, context, () => true);
  return compileKeyLookup(expression, compiler, general) ?? general;
}

/** `a | b` is true when either is; the other operators need both lists. */
function compileNodeSetTest(expression: Expression & { kind: "node-set" }): Test {
  const isPathUnion =
    expression.operator === "union" &&
    [expression.left, expression.right].every((side) => side.kind === "path" || side.kind === "node-set");
  return isPathUnion ? compileLogical({ ...expression, kind: "or" }) : byValue(expression);
}

function compileVariable(name: string): Evaluate {
  return (_item, context) => {
    const value = context.variables.get(name);
    if (value === undefined) throw new XPathError("XPST0008", `the variable $${name} is not declared`);
    return value;
  };
}

function compileIf(expression: Expression & { kind: "if" }): Evaluate {
  const condition = compileTest(expression.condition);
  const then = compileSequence(expression.then);
  const otherwise = compileSequence(expression.otherwise);
  return (item, context) => (condition(item, context) ? then(item, context) : otherwise(item, context));
}

function compileFilterExpression(expression: Expression & { kind: "filter" }): Evaluate {
  const items = compileSequence(expression.base);
  const predicates = compilePredicates(expression.predicates, compiler);
  return (item, context) => applyPredicates(items(item, context), predicates, context);
}
