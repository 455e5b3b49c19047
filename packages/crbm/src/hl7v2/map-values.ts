import { Buffer } from "node:buffer";
import { present, some } from "@ldl/cda";
import type { z } from "zod";
import type { Image } from "../model/bloc.ts";
import type { Valeur } from "../model/valeur.ts";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { MEDIA_TYPES } from "./hl7-tables.ts";
import { labelOf, readCoded } from "./map-codes.ts";
import { decimalOf, unitOf } from "./map-numbers.ts";
import type { OruContext } from "./oru-context.ts";

/** A value as a vendor gives one. */
export type ValeurInput = z.input<typeof Valeur>;

const FIELD = 5;

function texte(text: string): ValeurInput | undefined {
  return text.trim() === "" ? undefined : { type: "texte", texte: text };
}

function numberWith(number: string, obx: Hl7Segment, context: OruContext): ValeurInput {
  const unite = unitOf(obx, context);
  return unite === undefined ? { type: "reel", valeur: number } : { type: "quantite", valeur: number, unite };
}

const COMPARATORS: Readonly<Record<string, "<" | "<=" | ">" | ">=">> = {
  "<": "<",
  "<=": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "≥": ">=",
};

function readNumeric(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const number = decimalOf(value.text());
  if (number !== undefined) return numberWith(number, obx, context);
  const words = readWords(value, obx, context);
  if (words === undefined) context.find("LDL-HL7-NUMBER", obx, FIELD);
  return words ?? texte(value.text());
}

function readStructured(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const [sign, first, separator, second] = [
    value.text(1),
    decimalOf(value.text(2)),
    value.text(3),
    decimalOf(value.text(4)),
  ];
  const comparateur = COMPARATORS[sign];
  const unite = present({ unite: unitOf(obx, context) });
  if (first === undefined) {
    context.find("LDL-HL7-NUMBER", obx, FIELD);
    return texte([1, 2, 3, 4].map((rank) => value.text(rank)).join(""));
  }
  if (second !== undefined && separator === "-") return { type: "intervalle", min: first, max: second, ...unite };
  if (second !== undefined) return { type: "rapport", numerateur: first, denominateur: second };
  return comparateur === undefined
    ? numberWith(first, obx, context)
    : { type: "censuree", comparateur, valeur: first, ...unite };
}

/** A text that is a number with its sign, as many systems send results: `<0,05`. */
function readWords(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const parts = /^([<>]=?|≤|≥)?\s*([+-]?[\d.,]+)$/.exec(value.text());
  const number = decimalOf(parts?.[2] ?? "");
  if (parts === null || number === undefined) return undefined;
  const comparateur = COMPARATORS[parts[1] ?? ""];
  if (comparateur === undefined) return numberWith(number, obx, context);
  return { type: "censuree", comparateur, valeur: number, ...present({ unite: unitOf(obx, context) }) };
}

function readCodedValue(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const { codes, texte: words } = readCoded(value, { segment: obx, field: FIELD }, context);
  const [code, ...others] = codes;
  if (code === undefined) return words === undefined ? undefined : texte(words);
  return {
    type: "code",
    code,
    ...present({ traductions: some(others), texte: words === code.libelle ? undefined : words }),
  };
}

function readDate(obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  const date = context.moment(obx, FIELD);
  return date === undefined ? texte(obx.text(FIELD)) : { type: "date", date };
}

/** A file of an observation. */
export interface OruFile {
  readonly mediaType: (typeof MEDIA_TYPES)[string];
  readonly base64: string;
}

function bytesOf(encoding: string, data: string): Buffer | undefined {
  const bare = data.replace(/\s/g, "");
  switch (encoding.toUpperCase()) {
    case "BASE64":
      return /^[A-Za-z0-9+/]+={0,2}$/.test(bare) && bare.length % 4 === 0 ? Buffer.from(bare, "base64") : undefined;
    case "HEX":
      return /^(?:[0-9A-Fa-f]{2})+$/.test(bare) ? Buffer.from(bare, "hex") : undefined;
    case "A":
    case "":
      return Buffer.from(data, "utf8");
    default:
      return undefined;
  }
}

/**
 * Reads the file of an observation (ED).
 *
 * @param obx - OBX.
 * @param context - Where a file that cannot be read is reported.
 * @returns The file, if any.
 */
export function readFile(obx: Hl7Segment, context: OruContext): OruFile | undefined {
  const [value] = obx.values(FIELD);
  const mediaType = MEDIA_TYPES[(value?.text(3) || value?.text(2) || "").toUpperCase()];
  const bytes = value === undefined ? undefined : bytesOf(value.text(4), value.text(5));
  if (mediaType !== undefined && bytes !== undefined && bytes.length > 2)
    return { mediaType, base64: bytes.toString("base64") };
  context.find("LDL-HL7-FILE", obx, FIELD);
  return undefined;
}

/** The image that a file is, if it is one that a report shows. */
export function imageOf({ mediaType, base64 }: OruFile, label: string): z.input<typeof Image> | undefined {
  if (mediaType === "application/pdf" || mediaType === "text/plain") return undefined;
  return { mediaType, base64, ...present({ legende: labelOf(label) }) };
}

function readOne(value: Hl7Value, obx: Hl7Segment, context: OruContext): ValeurInput | undefined {
  switch (obx.text(2)) {
    case "NM":
      return readNumeric(value, obx, context);
    case "SN":
      return readStructured(value, obx, context);
    case "CE":
    case "CWE":
    case "CNE":
    case "CF":
      return readCodedValue(value, obx, context);
    case "ST":
      return readWords(value, obx, context) ?? texte(value.text());
    case "IS":
    case "ID":
    case "SI":
      return texte(value.text());
    case "DT":
    case "TS":
    case "DTM":
      return readDate(obx, context);
    default:
      context.find("LDL-HL7-VALUE", obx, 2);
      return texte(value.whole());
  }
}

/**
 * Reads the values of an observation: one for each repetition, but the lines of a text are one.
 *
 * @param obx - OBX; its unit is read with its value.
 * @param context - Where what is wrong is reported.
 * @returns The values, in order.
 */
export function readValues(obx: Hl7Segment, context: OruContext): readonly ValeurInput[] {
  const type = obx.text(2);
  const values = obx.values(FIELD);
  if (values.length === 0) obx.ignore(6);
  if (type === "TX" || type === "FT") return [texte(values.map((value) => value.text()).join("\n")) ?? []].flat();
  return values.flatMap((value) => readOne(value, obx, context) ?? []);
}
