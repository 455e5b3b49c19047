import { isNumeric } from "../values/compare.ts";
import { DateValue } from "../values/date-value.ts";
import { type AtomicValue, atomize, effectiveBoolean, type Item, type Sequence, stringOf } from "../values/item.ts";
import { QNameValue } from "../values/qname-value.ts";
import { XPathError } from "../xpath-error.ts";
import { argument, optionalValue, requiredDouble } from "./arguments.ts";
import { type FunctionTable, pure } from "./definition.ts";

/** Text that two values share exactly when `eq` holds between them; values of unlike types never share one. */
function identityOf(value: AtomicValue, implicitOffsetMinutes: number): string {
  if (isNumeric(value)) return `number ${Number(value.toString())}`;
  if (value instanceof QNameValue) return `name {${value.namespace}}${value.localName}`;
  if (typeof value === "boolean") return `boolean ${value}`;
  if (!(value instanceof DateValue)) return `text ${stringOf(value)}`;
  const seconds = value.localSeconds - (value.offsetMinutes ?? implicitOffsetMinutes) * 60;
  return `${value.type} ${seconds}.${value.fraction}`;
}

function distinct(items: Sequence, implicitOffsetMinutes: number): Sequence {
  const byIdentity = new Map<string, AtomicValue>();
  for (const item of items) {
    const value = atomize(item);
    const identity = identityOf(value, implicitOffsetMinutes);
    if (!byIdentity.has(identity)) byIdentity.set(identity, value);
  }
  return [...byIdentity.values()];
}

/** Places of the values equal to one; values that cannot be compared are not equal. */
function indexesOf(items: Sequence, search: AtomicValue, implicitOffsetMinutes: number): Sequence {
  if (Number.isNaN(search)) return [];
  const wanted = identityOf(search, implicitOffsetMinutes);
  const places: Item[] = [];
  items.forEach((item, index) => {
    if (identityOf(atomize(item), implicitOffsetMinutes) === wanted) places.push(BigInt(index + 1));
  });
  return places;
}

function subsequence(items: Sequence, start: number, length: number | undefined): Sequence {
  const from = Math.floor(start + 0.5);
  const end = length === undefined ? Number.POSITIVE_INFINITY : from + Math.floor(length + 0.5);
  return items.filter((_, index) => index + 1 >= from && index + 1 < end);
}

function counted(items: Sequence, minimum: number, maximum: number, code: string): Sequence {
  if (items.length >= minimum && items.length <= maximum) return items;
  throw new XPathError(code, `${items.length} items given`);
}

/** Functions on sequences and booleans (Functions and Operators §9 and §15). */
export const SEQUENCE_FUNCTIONS: FunctionTable = {
  true: pure(0, 0, "boolean", () => [true]),
  false: pure(0, 0, "boolean", () => [false]),
  not: pure(1, 1, "boolean", (args) => [!effectiveBoolean(argument(args, 0))]),
  boolean: pure(1, 1, "boolean", (args) => [effectiveBoolean(argument(args, 0))]),
  empty: pure(1, 1, "boolean", (args) => [argument(args, 0).length === 0]),
  exists: pure(1, 1, "boolean", (args) => [argument(args, 0).length > 0]),
  position: {
    ...pure(0, 0, "number", (_args, _item, context) => [BigInt(context.position)]),
    readsFocus: () => "position",
  },
  last: {
    ...pure(0, 0, "number", (_args, _item, context) => [BigInt(context.size)]),
    readsFocus: () => "position",
  },
  "distinct-values": pure(1, 1, "unknown", (args, _item, context) =>
    distinct(argument(args, 0), context.environment.implicitOffsetMinutes),
  ),
  "index-of": pure(2, 2, "number", (args, _item, context) => {
    const search = optionalValue(argument(args, 1));
    if (search === undefined) throw new XPathError("XPTY0004", "index-of() needs a value to look for");
    return indexesOf(argument(args, 0), search, context.environment.implicitOffsetMinutes);
  }),
  reverse: pure(1, 1, "unknown", (args) => [...argument(args, 0)].reverse()),
  subsequence: pure(2, 3, "unknown", (args) => {
    const length = args[2] === undefined ? undefined : requiredDouble(args[2]);
    return subsequence(argument(args, 0), requiredDouble(argument(args, 1)), length);
  }),
  "insert-before": pure(3, 3, "unknown", (args) => {
    const items = argument(args, 0);
    const place = Math.min(Math.max(requiredDouble(argument(args, 1)) - 1, 0), items.length);
    return [...items.slice(0, place), ...argument(args, 2), ...items.slice(place)];
  }),
  remove: pure(2, 2, "unknown", (args) => {
    const place = requiredDouble(argument(args, 1));
    return argument(args, 0).filter((_, index) => index + 1 !== place);
  }),
  "zero-or-one": pure(1, 1, "unknown", (args) => counted(argument(args, 0), 0, 1, "FORG0003")),
  "exactly-one": pure(1, 1, "unknown", (args) => counted(argument(args, 0), 1, 1, "FORG0005")),
  "one-or-more": pure(1, 1, "unknown", (args) => counted(argument(args, 0), 1, Number.POSITIVE_INFINITY, "FORG0004")),
};
