import { isKnownUnit, suggestUnit } from "../units/check-unit.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import type { OruContext } from "./oru-context.ts";

/**
 * Gives a number as a report writes it: a point, no plus sign, no zero in front; trailing zeros stay.
 *
 * @param text - Number of a message.
 * @returns The number; `undefined` when it is none.
 */
export function decimalOf(text: string): string | undefined {
  const parts = /^([+-]?)(\d*)(?:[.,](\d*))?$/.exec(text.replace(/\s/g, ""));
  const [, sign = "", whole = "", decimals = ""] = parts ?? [];
  if (parts === null || whole + decimals === "") return undefined;
  const number = `${whole.replace(/^0+(?=\d)/, "") || "0"}${decimals === "" ? "" : `.${decimals}`}`;
  return sign === "-" ? `-${number}` : number;
}

/**
 * Reads the unit of an observation (OBX-6) as UCUM.
 *
 * @param obx - OBX.
 * @param context - Where a unit that was replaced is reported.
 * @returns The unit; `undefined` without unit.
 */
export function unitOf(obx: Hl7Segment, context: OruContext): string | undefined {
  const [value] = obx.values(6);
  const written = (value?.text(1) || value?.text(2) || "").replace(/\s+/g, "");
  if (written === "" || written === "1") return undefined;
  if (isKnownUnit(written)) return written;
  const suggested = suggestUnit(written);
  if (suggested === undefined) return written;
  context.find("LDL-HL7-UNIT", obx, 6);
  return suggested;
}

/** Reference values as a report has them. */
export interface BornesInput {
  readonly min?: string;
  readonly max?: string;
  readonly minInclus?: boolean;
  readonly maxInclus?: boolean;
  readonly unite?: string;
  readonly texte?: string;
}

const SPAN = /^\s*([+-]?[\d.,]+)\s*(?:-|–|à)\s*([+-]?[\d.,]+)\s*$/;
const LIMIT = /^\s*([<>]=?|≤|≥)\s*([+-]?[\d.,]+)\s*$/;

function limitOf(sign: string, number: string): BornesInput {
  const isStrict = sign === "<" || sign === ">";
  if (sign.startsWith("<") || sign === "≤") return { max: number, ...(isStrict ? { maxInclus: false } : {}) };
  return { min: number, ...(isStrict ? { minInclus: false } : {}) };
}

/**
 * Reads reference values (OBX-7): `a-b`, `<b`, `>a`, or words.
 *
 * @param obx - OBX.
 * @param unite - Unit of the value.
 * @param context - Where words are reported.
 * @returns The reference values; `undefined` without any.
 */
export function bornesOf(obx: Hl7Segment, unite: string | undefined, context: OruContext): BornesInput | undefined {
  const written = obx.text(7).replace(/\s+/g, " ");
  if (written === "") return undefined;
  const withUnit = unite === undefined ? {} : { unite };
  const span = SPAN.exec(written);
  const min = decimalOf(span?.[1] ?? "");
  const max = decimalOf(span?.[2] ?? "");
  if (min !== undefined && max !== undefined) return { min, max, ...withUnit };
  const limit = LIMIT.exec(written);
  const number = decimalOf(limit?.[2] ?? "");
  if (limit?.[1] !== undefined && number !== undefined) return { ...limitOf(limit[1], number), ...withUnit };
  context.find("LDL-HL7-RANGE", obx, 7);
  return { texte: written.slice(0, 250).trim() };
}
