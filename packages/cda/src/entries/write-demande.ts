import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { ENTRIES } from "../codes/entry-templates.ts";
import { STATUT_DEMANDE } from "../codes/statuts.ts";
import { writeCode } from "../datatypes/write-code.ts";
import { writeTimeOrNull } from "../datatypes/write-time.ts";
import type { Demande } from "../lettre-de-liaison/plan-de-soins.ts";
import { writeEntryHead, writeReference } from "./write-entry-parts.ts";

const MOODS: Readonly<Record<Demande["intention"], string>> = { prevue: "INT", proposee: "PRP", objectif: "GOL" };

/** Writes an examination or a follow-up asked for (FR-Demande-d-examen-ou-de-suivi). */
export function writeRequest(writer: CdaWriter, request: Demande, id: string): void {
  const { xml } = writer;
  xml.start("entry").start("observation", { classCode: "OBS", moodCode: MOODS[request.intention] });
  writeEntryHead(writer, ENTRIES.demande);
  writeCode(xml, "code", request.code ?? ENTRY_CODES.demande);
  writeReference(writer, "text", id);
  xml.element("statusCode", { code: STATUT_DEMANDE[request.statut] });
  writeTimeOrNull(xml, "effectiveTime", request.date, "UNK");
  xml.element("value", { "xsi:type": "ST" }, request.texte);
  xml.end().end();
}
