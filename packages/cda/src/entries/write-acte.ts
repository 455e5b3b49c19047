import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRIES } from "../codes/entry-templates.ts";
import { ABSENT_PROCEDURE } from "../codes/jdv/absent-procedure.ts";
import { PRIORITE, STATUT_ACTE } from "../codes/statuts.ts";
import { writeOptionalCode } from "../datatypes/write-code.ts";
import { writeTemplateIds } from "../datatypes/write-identifier.ts";
import { writeInterval, writeTimeOrNull } from "../datatypes/write-time.ts";
import type { ActeRealise } from "../lettre-de-liaison/acte.ts";
import type { ActePrevu } from "../lettre-de-liaison/plan-de-soins.ts";
import {
  writeAbsence,
  writeComment,
  writeEntryHead,
  writeReference,
  writeReferencedCode,
} from "./write-entry-parts.ts";

/** IDs of the narrative of a procedure. */
export function acteIds(prefix: string) {
  return { libelle: `${prefix}-libelle`, commentaire: `${prefix}-commentaire` };
}

type Ids = ReturnType<typeof acteIds>;

function writeWhat(writer: CdaWriter, act: ActeRealise | ActePrevu, id: string): void {
  writeReferencedCode(writer, { element: "code", code: act.code, id, otherwise: { nullFlavor: "NAV" } });
  writeReference(writer, "text", id);
  writer.xml.element("statusCode", { code: STATUT_ACTE[act.statut] });
}

/** Writes a procedure that took place (FR-Acte, event). */
export function writePastAct(writer: CdaWriter, act: ActeRealise, ids: Ids): void {
  const { xml } = writer;
  xml.start("entry").start("procedure", { classCode: "PROC", moodCode: "EVN" });
  writeEntryHead(writer, ENTRIES.acteRealise);
  writeWhat(writer, act, ids.libelle);
  writeInterval(xml, "effectiveTime", act, { nullFlavor: "UNK" });
  if (act.commentaire !== undefined) writeComment(writer, ids.commentaire);
  xml.end().end();
}

/** Writes a procedure to come (FR-Acte, intent). */
export function writePlannedAct(writer: CdaWriter, act: ActePrevu, ids: Ids): void {
  const { xml } = writer;
  xml.start("entry").start("procedure", { classCode: "PROC", moodCode: "INT" });
  writeEntryHead(writer, ENTRIES.actePrevu);
  writeWhat(writer, act, ids.libelle);
  writeTimeOrNull(xml, "effectiveTime", act.date, "UNK");
  writeOptionalCode(xml, "priorityCode", act.priorite === undefined ? undefined : PRIORITE[act.priorite]);
  xml.end().end();
}

/** Writes that there was no procedure, or that nothing is known of procedures. */
export function writeNoAct(writer: CdaWriter, etat: "aucun" | "inconnu", id: string): void {
  const { xml } = writer;
  xml.start("entry").start("procedure", { classCode: "PROC", moodCode: "EVN", negationInd: "true" });
  writeTemplateIds(xml, ENTRIES.acteRealise);
  xml.element("id", { nullFlavor: "NA" });
  const code = etat === "aucun" ? "no-known-procedures" : "no-procedure-info";
  writeAbsence(writer, { element: "code", set: ABSENT_PROCEDURE, code, id });
  writeReference(writer, "text", id);
  xml.element("statusCode", { code: "completed" });
  xml.element("effectiveTime", { nullFlavor: "NA" });
  xml.end().end();
}
