import type { ComparisonOperator } from "../syntax/ast.ts";
import { XPathError } from "../xpath-error.ts";
import { castTo, toDouble } from "./cast.ts";
import { DateValue } from "./date-value.ts";
import { Decimal } from "./decimal.ts";
import { type AtomicValue, typeNameOf } from "./item.ts";
import { QNameValue } from "./qname-value.ts";
import { Untyped } from "./untyped.ts";

/** True when the operator holds for a three-way comparison; `NaN` stands for values that are not ordered. */
export function holds(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** Compares a pair of a general comparison: untyped text takes the type of the other side (XPath 2.0 §3.5.2). */
export function compareGeneral(
  operator: ComparisonOperator,
  left: AtomicValue,
  right: AtomicValue,
  implicitOffsetMinutes: number,
): boolean {
  return compareTyped(operator, adapt(left, right), adapt(right, left), implicitOffsetMinutes);
}

/** Compares two values (`eq`, `lt`…): untyped text is a string. */
export function compareValues(
  operator: ComparisonOperator,
  left: AtomicValue,
  right: AtomicValue,
  implicitOffsetMinutes: number,
): boolean {
  const typedLeft = left instanceof Untyped ? left.value : left;
  const typedRight = right instanceof Untyped ? right.value : right;
  return compareTyped(operator, typedLeft, typedRight, implicitOffsetMinutes);
}

function adapt(value: AtomicValue, other: AtomicValue): AtomicValue {
  if (!(value instanceof Untyped)) return value;
  if (other instanceof Untyped || typeof other === "string") return value.value;
  if (typeof other === "boolean") return castTo(value, "boolean");
  if (other instanceof DateValue) return castTo(value, other.type);
  if (other instanceof QNameValue) throw new XPathError("FORG0001", "untyped text cannot be cast to xs:QName");
  return castTo(value, "double");
}

function compareTyped(
  operator: ComparisonOperator,
  left: AtomicValue,
  right: AtomicValue,
  implicitOffsetMinutes: number,
): boolean {
  if (left instanceof QNameValue && right instanceof QNameValue && (operator === "=" || operator === "!=")) {
    return left.equals(right) === (operator === "=");
  }
  return holds(operator, order(left, right, implicitOffsetMinutes));
}

/** Three-way comparison of two values of comparable types. */
function order(left: AtomicValue, right: AtomicValue, implicitOffsetMinutes: number): number {
  if (typeof left === "string" && typeof right === "string") return compareCodepoints(left, right);
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (left instanceof DateValue && right instanceof DateValue) return left.compare(right, implicitOffsetMinutes);
  throw new XPathError("XPTY0004", `${typeNameOf(left)} cannot be compared with ${typeNameOf(right)}`);
}

/** True for the numeric types. */
export function isNumeric(value: AtomicValue): value is bigint | number | Decimal {
  return typeof value === "bigint" || typeof value === "number" || value instanceof Decimal;
}

function compareNumbers(left: bigint | number | Decimal, right: bigint | number | Decimal): number {
  if (typeof left === "number" || typeof right === "number") {
    const leftNumber = toDouble(left) ?? Number.NaN;
    const rightNumber = toDouble(right) ?? Number.NaN;
    return leftNumber === rightNumber ? 0 : leftNumber - rightNumber;
  }
  if (typeof left === "bigint" && typeof right === "bigint") return left < right ? -1 : left > right ? 1 : 0;
  return toDecimal(left).compare(toDecimal(right));
}

/** Widens an integer. */
export function toDecimal(value: bigint | Decimal): Decimal {
  return typeof value === "bigint" ? Decimal.fromInteger(value) : value;
}

/** Order by code point, which differs from UTF-16 order only where surrogates are involved. */
export function compareCodepoints(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rankOf(a) - rankOf(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above every other UTF-16 unit. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
