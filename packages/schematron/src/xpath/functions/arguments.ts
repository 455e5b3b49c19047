import { stringValueOf, type XPathNode } from "../../tree/node.ts";
import { castTo } from "../values/cast.ts";
import { isNumeric } from "../values/compare.ts";
import type { Decimal } from "../values/decimal.ts";
import {
  type AtomicValue,
  atomize,
  EMPTY,
  type Item,
  isNode,
  type Sequence,
  typeNameOf,
  zeroOrOne,
} from "../values/item.ts";
import { Untyped } from "../values/untyped.ts";
import { XPathError } from "../xpath-error.ts";

/** The argument at an index, empty when it is left out. */
export function argument(args: readonly Sequence[], index: number): Sequence {
  return args[index] ?? EMPTY;
}

/** Argument of type `xs:string?`; `undefined` when it is empty. */
export function optionalText(items: Sequence): string | undefined {
  const item = zeroOrOne(items, "a string argument");
  if (item === undefined || typeof item === "string") return item;
  if (isNode(item)) return stringValueOf(item);
  if (item instanceof Untyped) return item.value;
  throw new XPathError("XPTY0004", `${typeNameOf(item)} given where a string is expected`);
}

/** Argument of type `xs:string?` for a function that reads the empty sequence as `""`. */
export function textOrEmpty(items: Sequence): string {
  return optionalText(items) ?? "";
}

/** Argument of type `xs:string`. */
export function requiredText(items: Sequence): string {
  const text = optionalText(items);
  if (text === undefined) throw new XPathError("XPTY0004", "no item given where a string is expected");
  return text;
}

/** Argument that is atomized to at most one value. */
export function optionalValue(items: Sequence): AtomicValue | undefined {
  const item = zeroOrOne(items, "an argument");
  return item === undefined ? undefined : atomize(item);
}

/** Argument of a numeric type, untyped text read as a double; `undefined` when it is empty. */
export function optionalNumber(items: Sequence): bigint | number | Decimal | undefined {
  const value = optionalValue(items);
  if (value === undefined) return undefined;
  const typed = value instanceof Untyped ? castTo(value, "double") : value;
  if (isNumeric(typed)) return typed;
  throw new XPathError("XPTY0004", `${typeNameOf(typed)} given where a number is expected`);
}

/** Argument of type `xs:double`. */
export function requiredDouble(items: Sequence): number {
  const value = optionalNumber(items);
  if (value === undefined) throw new XPathError("XPTY0004", "no item given where a number is expected");
  return typeof value === "number" ? value : Number(value.toString());
}

/** Argument of type `node()?`. */
export function optionalNode(items: Sequence): XPathNode | undefined {
  const item = zeroOrOne(items, "a node argument");
  return item === undefined ? undefined : nodeOf(item);
}

/** The item as a node. */
export function nodeOf(item: Item): XPathNode {
  if (isNode(item)) return item;
  throw new XPathError("XPTY0004", `${typeNameOf(item)} given where a node is expected`);
}

/** Result of a function that gives one item or none. */
export function asSequence(item: Item | undefined): Sequence {
  return item === undefined ? EMPTY : [item];
}
