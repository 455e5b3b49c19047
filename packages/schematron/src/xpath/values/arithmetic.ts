import type { ArithmeticOperator } from "../syntax/ast.ts";
import { XPathError } from "../xpath-error.ts";
import { castTo, toDouble } from "./cast.ts";
import { isNumeric, toDecimal } from "./compare.ts";
import { Decimal } from "./decimal.ts";
import { type AtomicValue, typeNameOf } from "./item.ts";
import { Untyped } from "./untyped.ts";

type Numeric = bigint | number | Decimal;

/** Applies an arithmetic operator to two atomic values; dates are not supported. */
export function calculate(operator: ArithmeticOperator, left: AtomicValue, right: AtomicValue): AtomicValue {
  const a = operandOf(left);
  const b = operandOf(right);
  if (typeof a === "number" || typeof b === "number") {
    return onDoubles(operator, toDouble(a) ?? Number.NaN, toDouble(b) ?? Number.NaN);
  }
  if (typeof a === "bigint" && typeof b === "bigint" && operator !== "div") return onIntegers(operator, a, b);
  return onDecimals(operator, toDecimal(a), toDecimal(b));
}

/** The value with its sign, turned if `negative`. */
export function applySign(value: AtomicValue, negative: boolean): AtomicValue {
  const operand = operandOf(value);
  if (!negative) return operand;
  return operand instanceof Decimal ? operand.negate() : -operand;
}

function operandOf(value: AtomicValue): Numeric {
  const typed = value instanceof Untyped ? castTo(value, "double") : value;
  if (isNumeric(typed)) return typed;
  throw new XPathError("XPTY0004", `arithmetic on ${typeNameOf(typed)} is not supported`);
}

function onDoubles(operator: ArithmeticOperator, a: number, b: number): AtomicValue {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "div":
      return a / b;
    case "mod":
      return a % b;
    case "idiv": {
      if (b === 0) throw divisionByZero();
      const quotient = a / b;
      if (!Number.isFinite(quotient)) throw new XPathError("FOAR0002", "idiv has no integer result");
      return BigInt(Math.trunc(quotient));
    }
  }
}

function onIntegers(operator: Exclude<ArithmeticOperator, "div">, a: bigint, b: bigint): bigint {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "mod":
      if (b === 0n) throw divisionByZero();
      return a % b;
    case "idiv":
      if (b === 0n) throw divisionByZero();
      return a / b;
  }
}

function onDecimals(operator: ArithmeticOperator, a: Decimal, b: Decimal): AtomicValue {
  if ((operator === "div" || operator === "idiv" || operator === "mod") && b.unscaled === 0n) throw divisionByZero();
  switch (operator) {
    case "+":
      return a.add(b);
    case "-":
      return a.add(b.negate());
    case "*":
      return a.multiply(b);
    case "div":
      return a.divide(b);
    case "mod":
      return a.remainder(b);
    case "idiv":
      return a.integerDivide(b);
  }
}

function divisionByZero(): XPathError {
  return new XPathError("FOAR0001", "division by zero");
}
