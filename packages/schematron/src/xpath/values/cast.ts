import { XPathError } from "../xpath-error.ts";
import { DateValue } from "./date-value.ts";
import { Decimal } from "./decimal.ts";
import { type AtomicValue, stringOf, typeNameOf } from "./item.ts";
import { Untyped } from "./untyped.ts";

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const DOUBLE = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

type Cast = (value: AtomicValue) => AtomicValue | undefined;

/** Text of a value that may be cast from its lexical form. */
function lexical(value: AtomicValue): string | undefined {
  const text = typeof value === "string" ? value : value instanceof Untyped ? value.value : undefined;
  return text?.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

function toInteger(value: AtomicValue): AtomicValue | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "number") return Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
  if (value instanceof Decimal) return value.truncate();
  const text = lexical(value);
  return text !== undefined && INTEGER.test(text) ? BigInt(text.replace(/^\+/, "")) : undefined;
}

function toDecimal(value: AtomicValue): AtomicValue | undefined {
  if (value instanceof Decimal) return value;
  if (typeof value === "bigint") return Decimal.fromInteger(value);
  if (typeof value === "boolean") return Decimal.fromInteger(value ? 1n : 0n);
  if (typeof value === "number") return Number.isFinite(value) ? Decimal.parse(value.toFixed(20)) : undefined;
  const text = lexical(value);
  return text !== undefined && DECIMAL.test(text) ? Decimal.parse(text) : undefined;
}

/** Casts to `xs:double`; `undefined` when the value is not one. */
export function toDouble(value: AtomicValue): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Decimal) return value.toNumber();
  const text = lexical(value);
  if (text === undefined) return undefined;
  if (DOUBLE.test(text)) return Number(text);
  if (text === "NaN") return Number.NaN;
  if (text === "INF") return Number.POSITIVE_INFINITY;
  return text === "-INF" ? Number.NEGATIVE_INFINITY : undefined;
}

function toBoolean(value: AtomicValue): AtomicValue | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "bigint") return value !== 0n;
  if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
  if (value instanceof Decimal) return value.unscaled !== 0n;
  const text = lexical(value);
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : undefined;
}

const toDate =
  (type: "date" | "dateTime" | "time"): Cast =>
  (value) => {
    if (value instanceof DateValue && value.type === type) return value;
    const text = lexical(value);
    return text === undefined ? undefined : DateValue.parse(type, text);
  };

/** Types that expressions may name in `cast as`, `castable as` and constructors. */
const CASTS: Readonly<Record<string, Cast>> = {
  string: stringOf,
  untypedAtomic: (value) => new Untyped(stringOf(value)),
  anyURI: (value) => lexical(value),
  integer: toInteger,
  decimal: toDecimal,
  double: toDouble,
  boolean: toBoolean,
  date: toDate("date"),
  dateTime: toDate("dateTime"),
  time: toDate("time"),
};

/** True when `cast` knows the type. */
export function isKnownType(type: string): boolean {
  return Object.hasOwn(CASTS, type);
}

/** The value cast to the type, or `undefined` when it is not castable. */
export function tryCast(value: AtomicValue, type: string): AtomicValue | undefined {
  const cast = CASTS[type];
  if (cast === undefined) throw new XPathError("XPST0051", `the type "${type}" is not supported`);
  return cast(value);
}

/** The value cast to the type. */
export function castTo(value: AtomicValue, type: string): AtomicValue {
  const result = tryCast(value, type);
  if (result !== undefined) return result;
  throw new XPathError("FORG0001", `the ${typeNameOf(value)} cannot be cast to xs:${type}`);
}
