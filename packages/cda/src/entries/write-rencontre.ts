import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRIES } from "../codes/entry-templates.ts";
import { PRIORITE, TYPE_RENCONTRE } from "../codes/statuts.ts";
import { writeCode, writeOptionalCode } from "../datatypes/write-code.ts";
import { writeTimeOrNull } from "../datatypes/write-time.ts";
import { writeProfessional } from "../header/write-roles.ts";
import type { Rencontre } from "../lettre-de-liaison/plan-de-soins.ts";
import { writeEntryHead, writeReference } from "./write-entry-parts.ts";

/** Moods that the XML Schema and the schematron both accept: the schematron's `PMRS` is no mood of the schema. */
const MODES = {
  prevue: { moodCode: "ARQ", templateIds: ENTRIES.rencontrePrevue },
  realisee: { moodCode: "EVN", templateIds: ENTRIES.rencontreRealisee },
} as const;

/** Writes a visit (FR-Rencontre). */
export function writeVisit(writer: CdaWriter, visit: Rencontre, id: string): void {
  const { xml } = writer;
  const { moodCode, templateIds } = MODES[visit.etat];
  xml.start("entry").start("encounter", { classCode: "ENC", moodCode });
  writeEntryHead(writer, templateIds);
  writeCode(xml, "code", TYPE_RENCONTRE[visit.type]);
  writeReference(writer, "text", id);
  writeTimeOrNull(xml, "effectiveTime", visit.date, "UNK");
  writeOptionalCode(xml, "priorityCode", visit.priorite === undefined ? undefined : PRIORITE[visit.priorite]);
  if (visit.executant !== undefined) {
    xml.start("performer", { typeCode: "PRF" });
    writeProfessional(xml, "assignedEntity", visit.executant);
    xml.end();
  }
  if (visit.lieu !== undefined) {
    xml.start("participant", { typeCode: "LOC" }).start("participantRole", { classCode: "SDLOC" });
    xml.start("playingEntity", { classCode: "PLC" }).element("name", undefined, visit.lieu).end();
    xml.end().end();
  }
  xml.end().end();
}
