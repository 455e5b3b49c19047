import { present } from "@ldl/cda";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { decimalOf, unitOf, withUnit } from "./map-numbers.ts";
import type { ValeurInput } from "./map-values.ts";
import type { OruContext } from "./oru-context.ts";

/** Side of a limit. */
export type Comparator = "<" | "<=" | ">" | ">=";

/** How messages write the side of a limit. */
export const COMPARATORS: ReadonlyMap<string, Comparator> = /* @__PURE__ */ new Map([
  ["<", "<"],
  ["<=", "<="],
  ["=<", "<="],
  ["≤", "<="],
  [">", ">"],
  [">=", ">="],
  ["=>", ">="],
  ["≥", ">="],
]);

/** The value as the laboratory wrote it: `> 1:128`, `2+`; what has no sign between is not joined. */
function wordsOf(value: Hl7Value): string {
  const [comparator = "", first = "", sign = "", second = "", more = ""] = [1, 2, 3, 4, 5].map((at) => value.words(at));
  const numbers = sign === "" ? [first, second] : [`${first}${sign}${second}`];
  return [comparator, ...numbers, more].filter((part) => part !== "").join(" ");
}

/** Two numbers, when their sign says what they are: bounds (`-`) or titre (`:`, `/`), which has no unit. */
function pairOf(first: string, sign: string, second: string, unite: string | undefined): ValeurInput | undefined {
  if (sign === "-" && Number(first) <= Number(second))
    return { type: "intervalle", min: first, max: second, ...present({ unite }) };
  const isTitre = (sign === ":" || sign === "/") && unite === undefined;
  return isTitre ? { type: "rapport", numerateur: first, denominateur: second } : undefined;
}

/** A structured number, typed when a report can say exactly the same. */
function exactly(value: Hl7Value, unite: string | undefined): ValeurInput | undefined {
  const sign = value.words(1);
  const first = decimalOf(value.words(2));
  if (first === undefined || value.words(5) !== "") return undefined;
  const isEqual = sign === "" || sign === "=";
  if (value.words(3) === "" && value.words(4) === "") {
    const comparateur = COMPARATORS.get(sign);
    if (comparateur !== undefined) return { type: "censuree", comparateur, valeur: first, ...present({ unite }) };
    if (!isEqual) return undefined;
    return unite === undefined ? { type: "reel", valeur: first } : { type: "quantite", valeur: first, unite };
  }
  const second = decimalOf(value.words(4));
  return isEqual && second !== undefined ? pairOf(first, value.words(3), second, unite) : undefined;
}

/**
 * Reads a structured number (SN): comparator, number, sign, number. What a report cannot say exactly (`> 1:128`, `2+`,
 * `< 5-10`, `<> 5`) stays as it is written.
 *
 * @param value - One value of OBX-5.
 * @param obx - OBX, with its unit.
 * @param context - Where a value that stays in words is reported.
 * @returns The value; `undefined` when there is none.
 */
export function readStructured(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const words = wordsOf(value);
  if (words === "") return undefined;
  const typed = exactly(value, unitOf(obx, context));
  if (typed !== undefined) return typed;
  context.find("LDL-HL7-NUMBER", obx, 5);
  return { type: "texte", texte: withUnit(words, obx) };
}
