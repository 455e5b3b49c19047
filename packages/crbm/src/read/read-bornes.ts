import { hl7Child, hl7Children, isNull, narrativeText, present, readHeaderCode, some } from "@ldl/cda";
import { attributeOf, childElements, type XmlElement } from "@ldl/xml";
import type { Bornes, ConditionBornes } from "../model/bornes.ts";
import type { Valeur } from "../model/valeur.ts";
import { formatInterpretation } from "../narrative/format-people.ts";
import { formatBornes } from "../narrative/format-valeur.ts";
import type { BioContext } from "./bio-context.ts";
import { wordsOfCode } from "./read-analyse.ts";
import { otherKindOfRange } from "./read-interpretation.ts";
import { type Interval, readInterval } from "./read-interval.ts";
import { readValeur } from "./read-valeur.ts";

/** Names of a condition: that of the XD-LAB extension, that of the HL7 one. */
const CRITERIA = new Set(["criterion", "criterion1"]);

/** Words of reference values: those of the narrative they refer to, else their own. */
function wordsOf(range: XmlElement | undefined, context: BioContext): string | undefined {
  const text = hl7Child(range, "text");
  const reference = hl7Child(text, "reference");
  const target = reference === undefined ? undefined : attributeOf(reference, "value");
  if (target !== undefined) return context.wording(target);
  const words =
    text === undefined
      ? ""
      : narrativeText(text)
          .replace(/\s*\n\s*/g, " ")
          .trim();
  return words === "" ? undefined : words;
}

function boundsOf({ low, high, unit }: Interval): Partial<Bornes> {
  return present({
    min: low?.value,
    minInclus: low?.inclusive,
    max: high?.value,
    maxInclus: high?.inclusive,
    unite: unit,
  });
}

function checkOrder({ low, high }: Interval, at: XmlElement, context: BioContext): void {
  if (low !== undefined && high !== undefined && Number(low.value) >= Number(high.value))
    context.find("LDL-BIO-R-RANGE-ORDER", at);
}

/** Bounds that may be compared, and words for those that may not. */
interface ReadBounds {
  readonly bounds: Partial<Bornes>;
  readonly words?: string | undefined;
}

function readBounds(range: XmlElement, context: BioContext): ReadBounds {
  const value = hl7Child(range, "value");
  const interval = value === undefined || isNull(value) ? undefined : readInterval(value, context);
  if (value === undefined || interval === undefined) return { bounds: {} };
  if (interval.words !== undefined) return { bounds: {}, words: interval.words };
  checkOrder(interval, value, context);
  return { bounds: boundsOf(interval) };
}

const isNumeric = ({ min, max }: Partial<Bornes>): boolean => min !== undefined || max !== undefined;

/** Bounds of another kind than normal values, in words that say which: nothing is compared with them. */
function inWords({ bounds, words }: ReadBounds, kind: string, valueUnit: string | undefined): ReadBounds {
  const unite = bounds.unite ?? valueUnit;
  const range =
    words ?? (isNumeric(bounds) ? formatBornes({ ...bounds, ...present({ unite }) }, undefined) : undefined);
  const label = formatInterpretation(kind);
  return { bounds: {}, words: range === undefined ? label : `${label} : ${range}` };
}

function readCondition(precondition: XmlElement, context: BioContext): ConditionBornes | undefined {
  const criterion = childElements(precondition).find(({ localName }) => CRITERIA.has(localName));
  const codeElement = hl7Child(criterion, "code");
  const code = readHeaderCode(codeElement, context);
  const texte = wordsOf(criterion, context) ?? wordsOfCode(codeElement, context) ?? code?.libelle;
  if (criterion === undefined || texte === undefined) {
    context.find("LDL-BIO-R-RANGE-CONDITION", precondition);
    return undefined;
  }
  return { texte, ...present({ code, valeur: readValeur(criterion, context) }) };
}

function readConditions(range: XmlElement, context: BioContext): readonly ConditionBornes[] {
  return childElements(range)
    .filter(({ localName }) => localName === "precondition" || localName === "precondition1")
    .flatMap((precondition) => readCondition(precondition, context) ?? []);
}

function readRange(range: XmlElement, valueUnit: string | undefined, context: BioContext): Bornes | undefined {
  const kind = otherKindOfRange(range);
  if (kind !== undefined) context.find("LDL-BIO-R-RANGE-KIND", range);
  const read = readBounds(range, context);
  const { bounds, words } = kind === undefined ? read : inWords(read, kind, valueUnit);
  if (isNumeric(bounds) && bounds.unite === undefined && valueUnit !== undefined)
    context.find("LDL-BIO-R-RANGE-UNIT", range);
  const texte = [words, wordsOf(range, context)].filter((part) => part !== undefined).join(" ; ");
  const conditions = some(readConditions(range, context));
  const bornes = { ...bounds, ...present({ texte: texte === "" ? undefined : texte, conditions }) };
  return isNumeric(bounds) || texte !== "" ? bornes : undefined;
}

/**
 * Reads the reference values of a result: the first range of normal values, else the first of all.
 *
 * @param observation - Result.
 * @param valeur - Its value, in whose unit bounds without unit are.
 * @param context - Where what is wrong is reported.
 * @returns The reference values, in words when they are not normal values or have two units; `undefined` when there is none
 * that can be read.
 */
export function readBornes(
  observation: XmlElement,
  valeur: Valeur | undefined,
  context: BioContext,
): Bornes | undefined {
  const [first, second, ...others] = hl7Children(observation, "referenceRange");
  if (first === undefined) return undefined;
  if (second !== undefined) context.find("LDL-BIO-R-RANGE-SEVERAL", second);
  const ranges = [first, ...(second === undefined ? [] : [second]), ...others].flatMap(
    (reference) => hl7Child(reference, "observationRange") ?? [],
  );
  const normal = ranges.length < 2 ? undefined : ranges.find((one) => otherKindOfRange(one) === undefined);
  const range = normal ?? ranges[0];
  const unit = valeur !== undefined && "unite" in valeur ? valeur.unite : undefined;
  const bornes = range === undefined ? undefined : readRange(range, unit, context);
  if (bornes === undefined) context.find("LDL-BIO-R-RANGE", first);
  return bornes;
}
