import {
  type CdaWriter,
  codeAttributes,
  writeCode,
  writeIdentifier,
  writeOptionalCode,
  writeProfessional,
  writeTemplateIds,
  writeTime,
} from "@ldl/cda";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { ENTRY_TEMPLATES } from "../codes/templates.ts";
import type { Prelevement } from "../model/prelevement.ts";
import { prelevementId } from "../narrative/ids.ts";
import { writeCommentaires } from "./write-commentaires.ts";

function writeEchantillon({ xml }: CdaWriter, { echantillon, nature }: Prelevement): void {
  xml.start("participant", { typeCode: "PRD" }).start("participantRole", { classCode: "SPEC" });
  writeIdentifier(xml, echantillon.racine, echantillon.valeur);
  xml.start("playingEntity");
  writeCode(xml, "code", nature);
  xml.end().end().end();
}

function writeReception({ xml }: CdaWriter, recuLe: Prelevement["recuLe"]): void {
  if (recuLe === undefined) return;
  xml.start("entryRelationship", { typeCode: "COMP" }).start("act", { classCode: "ACT", moodCode: "EVN" });
  writeTemplateIds(xml, ENTRY_TEMPLATES.reception);
  writeCode(xml, "code", ENTRY_CODES.reception);
  writeTime(xml, "effectiveTime", recuLe);
  xml.end().end();
}

function writePrelevement(writer: CdaWriter, prelevement: Prelevement, id: string): void {
  const { xml } = writer;
  const { acte = ENTRY_CODES.prelevement, date, site, preleveur } = prelevement;
  xml.start("procedure", { classCode: "PROC", moodCode: "EVN" });
  writeTemplateIds(xml, ENTRY_TEMPLATES.prelevement);
  xml.element("code", codeAttributes(acte));
  xml.start("effectiveTime");
  writeTime(xml, "high", date);
  xml.end();
  writeOptionalCode(xml, "targetSiteCode", site);
  if (preleveur !== undefined) {
    xml.start("performer");
    writeProfessional(xml, "assignedEntity", preleveur, { nullContacts: true });
    xml.end();
  }
  writeEchantillon(writer, prelevement);
  writeReception(writer, prelevement.recuLe);
  writeCommentaires(writer, prelevement.commentaires, id, "relationship");
  xml.end();
}

/**
 * Writes specimens (FR-Prelevement).
 *
 * @param writer - Writer inside an act, an observation (`relationship`) or an organizer (`component`).
 * @param prelevements - Specimens.
 * @param parent - ID of what they belong to.
 * @param link - How they hang on it.
 */
export function writePrelevements(
  writer: CdaWriter,
  prelevements: readonly Prelevement[] | undefined,
  parent: string,
  link: "relationship" | "component",
): void {
  prelevements?.forEach((prelevement, index) => {
    if (link === "component") writer.xml.start("component");
    else writer.xml.start("entryRelationship", { typeCode: "COMP" });
    writePrelevement(writer, prelevement, prelevementId(parent, index));
    writer.xml.end();
  });
}
