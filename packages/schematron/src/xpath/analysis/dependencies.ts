import { findFunction } from "../functions/function-table.ts";
import type { Expression } from "../syntax/ast.ts";
import { subExpressions } from "./sub-expressions.ts";

/** True when the result depends on the context item. */
export function readsItem(expression: Expression): boolean {
  if (expression.kind === "context") return true;
  if (expression.kind === "path" && (expression.absolute || expression.steps[0]?.kind === "axis")) return true;
  if (expression.kind === "call" && focusOf(expression) === "item") return true;
  return subExpressions(expression).some((part) => part.sharesFocus && readsItem(part.expression));
}

/** True when the result depends on the place of the context item among the others. */
export function readsPosition(expression: Expression): boolean {
  if (expression.kind === "call" && focusOf(expression) === "position") return true;
  return subExpressions(expression).some((part) => part.sharesFocus && readsPosition(part.expression));
}

function focusOf(call: Expression & { kind: "call" }): "item" | "position" | undefined {
  return findFunction(call.name)?.readsFocus?.(call.args.length);
}

/** Names of the variables that must come from outside. */
export function freeVariables(expression: Expression, bound: readonly string[] = []): readonly string[] {
  if (expression.kind === "variable") return bound.includes(expression.name) ? [] : [expression.name];
  return subExpressions(expression).flatMap((part) => freeVariables(part.expression, [...bound, ...part.binds]));
}

/** True when the expression, or a part of it, calls the function. */
export function calls(expression: Expression, name: string): boolean {
  if (expression.kind === "call" && expression.name === name) return true;
  return subExpressions(expression).some((part) => calls(part.expression, name));
}

/** True when the result is the same for every document checked: nothing but literals and the documents named by them. */
export function isConstant(expression: Expression): boolean {
  return (
    !readsItem(expression) &&
    !readsPosition(expression) &&
    freeVariables(expression).length === 0 &&
    !calls(expression, "current")
  );
}
