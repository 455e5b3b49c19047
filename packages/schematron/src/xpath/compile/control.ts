import { type Context, type Evaluate, type Test, withVariable } from "../context.ts";
import type { Binding, Expression } from "../syntax/ast.ts";
import { castTo } from "../values/cast.ts";
import { atomize, EMPTY, type Item, type Sequence, zeroOrOne } from "../values/item.ts";
import { Untyped } from "../values/untyped.ts";
import { XPathError } from "../xpath-error.ts";
import type { Compiler } from "./compiler.ts";

/** Calls `visit` with each combination of the bound values; true when a visit ended the loop. */
type Loop = (item: Item, context: Context, visit: (context: Context) => boolean) => boolean;

function compileLoop(bindings: readonly Binding[], compiler: Compiler): Loop {
  return bindings.reduceRight<Loop>(
    (inside, { name, expression }) => {
      const values = compiler.sequence(expression);
      return (item, context, visit) =>
        values(item, context).some((value) => inside(item, withVariable(context, name, [value]), visit));
    },
    (_item, context, visit) => visit(context),
  );
}

/** `for $x in a return b` */
export function compileFor(expression: Expression & { kind: "for" }, compiler: Compiler): Evaluate {
  const loop = compileLoop(expression.bindings, compiler);
  const result = compiler.sequence(expression.result);
  return (item, context) => {
    const items: Item[] = [];
    loop(item, context, (inside) => {
      items.push(...result(item, inside));
      return false;
    });
    return items;
  };
}

/** `some $x in a satisfies b`, `every $x in a satisfies b` */
export function compileQuantified(expression: Expression & { kind: "quantified" }, compiler: Compiler): Test {
  const loop = compileLoop(expression.bindings, compiler);
  const condition = compiler.test(expression.condition);
  if (expression.quantifier === "some")
    return (item, context) => loop(item, context, (inside) => condition(item, inside));
  return (item, context) => !loop(item, context, (inside) => !condition(item, inside));
}

/** `a, b, c` */
export function compileList(items: readonly Expression[], compiler: Compiler): Evaluate {
  const parts = items.map((item) => compiler.sequence(item));
  if (parts.length === 0) return () => EMPTY;
  return (item, context) => parts.flatMap((part) => part(item, context));
}

/** Bounds the memory that `1 to 1000000000` may take. */
const LONGEST_RANGE = 1_000_000n;

/** `a to b` */
export function compileRange(expression: Expression & { kind: "range" }, compiler: Compiler): Evaluate {
  const from = compiler.sequence(expression.from);
  const to = compiler.sequence(expression.to);
  return (item, context) => {
    const first = integerOf(from(item, context));
    const last = integerOf(to(item, context));
    if (first === undefined || last === undefined || first > last) return EMPTY;
    if (last - first >= LONGEST_RANGE) throw new XPathError("FOAR0002", "the range is too long");
    return Array.from({ length: Number(last - first) + 1 }, (_, index) => first + BigInt(index));
  };
}

/** Untyped text is cast; any other value must be an integer already. */
function integerOf(items: Sequence): bigint | undefined {
  const item = zeroOrOne(items, "a bound of a range");
  if (item === undefined) return undefined;
  const value = atomize(item);
  const bound = value instanceof Untyped ? castTo(value, "integer") : value;
  if (typeof bound !== "bigint") throw new XPathError("XPTY0004", "a bound of a range is not an integer");
  return bound;
}
