import { insKey } from "@ldl/domain";
import fc from "fast-check";

/** Leaves out the optional members that were drawn as undefined, as JSON would. */
export function record<T extends Record<string, unknown>>(
  members: { [K in keyof T]: fc.Arbitrary<T[K]> },
  required: readonly (keyof T)[] = [],
): fc.Arbitrary<T> {
  const requiredKeys = [...required] as [];
  return fc.record(members, { requiredKeys, noNullPrototype: true }) as unknown as fc.Arbitrary<T>;
}

/** Pieces of text, the awkward ones included. */
const PIECES = [
  "a",
  "Zoé",
  "œdème",
  "ÉVOLUTION",
  "l'hôpital",
  " ",
  "  ",
  "1",
  "0,5",
  "<",
  ">",
  "&",
  "&amp;",
  '"',
  "'",
  "]]>",
  "<!--",
  "–",
  "µ",
  "😀",
  "𝒳",
  "\u00a0",
  "#id",
  "{x}",
  "%",
  "À",
  "中",
  "\u0301",
  "(",
  ")",
  "/",
];

/** Text on one line, no blank at either end. */
export const libelle = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(""))
  .filter((text) => text !== "" && text === text.trim());

/** Text in one or more lines, blanks anywhere. */
export const texte = fc
  .array(fc.constantFrom(...PIECES, "\n", "\n\n", "\t"), { minLength: 1, maxLength: 15 })
  .map((pieces) => pieces.join(""))
  .filter((text) => text.trim() !== "");

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(""));

function withLuhn(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** RPPS number. */
export const rpps = digits(9).map((body) => withLuhn(`1${body}`));
/** National identifier of a professional. */
export const psIdNat = rpps.map((number) => `8${number}`);
/** National identifier of a structure. */
export const structIdNat = digits(8).map((body) => `1${withLuhn(body)}`);

/** Matricule INS with its key, Corsica among them. */
export const matricule = fc
  .tuple(fc.constantFrom("1", "2"), digits(4), fc.constantFrom("75", "51", "2A", "2B", "99"), digits(6))
  .map(([sex, date, department, rest]) => {
    const body = `${sex}${date}${department}${rest}`;
    return `${body}${insKey(body)}`;
  });

/** OID under the arc of tests. */
export const oid = fc
  .array(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 4 })
  .map((arcs) => `1.2.250.1.999.${arcs.join(".")}`);

const two = (value: number) => String(value).padStart(2, "0");

/** A day between two years. */
export function day(from: number, to: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`);
}

/** An instant between two years, to the second, with an offset. */
export function instant(from: number, to: number): fc.Arbitrary<string> {
  const time = fc.tuple(
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 59 }),
  );
  const offset = fc.constantFrom("+01:00", "+02:00", "+00:00", "-04:00", "+11:00");
  return fc
    .tuple(day(from, to), time, offset)
    .map(([date, [hour, minute, second], zone]) => `${date}T${two(hour)}:${two(minute)}:${two(second)}${zone}`);
}

/** A date of any precision between two years. */
export function moment(from: number, to: number): fc.Arbitrary<string> {
  const date = day(from, to);
  return fc.oneof(
    date,
    date.map((value) => value.slice(0, 7)),
    date.map((value) => value.slice(0, 4)),
    instant(from, to),
  );
}

/** Start and end, each of them optional, in order. */
export function span(from: number, middle: number, to: number) {
  return { debut: moment(from, middle), fin: moment(middle + 1, to) };
}

/** A number that a prescription may hold. */
export const quantite = fc.oneof(
  fc.integer({ min: 1, max: 5000 }),
  fc.integer({ min: 1, max: 9999 }).map((thousandths) => thousandths / 1000),
);

/** Code of an open terminology: no check but its shape. */
export const code = fc.constantFrom(
  { code: "38341003", systeme: "2.16.840.1.113883.6.96", libelle: "hypertension artérielle" },
  { code: "I10", systeme: "2.16.840.1.113883.6.3", libelle: "Hypertension essentielle (primitive)" },
  { code: "E11.9", systeme: "2.16.840.1.113883.6.3", libelle: "Diabète sucré de type 2", nomSysteme: "CIM-10" },
  { code: "LOCAL-1", systeme: "1.2.250.1.999.5", libelle: "Code local & maison" },
);

/** Code of a procedure. */
export const ccam = fc.constantFrom(
  { code: "DEQP003", systeme: "1.2.250.1.215.300.1", libelle: "Électrocardiographie", nomSysteme: "CCAM" },
  { code: "ECQH010", systeme: "1.2.250.1.215.300.1", libelle: "Angioscanner thoracique" },
);
