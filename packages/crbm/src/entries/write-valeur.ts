import { type CdaWriter, codeAttributes, writeCode, writeReference } from "@ldl/cda";
import { type Moment, toHl7Ts } from "@ldl/domain";
import type { XmlWriter } from "@ldl/xml";
import type { Unite } from "../model/unite.ts";
import type { Valeur } from "../model/valeur.ts";

/** How results in words are written: `ST` inline, or `CD`, a code without code that refers to the narrative. @public */
export type TextValueType = "ST" | "CD";

type ValeurDe<T extends Valeur["type"]> = Extract<Valeur, { readonly type: T }>;

/** A bound of an interval: its value, and whether it belongs to the interval when this is said. */
interface Bound {
  readonly valeur: string;
  readonly inclus: boolean | undefined;
}

/**
 * Writes an interval of quantities, or of numbers when there is no unit.
 *
 * @param xml - Writer.
 * @param unite - UCUM unit.
 * @param low - Lower bound.
 * @param high - Upper bound.
 */
export function writeBounds(
  xml: XmlWriter,
  unite: Unite | undefined,
  low: Bound | undefined,
  high: Bound | undefined,
): void {
  const bound = (name: string, { valeur, inclus }: Bound) => {
    xml.element(name, { value: valeur, unit: unite, inclusive: inclus === undefined ? undefined : String(inclus) });
  };
  xml.start("value", { "xsi:type": unite === undefined ? "IVL_REAL" : "IVL_PQ" });
  if (low !== undefined) bound("low", low);
  if (high !== undefined) bound("high", high);
  xml.end();
}

function writeQuantite(xml: XmlWriter, { valeur, unite, equivalents = [] }: ValeurDe<"quantite">): void {
  const attributes = { "xsi:type": "PQ", value: valeur, unit: unite };
  if (equivalents.length === 0) {
    xml.element("value", attributes);
    return;
  }
  xml.start("value", attributes);
  for (const other of equivalents)
    xml.element("translation", {
      value: other.valeur,
      code: other.unite,
      codeSystem: "2.16.840.1.113883.6.8",
      codeSystemName: "UCUM",
    });
  xml.end();
}

function writeCensuree(xml: XmlWriter, { comparateur, valeur, unite }: ValeurDe<"censuree">): void {
  const bound = { valeur, inclus: comparateur.endsWith("=") };
  if (comparateur.startsWith("<")) writeBounds(xml, unite, undefined, bound);
  else writeBounds(xml, unite, bound, undefined);
}

function writeCodee(writer: CdaWriter, { code, texte, traductions = [] }: ValeurDe<"code">, id: string): void {
  const { xml } = writer;
  xml.start("value", { "xsi:type": "CD", ...codeAttributes(code) });
  if (texte !== undefined) writeReference(writer, "originalText", id);
  for (const traduction of traductions) writeCode(xml, "translation", traduction);
  xml.end();
}

function writeTexte(writer: CdaWriter, { texte }: ValeurDe<"texte">, id: string, type: TextValueType): void {
  const { xml } = writer;
  if (type === "ST") {
    xml.element("value", { "xsi:type": "ST" }, texte);
    return;
  }
  xml.start("value", { "xsi:type": "CD" });
  writeReference(writer, "originalText", id);
  xml.end();
}

function writeRapport(xml: XmlWriter, rapport: ValeurDe<"rapport">): void {
  const part = (name: string, value: string, unit: string | undefined) => {
    const type = unit !== undefined ? "PQ" : value.includes(".") ? "REAL" : "INT";
    xml.element(name, { "xsi:type": type, value, unit });
  };
  xml.start("value", { "xsi:type": "RTO" });
  part("numerator", rapport.numerateur, rapport.uniteNumerateur);
  part("denominator", rapport.denominateur, rapport.uniteDenominateur);
  xml.end();
}

function writeDate(xml: XmlWriter, date: Moment): void {
  xml.element("value", { "xsi:type": "TS", value: toHl7Ts(date) });
}

/**
 * Writes the value of a result.
 *
 * @param writer - Writer.
 * @param valeur - The value.
 * @param id - ID that its words have in the narrative.
 * @param textType - How words are written.
 */
export function writeValeur(writer: CdaWriter, valeur: Valeur, id: string, textType: TextValueType): void {
  const { xml } = writer;
  switch (valeur.type) {
    case "quantite":
      writeQuantite(xml, valeur);
      return;
    case "censuree":
      writeCensuree(xml, valeur);
      return;
    case "intervalle":
      writeBounds(
        xml,
        valeur.unite,
        { valeur: valeur.min, inclus: valeur.minInclus },
        { valeur: valeur.max, inclus: valeur.maxInclus },
      );
      return;
    case "reel":
      xml.element("value", { "xsi:type": "REAL", value: valeur.valeur });
      return;
    case "entier":
      xml.element("value", { "xsi:type": "INT", value: String(valeur.valeur) });
      return;
    case "code":
      writeCodee(writer, valeur, id);
      return;
    case "texte":
      writeTexte(writer, valeur, id, textType);
      return;
    case "rapport":
      writeRapport(xml, valeur);
      return;
    case "date":
      writeDate(xml, valeur.date);
      return;
    case "booleen":
      xml.element("value", { "xsi:type": "BL", value: String(valeur.valeur) });
      return;
    case "fichier":
      xml.element("value", { "xsi:type": "ED", mediaType: valeur.mediaType, representation: "B64" }, valeur.base64);
      return;
  }
}
