import { compareOrder, inDocumentOrder } from "../../tree/document-order.ts";
import type { XPathNode } from "../../tree/node.ts";
import type { Evaluate, Test } from "../context.ts";
import type { Expression } from "../syntax/ast.ts";
import { applySign, calculate } from "../values/arithmetic.ts";
import { castTo, tryCast } from "../values/cast.ts";
import { atomize, EMPTY, isNode, type Sequence, zeroOrOne } from "../values/item.ts";
import { XPathError } from "../xpath-error.ts";
import type { Compiler } from "./compiler.ts";

type Kind<K extends Expression["kind"]> = Expression & { kind: K };

/** `a + b` and the like: empty when a side is empty. */
export function compileArithmetic({ operator, left, right }: Kind<"arithmetic">, compiler: Compiler): Evaluate {
  const leftItems = compiler.sequence(left);
  const rightItems = compiler.sequence(right);
  return (item, context) => {
    const one = zeroOrOne(leftItems(item, context), "an operand");
    const other = zeroOrOne(rightItems(item, context), "an operand");
    return one === undefined || other === undefined ? EMPTY : [calculate(operator, atomize(one), atomize(other))];
  };
}

/** `-a`, `+a` */
export function compileSign({ negative, operand }: Kind<"sign">, compiler: Compiler): Evaluate {
  const items = compiler.sequence(operand);
  return (item, context) => {
    const value = zeroOrOne(items(item, context), "an operand");
    return value === undefined ? EMPTY : [applySign(atomize(value), negative)];
  };
}

/** `a cast as type` */
export function compileCast({ operand, type, optional }: Kind<"cast" | "castable">, compiler: Compiler): Evaluate {
  const items = compiler.sequence(operand);
  return (item, context) => {
    const value = zeroOrOne(items(item, context), "the operand of a cast");
    if (value !== undefined) return [castTo(atomize(value), type)];
    if (optional) return EMPTY;
    throw new XPathError("XPTY0004", "nothing to cast");
  };
}

/** `a castable as type` */
export function compileCastable({ operand, type, optional }: Kind<"cast" | "castable">, compiler: Compiler): Test {
  const items = compiler.sequence(operand);
  return (item, context) => {
    const [first, ...others] = items(item, context);
    if (first === undefined) return optional;
    return others.length === 0 && tryCast(atomize(first), type) !== undefined;
  };
}

/** `a | b`, `a intersect b`, `a except b` */
export function compileNodeSet({ operator, left, right }: Kind<"node-set">, compiler: Compiler): Evaluate {
  const leftItems = compiler.sequence(left);
  const rightItems = compiler.sequence(right);
  return (item, context) => {
    const first = nodesOf(leftItems(item, context));
    const second = nodesOf(rightItems(item, context));
    if (operator === "union") return inDocumentOrder([...first, ...second]);
    const others = new Set(second);
    const keepCommon = operator === "intersect";
    return inDocumentOrder(first.filter((node) => others.has(node) === keepCommon));
  };
}

function nodesOf(items: Sequence): readonly XPathNode[] {
  if (items.every(isNode)) return items;
  throw new XPathError("XPTY0004", "an operand of a node set operator holds values that are not nodes");
}

/** `a is b`, `a << b`, `a >> b` */
export function compileNodeComparison(
  { operator, left, right }: Kind<"node-comparison">,
  compiler: Compiler,
): Evaluate {
  const leftItems = compiler.sequence(left);
  const rightItems = compiler.sequence(right);
  return (item, context) => {
    const one = zeroOrOne(nodesOf(leftItems(item, context)), "an operand");
    const other = zeroOrOne(nodesOf(rightItems(item, context)), "an operand");
    if (one === undefined || other === undefined || !isNode(one) || !isNode(other)) return EMPTY;
    if (operator === "is") return [one === other];
    const order = compareOrder(one, other);
    return [operator === "<<" ? order < 0 : order > 0];
  };
}
