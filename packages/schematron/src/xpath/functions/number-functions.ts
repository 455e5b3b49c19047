import { applySign, calculate } from "../values/arithmetic.ts";
import { castTo, toDouble } from "../values/cast.ts";
import { compareGeneral, isNumeric } from "../values/compare.ts";
import { Decimal } from "../values/decimal.ts";
import { type AtomicValue, atomize, EMPTY, type Sequence } from "../values/item.ts";
import { Untyped } from "../values/untyped.ts";
import { XPathError } from "../xpath-error.ts";
import { argument, asSequence, optionalNumber, optionalValue } from "./arguments.ts";
import { type FunctionTable, focusWhenShort, pure } from "./definition.ts";

type Numeric = bigint | number | Decimal;

/** Applies a rounding to whichever numeric type the argument has. */
function rounded(
  items: Sequence,
  onDouble: (value: number) => number,
  onDecimal: (value: Decimal) => bigint,
): Sequence {
  const value = optionalNumber(items);
  if (value === undefined) return EMPTY;
  if (typeof value === "bigint") return [value];
  return [typeof value === "number" ? onDouble(value) : Decimal.fromInteger(onDecimal(value))];
}

const HALF = Decimal.parse("0.5");

/** Negative zero and values beyond precision stay as they are. */
function roundDouble(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 52) return value;
  if (value < 0 && value >= -0.5) return -0;
  return Math.floor(value + 0.5);
}

function absolute(value: Numeric): Numeric {
  if (typeof value === "number") return Math.abs(value);
  const isNegative = typeof value === "bigint" ? value < 0n : value.unscaled < 0n;
  const result = applySign(value, isNegative);
  return isNumeric(result) ? result : value;
}

/** Values of a sequence for an aggregate: untyped text becomes a double. */
function aggregated(items: Sequence): readonly AtomicValue[] {
  return items.map((item) => {
    const value = atomize(item);
    return value instanceof Untyped ? castTo(value, "double") : value;
  });
}

function total(values: readonly AtomicValue[]): AtomicValue {
  if (!values.every(isNumeric)) throw new XPathError("FORG0006", "the values are not numbers");
  return values.reduce<AtomicValue>((sum, value) => calculate("+", sum, value), 0n);
}

function extreme(values: readonly AtomicValue[], operator: "<" | ">", implicitOffsetMinutes: number): Sequence {
  const [first, ...rest] = values;
  if (first === undefined) return EMPTY;
  const isMixed = values.some((value) => isNumeric(value) !== isNumeric(first));
  if (isMixed) throw new XPathError("FORG0006", "the values are not of one type");
  if (values.some((value) => Number.isNaN(value))) return [Number.NaN];
  let best = first;
  for (const value of rest) if (compareGeneral(operator, value, best, implicitOffsetMinutes)) best = value;
  return [best];
}

/** Functions on numbers and aggregates (Functions and Operators §6.4 and §15.4). */
export const NUMBER_FUNCTIONS: FunctionTable = {
  number: {
    ...pure(0, 1, "number", (args, item) => {
      const value = args[0] === undefined ? atomize(item) : optionalValue(args[0]);
      return [(value === undefined ? undefined : toDouble(value)) ?? Number.NaN];
    }),
    readsFocus: focusWhenShort(1),
  },
  abs: pure(1, 1, "number", (args) => {
    const value = optionalNumber(argument(args, 0));
    return asSequence(value === undefined ? undefined : absolute(value));
  }),
  floor: pure(1, 1, "number", (args) => rounded(argument(args, 0), Math.floor, (value) => value.floor())),
  ceiling: pure(1, 1, "number", (args) => rounded(argument(args, 0), Math.ceil, (value) => -value.negate().floor())),
  round: pure(1, 1, "number", (args) => rounded(argument(args, 0), roundDouble, (value) => value.add(HALF).floor())),
  count: pure(1, 1, "number", (args) => [BigInt(argument(args, 0).length)]),
  sum: pure(1, 2, "number", (args) => {
    const values = aggregated(argument(args, 0));
    return values.length === 0 ? (args[1]?.map(atomize) ?? [0n]) : [total(values)];
  }),
  avg: pure(1, 1, "number", (args) => {
    const values = aggregated(argument(args, 0));
    return values.length === 0 ? EMPTY : [calculate("div", total(values), BigInt(values.length))];
  }),
  min: pure(1, 1, "unknown", (args, _item, context) =>
    extreme(aggregated(argument(args, 0)), "<", context.environment.implicitOffsetMinutes),
  ),
  max: pure(1, 1, "unknown", (args, _item, context) =>
    extreme(aggregated(argument(args, 0)), ">", context.environment.implicitOffsetMinutes),
  ),
};
