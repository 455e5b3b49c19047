import { present } from "@ldl/cda";
import { habitualUnit, isKnownUnit } from "../units/check-unit.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { LOCAL } from "./map-codes.ts";
import type { OruContext } from "./oru-context.ts";

/** Longest number of a report. */
const MAX_NUMBER = 30;

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
  const signed = sign === "-" ? `-${number}` : number;
  return signed.length > MAX_NUMBER ? undefined : signed;
}

/** The unit in the words of the laboratory: code, alternate code, labels. */
function writtenUnits(obx: Hl7Segment): readonly string[] {
  const value = obx.first(6);
  if (value === undefined) return [];
  const [first, second] = [value.words(1), value.words(2)];
  // `10^9/L`, whose sign of power nobody escaped.
  const isPower = /^[x×]?\s*10$/.test(first) && /^\d/.test(second);
  const codes = [first, value.words(4)];
  const labels = [second, value.words(5)];
  // A code of the laboratory is no unit, though it may look like one: `G^g/L^L`.
  const isLocal = value.words(3) !== "" && LOCAL.test(value.words(3));
  const all = isPower ? [`${first}^${second}`] : isLocal ? [...labels, ...codes] : [...codes, ...labels];
  return all.map((unit) => unit.replace(/\s+/g, "")).filter((unit) => unit !== "");
}

/**
 * Reads the unit of an observation (OBX-6) as UCUM. Only known habits are replaced, never a unit that looks alike.
 *
 * @param obx - OBX.
 * @param context - Where a unit that was replaced, or that is unknown, is reported.
 * @returns The unit; `undefined` without unit.
 */
export function unitOf(obx: Hl7Segment, context: OruContext): string | undefined {
  const written = writtenUnits(obx);
  const [first] = written;
  if (first === undefined || first === "1") return undefined;
  if (isKnownUnit(first)) return first;
  const unit = written.flatMap((one) => (isKnownUnit(one) ? one : (habitualUnit(one) ?? [])))[0];
  if (unit === undefined) context.find("LDL-HL7-UNIT-UNKNOWN", obx, 6);
  else if (!written.includes(unit)) context.find("LDL-HL7-UNIT", obx, 6);
  return unit ?? first;
}

/** What a unit says that its UCUM unit does not: the body surface that a clearance is brought to. */
export function unitComment(obx: Hl7Segment): string | undefined {
  return writtenUnits(obx).some((unit) => /1[.,]73/.test(unit))
    ? "Résultat rapporté à 1,73 m² de surface corporelle."
    : undefined;
}

/**
 * Gives a value that stays as the laboratory wrote it; the unit follows what has figures and no words.
 *
 * @param text - The value.
 * @param obx - OBX; its unit is read when it is said.
 * @returns The words.
 */
export function withUnit(text: string, obx: Hl7Segment): string {
  if (!/\d/.test(text) || /\p{L}/u.test(text)) return text;
  return [text, ...writtenUnits(obx).slice(0, 1)].join(" ");
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

/** What an observation says of its reference values. */
export interface RangeInput {
  readonly bornes?: BornesInput;
  /** Reference values in words, too long for their place. */
  readonly comment?: string;
}

const SPAN = /^\s*([+-]?[\d.,]+)\s*(?:-|–|à)\s*([+-]?[\d.,]+)\s*$/;
const LIMIT = /^\s*([<>]=?|≤|≥)\s*([+-]?[\d.,]+)\s*$/;

function limitOf(sign: string, number: string): BornesInput {
  const isStrict = sign === "<" || sign === ">";
  if (sign.startsWith("<") || sign === "≤") return { max: number, ...(isStrict ? { maxInclus: false } : {}) };
  return { min: number, ...(isStrict ? { minInclus: false } : {}) };
}

function limitsOf(written: string): BornesInput | undefined {
  const span = SPAN.exec(written);
  const min = decimalOf(span?.[1] ?? "");
  const max = decimalOf(span?.[2] ?? "");
  if (min !== undefined && max !== undefined) return Number(min) > Number(max) ? undefined : { min, max };
  const limit = LIMIT.exec(written);
  const number = decimalOf(limit?.[2] ?? "");
  return limit?.[1] === undefined || number === undefined ? undefined : limitOf(limit[1], number);
}

/**
 * Reads reference values (OBX-7): `a-b`, `<b`, `>a`, or words.
 *
 * @param obx - OBX; its unit is read with bounds.
 * @param context - Where words are reported.
 * @returns The reference values, or the comment that holds those that are too long for their place.
 */
export function bornesOf(obx: Hl7Segment, context: OruContext): RangeInput {
  const written = obx.first(7)?.whole().replace(/\s+/g, " ") ?? "";
  if (written === "") return {};
  const limits = limitsOf(written);
  if (limits !== undefined) return { bornes: { ...limits, ...present({ unite: unitOf(obx, context) }) } };
  context.find("LDL-HL7-RANGE", obx, 7);
  return written.length > 250 ? { comment: `Valeurs de référence : ${written}` } : { bornes: { texte: written } };
}
