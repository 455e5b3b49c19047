import { stringValueOf, type XPathNode } from "../../tree/node.ts";
import { XPathError } from "../xpath-error.ts";
import { DateValue } from "./date-value.ts";
import { Decimal } from "./decimal.ts";
import { QNameValue } from "./qname-value.ts";
import { Untyped } from "./untyped.ts";

/**
 * An atomic value. JavaScript types stand for XML Schema types: `string` for `xs:string`, `boolean` for `xs:boolean`, `bigint` for
 * `xs:integer`, `number` for `xs:double`; the others have a class.
 */
export type AtomicValue = string | boolean | bigint | number | Decimal | Untyped | QNameValue | DateValue;

/** A node or an atomic value. */
export type Item = XPathNode | AtomicValue;

/** What every expression yields. */
export type Sequence = readonly Item[];

export const EMPTY: Sequence = [];

/** Tells nodes from atomic values. */
export function isNode(item: Item): item is XPathNode {
  return typeof item === "object" && "kind" in item;
}

/** Typed value of an item: a node gives untyped text (comments and instructions give a string). */
export function atomize(item: Item): AtomicValue {
  if (!isNode(item)) return item;
  const text = stringValueOf(item);
  return item.kind === "comment" || item.kind === "instruction" ? text : new Untyped(text);
}

/** The string an item has, as `fn:string` gives it. */
export function stringOf(item: Item): string {
  if (typeof item === "string") return item;
  if (typeof item === "object") return isNode(item) ? stringValueOf(item) : item.toString();
  return typeof item === "number" ? doubleToString(item) : item.toString();
}

/** Lexical form of a double: plain between 0.000001 and 1000000, with an exponent elsewhere. */
function doubleToString(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "INF" : "-INF";
  const magnitude = Math.abs(value);
  if (Object.is(value, -0)) return "-0";
  if (value === 0 || (magnitude >= 1e-6 && magnitude < 1e6)) return Decimal.parse(plainDigits(value)).toString();
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent.replace("+", "")}`;
}

function plainDigits(value: number): string {
  const text = value.toString();
  return text.includes("e") ? value.toFixed(20) : text;
}

/** Effective boolean value (XPath 2.0 §2.4.3). */
export function effectiveBoolean(items: Sequence): boolean {
  const [first] = items;
  if (first === undefined) return false;
  if (isNode(first)) return true;
  if (items.length === 1) {
    if (typeof first === "boolean") return first;
    if (typeof first === "string") return first !== "";
    if (typeof first === "bigint") return first !== 0n;
    if (typeof first === "number") return first !== 0 && !Number.isNaN(first);
    if (first instanceof Untyped) return first.value !== "";
    if (first instanceof Decimal) return first.unscaled !== 0n;
  }
  throw new XPathError("FORG0006", "this sequence has no effective boolean value");
}

/** The only item of a sequence, or `undefined` for none. */
export function zeroOrOne(items: Sequence, role: string): Item | undefined {
  if (items.length > 1) throw new XPathError("XPTY0004", `more than one item as ${role}`);
  return items[0];
}

/** Name of the type of an atomic value, for messages. */
export function typeNameOf(value: AtomicValue): string {
  if (typeof value === "string") return "xs:string";
  if (typeof value === "boolean") return "xs:boolean";
  if (typeof value === "bigint") return "xs:integer";
  if (typeof value === "number") return "xs:double";
  if (value instanceof Decimal) return "xs:decimal";
  if (value instanceof QNameValue) return "xs:QName";
  return value instanceof DateValue ? `xs:${value.type}` : "xs:untypedAtomic";
}
