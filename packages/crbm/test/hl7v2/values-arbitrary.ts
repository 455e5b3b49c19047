import fc from "fast-check";
import type { FlatResult } from "../../src/index.ts";

/** An observation that was drawn, and how its value is told among the rows without any code of ours. */
export interface DrawnObservation {
  readonly type: string;
  /** OBX-5 and OBX-6 as sent. */
  readonly value: string;
  readonly unit: string;
  /** The unit of the list that it is. */
  readonly ucum: string;
  /** Whether a row says the value with its unit and its comparator. */
  isSaidBy(row: FlatResult): boolean;
  /** Nothing is to be said about it: the row must say it. */
  readonly isPlain: boolean;
}

/** Units as sent, and as the list has them. */
const UNITS: readonly (readonly [string, string])[] = [
  ["", ""],
  ["g/L", "g/L"],
  ["mmol/L^^UCUM", "mmol/L"],
  ["G/L", "10*9/L"],
  ["10^9/L", "10*9/L"],
  ["µg/l", "ug/L"],
  ["mM", "mmol/L"],
  ["UI/L", "[IU]/L"],
  ["%", "%"],
];

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["|", "\\F\\"],
  ["^", "\\S\\"],
  ["&", "\\T\\"],
  ["~", "\\R\\"],
  ["\\", "\\E\\"],
  ["\n", "\\.br\\"],
]);

/** A text as sent; delimiters in `bare` are left as they are, as many senders do. */
function sent(text: string, bare: string): string {
  return [...text].map((one) => (bare.includes(one) ? one : (ESCAPES.get(one) ?? one))).join("");
}

const word = fc.constantFrom(
  "cocci",
  "&",
  "bacilles",
  "^",
  "~",
  "|",
  "\\",
  "élevé",
  "12",
  "3,5",
  "<",
  ">",
  "+++",
  "«",
  "œdème",
  '""x',
  "😀",
  "]]>",
  "=",
);
const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
const figures = fc
  .tuple(fc.nat(9999), fc.option(fc.nat(999)))
  .map(([whole, part]) => (part === null ? `${whole}` : `${whole}.${part}`));
const unit = fc.constantFrom(...UNITS);

/** Letters, figures and signs without blanks; what means the same is written the same. */
function bare(text: string): string {
  return text
    .replace(/\s/g, "")
    .replace(/^=(?![<>])/, "")
    .replace(/^=</, "<=")
    .replace(/^=>/, ">=")
    .replace("≤", "<=")
    .replace("≥", ">=")
    .replace(/(\d),(\d)/g, "$1.$2")
    .replace(":", "/");
}

function says(value: string, [written, ucum]: readonly [string, string]): (row: FlatResult) => boolean {
  const [short = ""] = written === "10^9/L" ? [written] : written.split("^");
  return (row) => {
    const said = bare(`${row.value ?? ""}${row.unit ?? ""}`);
    return said === bare(`${value}${ucum}`) || (row.unit === undefined && said === bare(`${value}${short}`));
  };
}

const numeric = fc.tuple(fc.constantFrom("", "", "", "<", ">=", "≤", "~", "+", "00"), figures, unit).map(
  ([sign, number, one]): DrawnObservation => ({
    type: "NM",
    value: `${sign}${sign === "<" ? number.replace(".", ",") : number}`,
    unit: one[0],
    ucum: one[1],
    isSaidBy: says(sign === "+" || sign === "00" ? number : `${sign}${number}`, one),
    isPlain: sign !== "~",
  }),
);

const structured = fc
  .tuple(
    fc.constantFrom("", "", "=", "<", ">", "<=", ">=", "=<", "<>"),
    figures,
    fc.constantFrom("", "", "-", ":", "/", "+", "."),
    figures,
    unit,
  )
  .map(
    ([comparator, first, sign, second, one]): DrawnObservation => ({
      type: "SN",
      value: `${comparator}^${first}^${sign}^${sign === "" || sign === "+" ? "" : second}`,
      unit: one[0],
      ucum: one[1],
      isSaidBy: says(`${comparator}${first}${sign}${sign === "" || sign === "+" ? "" : second}`, one),
      isPlain: sign === "" && comparator !== "<>",
    }),
  );

const text = fc
  .tuple(fc.constantFrom("ST", "TX", "FT"), fc.array(line, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([type, lines, isBare]): DrawnObservation => {
    const whole = (type === "ST" ? lines.slice(0, 1) : lines).join("\n");
    return {
      type,
      value: sent(whole, isBare ? "^&" : ""),
      unit: "",
      ucum: "",
      isSaidBy: ({ value, valeur }) =>
        value === whole || (type === "ST" && valeur?.type !== "texte" && bare(value ?? "") === bare(whole)),
      isPlain: true,
    };
  });

const likeNumber = fc
  .tuple(fc.constantFrom("00012", "+5", "5-10", "1/80", "1 000", "12", "<0,5", "3+", "1,2,3"), unit)
  .map(
    ([value, one]): DrawnObservation => ({
      type: "ST",
      value,
      unit: one[0],
      ucum: one[1],
      isSaidBy: says(value, one),
      isPlain: true,
    }),
  );

const coded = fc.tuple(fc.constantFrom("CE", "CWE"), fc.nat(999), line, fc.boolean(), fc.boolean()).map(
  ([type, code, words, isBare, hasAlternate]): DrawnObservation => ({
    type,
    value: `C${code}^${sent(words, isBare ? "&" : "")}^L${hasAlternate ? `^A${code}^${sent(words, "")}^SCT` : ""}`,
    unit: "",
    ucum: "",
    isSaidBy: ({ value, valeur }) =>
      value === words &&
      valeur?.type === "code" &&
      valeur.code.code === `C${code}` &&
      (valeur.traductions?.[0]?.code === `A${code}`) === hasAlternate,
    isPlain: true,
  }),
);

const two = (number: number): string => String(number).padStart(2, "0");
const dated = fc
  .tuple(
    fc.integer({ min: 1990, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
    fc.constantFrom("", "1015", "101530", "101530+0400"),
  )
  .map(
    ([year, month, day, time]): DrawnObservation => ({
      type: time === "" ? "DT" : "TS",
      value: `${year}${two(month)}${two(day)}${time}`,
      unit: "",
      ucum: "",
      isSaidBy: ({ value = "" }) =>
        value.replace(/\D/g, "").startsWith(`${year}${two(month)}${two(day)}${time.slice(0, 6)}`),
      isPlain: day <= 28,
    }),
  );

/** An observation of any of the types that a report has values for. */
export const drawnObservation: fc.Arbitrary<DrawnObservation> = fc.oneof(
  numeric,
  structured,
  text,
  likeNumber,
  coded,
  dated,
);

/** What stands around a value: reference values, flag, status, comment. */
export const drawnSurroundings = fc.record({
  range: fc.constantFrom("", "", "4-10", "<5", "0,8 à 1,2", "cocci & rares", "10^9"),
  flag: fc.constantFrom("", "", "N", "H", "ZZ"),
  status: fc.constantFrom("F", "F", "F", "F", "C", "X", "P", "D"),
  note: fc.option(line),
  isNoteBare: fc.boolean(),
});

/** A comment as sent. */
export const sentNote = (note: string, isBare: boolean): string => sent(note, isBare ? "^&" : "");
