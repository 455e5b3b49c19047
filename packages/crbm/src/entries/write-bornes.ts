import { type CdaWriter, codeAttributes, conceptOf } from "@ldl/cda";
import { prepareMarkup } from "@ldl/xml";
import { INTERPRETATION } from "../codes/jdv/interpretation.ts";
import { SDTC_NAMESPACE } from "../codes/systems.ts";
import type { Bornes, ConditionBornes } from "../model/bornes.ts";
import { writeBounds, writeValeur } from "./write-valeur.ts";

const NORMAL = /* @__PURE__ */ prepareMarkup((writer) =>
  writer.element("interpretationCode", codeAttributes(conceptOf(INTERPRETATION, "N"))),
);

/** A condition is written in full in its entry: conditions never refer to the narrative. */
function writeCondition(writer: CdaWriter, { texte, code, valeur }: ConditionBornes): void {
  const { xml } = writer;
  xml.start("sdtc:precondition1", { "xmlns:sdtc": SDTC_NAMESPACE, typeCode: "PRCN" });
  xml.element("sdtc:conjunctionCode", { code: "AND" });
  xml.start("sdtc:criterion1", { classCode: "OBS", moodCode: "EVN.CRT" });
  if (code !== undefined) xml.element("code", codeAttributes(code));
  xml.element("text", undefined, texte);
  if (valeur !== undefined) writeValeur(writer, valeur, "", "ST");
  xml.end().end();
}

/**
 * Writes reference values (`referenceRange`).
 *
 * @param writer - Writer at the end of an observation.
 * @param bornes - Reference values.
 */
export function writeBornes(writer: CdaWriter, bornes: Bornes): void {
  const { xml } = writer;
  const { min, max, minInclus, maxInclus, unite, texte, conditions = [] } = bornes;
  xml.start("referenceRange", { typeCode: "REFV" });
  xml.start("observationRange", { classCode: "OBS", moodCode: "EVN.CRT" });
  if (texte !== undefined) xml.element("text", undefined, texte);
  if (min !== undefined || max !== undefined)
    writeBounds(
      xml,
      unite,
      min === undefined ? undefined : { valeur: min, inclus: minInclus },
      max === undefined ? undefined : { valeur: max, inclus: maxInclus },
    );
  xml.prepared(NORMAL);
  for (const condition of conditions) writeCondition(writer, condition);
  xml.end().end();
}
