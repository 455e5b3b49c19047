import { cleanLine, hl7Child, hl7Children, LOINC_OID, lineOf, present, readHeaderCode } from "@ldl/cda";
import type { Code } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { Methode } from "../model/methode.ts";
import type { Analyse } from "../model/resultat.ts";
import type { BioContext } from "./bio-context.ts";

/** The words of the narrative that a coded element refers to, else those it holds. */
export function wordsOfCode(element: XmlElement | undefined, context: BioContext): string | undefined {
  const original = hl7Child(element, "originalText");
  const reference = hl7Child(original, "reference");
  const target = reference === undefined ? undefined : attributeOf(reference, "value");
  if (target !== undefined) return context.wording(target);
  return lineOf(original);
}

/** Tells whether words are those of the value, and not of the analyte: a producer may refer to the wrong cell. */
function isValue(words: string, observation: XmlElement): boolean {
  const value = hl7Child(observation, "value");
  const written = value === undefined ? undefined : cleanLine(attributeOf(value, "value"));
  if (written === undefined) return false;
  const start = words.replace(",", ".");
  return start === written || start.startsWith(`${written} `);
}

function readLabel(code: XmlElement, observation: XmlElement, context: BioContext): string | undefined {
  const words = wordsOfCode(code, context);
  if (words === undefined) context.find("LDL-BIO-R-LABEL", code);
  else if (isValue(words, observation)) context.find("LDL-BIO-R-LABEL-VALUE", code);
  else return words;
  return undefined;
}

function readLoinc(code: XmlElement): Analyse["loinc"] {
  const value = cleanLine(attributeOf(code, "code"));
  if (value === undefined || attributeOf(code, "codeSystem") !== LOINC_OID) return undefined;
  return { code: value, libelle: cleanLine(attributeOf(code, "displayName")) ?? value };
}

/**
 * Reads the code that a laboratory gives beside the code of a part of the report.
 *
 * @param code - `code`, or nothing.
 * @param context - Where further codes are reported.
 * @returns The first translation, if any.
 */
export function readTranslation(code: XmlElement | undefined, context: BioContext): Code | undefined {
  const [translation, ...others] = hl7Children(code, "translation");
  if (others.length > 0 && code !== undefined) context.find("LDL-BIO-R-CODE-SEVERAL", code);
  return readHeaderCode(translation, context);
}

/** Local or waiting code of an analyte: its own when it is not coded in LOINC, else its translation. */
function readLocalCode(code: XmlElement, context: BioContext): Code | undefined {
  const own = attributeOf(code, "codeSystem") === LOINC_OID ? undefined : readHeaderCode(code, context);
  return own ?? readTranslation(code, context);
}

/**
 * Reads what an observation analyses.
 *
 * @param observation - Result.
 * @param context - Where what is wrong is reported.
 * @returns Codes and label; the label of the code when the narrative has none.
 */
export function readAnalyse(observation: XmlElement, context: BioContext): Analyse {
  const code = hl7Child(observation, "code");
  if (code === undefined) {
    context.find("LDL-BIO-R-CODE", observation, "code");
    return { libelle: "" };
  }
  const loinc = readLoinc(code);
  const codeLocal = readLocalCode(code, context);
  if (loinc === undefined && codeLocal === undefined) context.find("LDL-BIO-R-CODE", code);
  const libelle = readLabel(code, observation, context) ?? loinc?.libelle ?? codeLocal?.libelle ?? "";
  return { ...present({ loinc, codeLocal }), libelle };
}

/**
 * Reads the technique of a result.
 *
 * @param observation - Result.
 * @param context - Where what is wrong is reported.
 * @returns Code, words, or both; `undefined` without either.
 */
export function readMethode(observation: XmlElement, context: BioContext): Methode | undefined {
  const element = hl7Child(observation, "methodCode");
  if (element === undefined) return undefined;
  const code = readHeaderCode(element, context);
  const texte = wordsOfCode(element, context);
  return code === undefined && texte === undefined ? undefined : present({ code, texte });
}
