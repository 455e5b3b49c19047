import {
  type CdaWriter,
  codeAttributes,
  codeIn,
  LOINC_OID,
  writeReference,
  writeReferencedCode,
  writeTemplateIds,
  writeTime,
} from "@ldl/cda";
import { INTERPRETATION_OID } from "../codes/systems.ts";
import { ENTRY_TEMPLATES } from "../codes/templates.ts";
import type { Anteriorite } from "../model/anteriorite.ts";
import type { Methode } from "../model/methode.ts";
import type { Analyse, Resultat } from "../model/resultat.ts";
import { anterioriteId, methodeId, valeurId } from "../narrative/ids.ts";
import { INTERPRETATIONS, STATUS } from "./prepared.ts";
import { writeBornes } from "./write-bornes.ts";
import { writeCommentaires } from "./write-commentaires.ts";
import { writeParticipants } from "./write-participants.ts";
import { writePrelevements } from "./write-prelevements.ts";
import { type TextValueType, writeValeur } from "./write-valeur.ts";

/** What results are written with. */
export interface ResultWriter extends CdaWriter {
  /** How results in words are written. */
  readonly textValueType: TextValueType;
}

function loincOf({ loinc }: Analyse) {
  return loinc === undefined ? undefined : codeIn(LOINC_OID, loinc.code, loinc.libelle);
}

function writeAnalyse(writer: CdaWriter, analyse: Analyse, id: string): void {
  writeReferencedCode(writer, {
    element: "code",
    code: loincOf(analyse),
    id,
    translations: analyse.codeLocal === undefined ? [] : [analyse.codeLocal],
  });
}

function writeInterpretation({ xml }: CdaWriter, code: string | undefined): void {
  if (code === undefined) return;
  const known = INTERPRETATIONS.get(code);
  if (known === undefined) xml.element("interpretationCode", { code, codeSystem: INTERPRETATION_OID });
  else xml.prepared(known);
}

function writeMethode(writer: CdaWriter, methode: Methode | undefined, id: string): void {
  if (methode === undefined) return;
  const { code, texte } = methode;
  writer.xml.start("methodCode", code === undefined ? undefined : codeAttributes(code));
  if (texte !== undefined) writeReference(writer, "originalText", id);
  writer.xml.end();
}

function writeAnteriorite(writer: ResultWriter, analyse: Analyse, earlier: Anteriorite, id: string): void {
  const { xml } = writer;
  const code = loincOf(analyse);
  const { codeLocal } = analyse;
  xml.start("entryRelationship", { typeCode: "REFR" });
  xml.start("observation", { classCode: "OBS", moodCode: "EVN" });
  xml.start("code", code === undefined ? undefined : codeAttributes(code));
  if (codeLocal !== undefined) xml.element("translation", codeAttributes(codeLocal));
  xml.end();
  xml.prepared(STATUS.completed);
  writeTime(xml, "effectiveTime", earlier.date);
  writeValeur(writer, earlier.valeur, valeurId(id), writer.textValueType);
  writeInterpretation(writer, earlier.interpretation);
  writeMethode(writer, earlier.methode, methodeId(id));
  if (earlier.bornes !== undefined) writeBornes(writer, earlier.bornes);
  xml.end().end();
}

/**
 * Writes a result (FR-Resultat-examens-de-biologie-element-clinique-pertinent).
 *
 * @param writer - Writer inside what holds the result.
 * @param resultat - The result.
 * @param id - ID of its label in the narrative.
 */
export function writeResultat(writer: ResultWriter, resultat: Resultat, id: string): void {
  const { xml } = writer;
  const { automate, bornes } = resultat;
  xml.start("observation", { classCode: "OBS", moodCode: "EVN" });
  writeTemplateIds(xml, ENTRY_TEMPLATES.resultat);
  writeAnalyse(writer, resultat.analyse, id);
  xml.prepared(STATUS[resultat.statut]);
  if (resultat.date !== undefined) writeTime(xml, "effectiveTime", resultat.date);
  if (resultat.valeur !== undefined) writeValeur(writer, resultat.valeur, valeurId(id), writer.textValueType);
  writeInterpretation(writer, resultat.interpretation);
  writeMethode(writer, resultat.methode, methodeId(id));
  writeParticipants(writer, resultat, automate === undefined ? undefined : [automate]);
  resultat.anteriorites?.forEach((earlier, index) => {
    writeAnteriorite(writer, resultat.analyse, earlier, anterioriteId(id, index));
  });
  writePrelevements(writer, resultat.prelevements, id, "relationship");
  writeCommentaires(writer, resultat.commentaires, id, "relationship");
  if (bornes !== undefined) writeBornes(writer, bornes);
  xml.end();
}
