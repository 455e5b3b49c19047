import type { Evaluate, Test } from "../context.ts";
import { textOrEmpty } from "../functions/arguments.ts";
import { findFunction } from "../functions/function-table.ts";
import { compileRegex } from "../regex/compile-regex.ts";
import type { CallExpression, Expression } from "../syntax/ast.ts";
import { XPathError } from "../xpath-error.ts";
import type { Compiler } from "./compiler.ts";
import { compileWalk } from "./paths.ts";

/** Compiles a function call for its result. */
export function compileCall(call: CallExpression, compiler: Compiler): Evaluate {
  const definition = findFunction(call.name);
  if (definition === undefined)
    throw new XPathError("XPST0017", `the function ${call.name}() is not supported`, call.offset);
  const { evaluate } = definition;
  const args = call.args.map((arg) => compiler.sequence(arg));
  const [first, second] = args;
  if (first === undefined) return (item, context) => evaluate([], item, context);
  if (second === undefined) return (item, context) => evaluate([first(item, context)], item, context);
  return (item, context) =>
    evaluate(
      args.map((arg) => arg(item, context)),
      item,
      context,
    );
}

/** Compiles a call for its effective boolean value, when there is a shorter way; `undefined` otherwise. */
export function compileCallTest(call: CallExpression, compiler: Compiler): Test | undefined {
  const [first] = call.args;
  if (first === undefined) return undefined;
  switch (call.name) {
    case "not": {
      const test = compiler.test(first);
      return (item, context) => !test(item, context);
    }
    case "boolean":
      return compiler.test(first);
    case "exists":
      return compileExists(first, compiler);
    case "empty": {
      const exists = compileExists(first, compiler);
      return (item, context) => !exists(item, context);
    }
    case "matches":
      return compileMatches(call, first, compiler);
    default:
      return undefined;
  }
}

/** True when there is an item at all. A path has a boolean value exactly when it finds a node. */
function compileExists(expression: Expression, compiler: Compiler): Test {
  if (compileWalk(expression, compiler) !== undefined) return compiler.test(expression);
  const evaluate = compiler.sequence(expression);
  return (item, context) => evaluate(item, context).length > 0;
}

/** A regular expression written as such is compiled once. */
function compileMatches(call: CallExpression, subject: Expression, compiler: Compiler): Test | undefined {
  const [, pattern, flags] = call.args;
  if (pattern?.kind !== "literal" || typeof pattern.value !== "string") return undefined;
  if (flags !== undefined && (flags.kind !== "literal" || typeof flags.value !== "string")) return undefined;
  const regex = compileRegex(pattern.value, typeof flags?.value === "string" ? flags.value : "");
  const items = compiler.sequence(subject);
  return (item, context) => regex.test(textOrEmpty(items(item, context)));
}
