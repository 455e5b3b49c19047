import type { Context } from "../context.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Item } from "../values/item.ts";
import type { Compiler } from "./compiler.ts";
import { compileWalk } from "./paths.ts";

/** An expression whose result is one integer, computed as a JavaScript number. */
export type IntegerOf = (item: Item, context: Context) => number;

/** Compiles what is known to give one small integer; `undefined` for anything else. */
export function compileInteger(expression: Expression, compiler: Compiler): IntegerOf | undefined {
  if (expression.kind === "literal" && typeof expression.value === "bigint") {
    const value = Number(expression.value);
    return Number.isSafeInteger(value) ? () => value : undefined;
  }
  if (expression.kind !== "call") return undefined;
  if (expression.name === "position") return (_item, context) => context.position;
  if (expression.name === "last") return (_item, context) => context.size;
  const [counted] = expression.args;
  return expression.name === "count" && counted !== undefined ? compileCount(counted, compiler) : undefined;
}

function compileCount(counted: Expression, compiler: Compiler): IntegerOf {
  const compiled = compileWalk(counted, compiler);
  if (compiled?.isDistinct !== true) {
    const evaluate = compiler.sequence(counted);
    return (item, context) => evaluate(item, context).length;
  }
  const { walk } = compiled;
  return (item, context) => {
    let count = 0;
    walk(item, context, () => {
      count++;
      return false;
    });
    return count;
  };
}
