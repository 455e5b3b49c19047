import { present, some } from "@ldl/cda";
import type { z } from "zod";
import type { Valeur } from "../model/valeur.ts";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { readCoded } from "./map-codes.ts";
import { decimalOf, unitOf, withUnit } from "./map-numbers.ts";
import { COMPARATORS, readStructured } from "./map-structured.ts";
import type { OruContext } from "./oru-context.ts";

/** A value as a vendor gives one. */
export type ValeurInput = z.input<typeof Valeur>;

/** A value, and the words of it that are too long for its place. */
export interface ReadValue {
  readonly valeur: ValeurInput;
  readonly comment?: string;
}

const FIELD = 5;

function texte(text: string): ValeurInput | undefined {
  return text.trim() === "" ? undefined : { type: "texte", texte: text };
}

function numberWith(number: string, obx: Hl7Segment, context: OruContext): ValeurInput {
  const unite = unitOf(obx, context);
  return unite === undefined ? { type: "reel", valeur: number } : { type: "quantite", valeur: number, unite };
}

/** A number, with the side of a limit in front or not: `<0,05`. */
function readWords(text: string, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const parts = /^([<>]=?|≤|≥)?\s*([+-]?[\d.,\s]+)$/.exec(text);
  const number = decimalOf(parts?.[2] ?? "");
  if (parts === null || number === undefined) return undefined;
  const comparateur = COMPARATORS.get(parts[1] ?? "");
  if (comparateur === undefined) return numberWith(number, obx, context);
  return { type: "censuree", comparateur, valeur: number, ...present({ unite: unitOf(obx, context) }) };
}

function readNumeric(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const written = value.whole();
  const number = readWords(written, obx, context);
  if (number === undefined && written !== "") context.find("LDL-HL7-NUMBER", obx, FIELD);
  return number ?? texte(withUnit(written, obx));
}

/** A text that a number says entirely, its sign apart: no zero in front, no plus sign, no blank, no bare point. */
const WHOLLY_NUMERIC = /^(?:[<>]=?|≤|≥)?\s*-?(?:0|[1-9]\d*)(?:[.,]\d+)?$/;

function readString(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const written = value.whole();
  const number = WHOLLY_NUMERIC.test(written) ? readWords(written, obx, context) : undefined;
  return number ?? texte(withUnit(written, obx));
}

function readCodedValue(value: Hl7Value, obx: Hl7Segment, context: OruContext): ReadValue | undefined {
  const { codes, texte: words, inFull } = readCoded(value, { segment: obx, field: FIELD }, context);
  const [code, ...others] = codes;
  if (code === undefined) return withoutComment(inFull === undefined ? undefined : texte(inFull));
  return {
    valeur: {
      type: "code",
      code,
      ...present({ traductions: some(others), texte: words === code.libelle ? undefined : words }),
    },
    ...present({ comment: words === inFull ? undefined : inFull }),
  };
}

function readDate(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const written = value.whole();
  const date = context.momentOf(value.text(), obx, FIELD);
  return date === undefined ? texte(written) : { type: "date", date };
}

function readPlain(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  switch (obx.text(2)) {
    case "NM":
      return readNumeric(value, obx, context);
    case "SN":
      return readStructured(value, obx, context);
    case "ST":
      return readString(value, obx, context);
    case "IS":
    case "ID":
    case "SI":
      return texte(withUnit(value.whole(), obx));
    case "DT":
    case "TS":
    case "DTM":
      return readDate(value, obx, context);
    default:
      context.find("LDL-HL7-VALUE", obx, 2);
      return texte(withUnit(value.whole(), obx));
  }
}

function withoutComment(valeur: ValeurInput | undefined): ReadValue | undefined {
  return valeur === undefined ? undefined : { valeur };
}

const CODED: ReadonlySet<string> = new Set(["CE", "CWE", "CNE", "CF"]);

/** `~5`: not an empty value before another one, but a sign of the laboratory that it did not escape. */
function aboutOf(values: readonly Hl7Value[], obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const [first = "", ...others] = values.map((value) => value.whole());
  if (first !== "" || others.length !== 1) return undefined;
  context.find("LDL-HL7-NUMBER", obx, FIELD);
  return texte(withUnit(`~${others.join("")}`, obx));
}

/**
 * Reads the values of an observation: one for each repetition, but the lines of a text are one.
 *
 * @param obx - OBX; its unit is read with its value.
 * @param context - Where what is wrong is reported.
 * @returns The values, in order.
 */
export function readValues(obx: Hl7Segment, context: OruContext): readonly ReadValue[] {
  const type = obx.text(2);
  const values = obx.values(FIELD);
  if (values.length === 0) obx.ignore(6);
  if (CODED.has(type)) return values.flatMap((value) => readCodedValue(value, obx, context) ?? []);
  if (type === "TX" || type === "FT")
    return [withoutComment(texte(values.map((value) => value.whole()).join("\n"))) ?? []].flat();
  const about = aboutOf(values, obx, context);
  if (about !== undefined) return [{ valeur: about }];
  return values.flatMap((value) => withoutComment(readPlain(value, obx, context)) ?? []);
}
