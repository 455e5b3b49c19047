import { hl7Child, hl7Children, isNull, lineOf, present, readHeaderCode, readTime, some, xsiTypeOf } from "@ldl/cda";
import type { Code } from "@ldl/domain";
import { attributeOf, textContent, type XmlElement } from "@ldl/xml";
import { type Valeur, ValeurFichier } from "../model/valeur.ts";
import type { BioContext } from "./bio-context.ts";
import { readBase64 } from "./read-base64.ts";
import { readInterval } from "./read-interval.ts";
import { readNombre, readUnite } from "./read-numbers.ts";

type ValueReader = (element: XmlElement, context: BioContext) => Valeur | undefined;

/** Words of a value: those of the narrative it refers to, else its own. */
function wordsOf(element: XmlElement, context: BioContext): string | undefined {
  const original = hl7Child(element, "originalText");
  const reference = hl7Child(original, "reference");
  const target = reference === undefined ? undefined : attributeOf(reference, "value");
  return (target === undefined ? undefined : context.wording(target)) ?? lineOf(original);
}

function readQuantite(element: XmlElement, context: BioContext): Valeur | undefined {
  const valeur = readNombre(element, context);
  if (valeur === undefined) return undefined;
  const unite = readUnite(element, context);
  const translations = hl7Children(element, "translation");
  const equivalents = translations.flatMap((translation) => {
    const otherValue = readNombre(translation, context);
    const code = attributeOf(translation, "code")?.trim();
    return otherValue === undefined || code === undefined || code === "" ? [] : [{ valeur: otherValue, unite: code }];
  });
  if (equivalents.length < translations.length || (unite === undefined && equivalents.length > 0))
    context.find("LDL-BIO-R-VALUE-OTHER", element);
  if (unite === undefined) return { type: "reel", valeur };
  return { type: "quantite", valeur, unite, ...present({ equivalents: some(equivalents) }) };
}

function readReel(element: XmlElement, context: BioContext): Valeur | undefined {
  const valeur = readNombre(element, context);
  return valeur === undefined ? undefined : { type: "reel", valeur };
}

function readEntier(element: XmlElement, context: BioContext): Valeur | undefined {
  const valeur = readNombre(element, context);
  const whole = Number(valeur);
  if (valeur === undefined) return undefined;
  return Number.isSafeInteger(whole) && String(whole) === valeur
    ? { type: "entier", valeur: whole }
    : { type: "reel", valeur };
}

function readIntervalle(element: XmlElement, context: BioContext): Valeur | undefined {
  const interval = readInterval(element, context);
  if (interval === undefined) return undefined;
  const { low, high, unit: unite, words } = interval;
  if (words !== undefined) return { type: "texte", texte: words };
  if (low !== undefined && high !== undefined) {
    if (Number(low.value) > Number(high.value)) context.find("LDL-BIO-R-INTERVAL-ORDER", element);
    return {
      type: "intervalle",
      min: low.value,
      max: high.value,
      ...present({
        minInclus: low.inclusive,
        maxInclus: high.inclusive,
        unite,
      }),
    };
  }
  if (low !== undefined)
    return {
      type: "censuree",
      comparateur: low.inclusive === false ? ">" : ">=",
      valeur: low.value,
      ...present({ unite }),
    };
  if (high !== undefined)
    return {
      type: "censuree",
      comparateur: high.inclusive === false ? "<" : "<=",
      valeur: high.value,
      ...present({ unite }),
    };
  return readQuantite(element, context);
}

function readCodee(element: XmlElement, context: BioContext): Valeur | undefined {
  const texte = wordsOf(element, context);
  const translations = hl7Children(element, "translation").flatMap((child) => readHeaderCode(child, context) ?? []);
  const [code, ...others]: readonly Code[] = [readHeaderCode(element, context) ?? [], translations].flat();
  if (hl7Child(element, "qualifier") !== undefined) context.find("LDL-BIO-R-VALUE-QUALIFIER", element);
  if (code !== undefined)
    return { type: "code", code, ...present({ traductions: some(others) }), ...present({ texte }) };
  const label = texte ?? attributeOf(element, "displayName")?.trim();
  return label === undefined || label === "" ? undefined : { type: "texte", texte: label };
}

