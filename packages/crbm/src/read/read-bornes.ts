import { hl7Child, hl7Children, narrativeText, present, readHeaderCode, some } from "@ldl/cda";
import { attributeOf, childElements, type XmlElement } from "@ldl/xml";
import type { Bornes, ConditionBornes } from "../model/bornes.ts";
import type { BioContext } from "./bio-context.ts";
import { wordsOfCode } from "./read-analyse.ts";
import { type Bounds, readBounds } from "./read-interval.ts";
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

function boundsOf({ low, high }: Bounds): Partial<Bornes> {
  return present({
    min: low?.value,
    minInclus: low?.inclusive,
    max: high?.value,
    maxInclus: high?.inclusive,
    unite: low?.unit ?? high?.unit,
  });
}

function checkOrder({ low, high }: Bounds, at: XmlElement, context: BioContext): void {
  if (low !== undefined && high !== undefined && Number(low.value) >= Number(high.value))
    context.find("LDL-BIO-R-RANGE-ORDER", at);
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

function readRange(range: XmlElement, context: BioContext): Bornes | undefined {
  const value = hl7Child(range, "value");
  const bounds = value === undefined ? { low: undefined, high: undefined } : readBounds(value, context);
  if (value !== undefined) checkOrder(bounds, value, context);
  const conditions = some(readConditions(range, context));
  const bornes = { ...boundsOf(bounds), ...present({ texte: wordsOf(range, context), conditions }) };
  return bornes.min === undefined && bornes.max === undefined && bornes.texte === undefined ? undefined : bornes;
}

/**
 * Reads the reference values of a result.
 *
 * @param observation - Result.
 * @param context - Where what is wrong is reported.
 * @returns The first reference range; `undefined` when there is none that can be read.
 */
export function readBornes(observation: XmlElement, context: BioContext): Bornes | undefined {
  const [first, second] = hl7Children(observation, "referenceRange");
  if (second !== undefined) context.find("LDL-BIO-R-RANGE-SEVERAL", second);
  if (first === undefined) return undefined;
  const range = hl7Child(first, "observationRange");
  const bornes = range === undefined ? undefined : readRange(range, context);
  if (bornes === undefined) context.find("LDL-BIO-R-RANGE", first);
  return bornes;
}