function readDonnees(element: XmlElement, context: BioContext): Valeur | undefined {
  const value = readTexte(element, context);
  return value?.type === "texte" ? { type: "texte", texte: value.texte.trim() } : value;
}

function readTexte(element: XmlElement, context: BioContext): Valeur | undefined {
  const texte = textContent(element);
  const reference = hl7Child(element, "reference");
  const target = reference === undefined ? undefined : attributeOf(reference, "value");
  const words = target === undefined ? undefined : context.wording(target);
  if (texte.trim() !== "") return { type: "texte", texte };
  return words === undefined ? undefined : { type: "texte", texte: words };
}

function readRapport(element: XmlElement, context: BioContext): Valeur | undefined {
  const top = hl7Child(element, "numerator");
  const bottom = hl7Child(element, "denominator");
  const numerateur = readNombre(top, context);
  const denominateur = readNombre(bottom, context);
  if (numerateur === undefined || denominateur === undefined) return undefined;
  return {
    type: "rapport",
    numerateur,
    denominateur,
    ...present({ uniteNumerateur: readUnite(top, context), uniteDenominateur: readUnite(bottom, context) }),
  };
}

function readDate(element: XmlElement, context: BioContext): Valeur | undefined {
  const date = readTime(element, context);
  return date === undefined ? undefined : { type: "date", date };
}

function readBooleen(element: XmlElement): Valeur | undefined {
  const value = attributeOf(element, "value")?.trim();
  return value === "true" || value === "false" ? { type: "booleen", valeur: value === "true" } : undefined;
}

function readFichier(element: XmlElement): Valeur | undefined {
  const format = ValeurFichier.shape.mediaType.safeParse(attributeOf(element, "mediaType")?.trim().toLowerCase());
  const base64 = readBase64(element);
  return format.success && base64 !== "" ? { type: "fichier", mediaType: format.data, base64 } : undefined;
}

/** Reader of each data type of CDA that a result may have. */
const READERS: ReadonlyMap<string, ValueReader> = new Map<string, ValueReader>([
  ["PQ", readQuantite],
  ["REAL", readReel],
  ["INT", readEntier],
  ["IVL_PQ", readIntervalle],
  ["IVL_REAL", readIntervalle],
  ["IVL_INT", readIntervalle],
  ["CD", readCodee],
  ["CE", readCodee],
  ["CV", readCodee],
  ["CO", readCodee],
  ["CS", readCodee],
  ["ST", readTexte],
  ["ED", readDonnees],
  ["SC", readTexte],
  ["RTO", readRapport],
  ["RTO_PQ_PQ", readRapport],
  ["RTO_QTY_QTY", readRapport],
  ["TS", readDate],
  ["BL", readBooleen],
]);

/** Data types whose words stand even when the code or the data is declared null: `OTH` with its `originalText`. */
const WORDED_WHEN_NULL: ReadonlySet<string> = new Set(["CD", "CE", "CV", "CO", "CS", "ST", "ED", "SC"]);

function readTyped(element: XmlElement, context: BioContext): Valeur | undefined {
  const type = xsiTypeOf(element) ?? "";
  if (isNull(element) && !WORDED_WHEN_NULL.has(type)) return undefined;
  return attributeOf(element, "representation") === "B64"
    ? readFichier(element)
    : READERS.get(type)?.(element, context);
}

/**
 * Reads the value of a result.
 *
 * @param observation - Observation with `value`.
 * @param context - Where what is wrong is reported.
 * @returns The value; `undefined` when there is none, or one that the report has no place for.
 */
export function readValeur(observation: XmlElement, context: BioContext): Valeur | undefined {
  const [element, second] = hl7Children(observation, "value");
  if (second !== undefined) context.find("LDL-BIO-R-VALUE-SEVERAL", second);
  if (element === undefined) return undefined;
  const value = readTyped(element, context);
  if (value === undefined) context.find(isNull(element) ? "LDL-BIO-R-VALUE-NULL" : "LDL-BIO-R-VALUE", element);
  return value;
}
