import type { XmlWriter } from "@ldl/xml";
import { writeCode, writeOptionalCode } from "../datatypes/write-code.ts";
import { writeAddress } from "../datatypes/write-contact.ts";
import {
  writeDocumentId,
  writeIdentifier,
  writeLocalIdentifiers,
  writeTemplateIds,
} from "../datatypes/write-identifier.ts";
import { writeInterval } from "../datatypes/write-time.ts";
import type {
  ActePrincipal,
  ActeSecondaire,
  Consentement,
  DocumentRemplace,
  Executant,
  Prescription,
  PriseEnCharge,
} from "./contexte.ts";
import { writeProfessional } from "./write-roles.ts";

/** Writes an order that the document answers. */
export function writeOrder(xml: XmlWriter, order: Prescription): void {
  xml.start("inFulfillmentOf").start("order");
  writeIdentifier(xml, order.id.racine, order.id.valeur);
  writeOptionalCode(xml, "code", order.code);
  const { accession } = order;
  if (accession !== undefined) writeIdentifier(xml, accession.racine, accession.valeur, "ps3-20:accessionNumber");
  xml.end().end();
}

function writePerformer(xml: XmlWriter, performer: Executant, templateIds: readonly string[]): void {
  xml.start("performer", { typeCode: "PRF" });
  writeTemplateIds(xml, templateIds);
  writeOptionalCode(xml, "functionCode", performer.fonction);
  if (performer.date !== undefined) writeInterval(xml, "time", { fin: performer.date });
  writeProfessional(xml, "assignedEntity", performer.professionnel);
  xml.end();
}

/** Writes an act that the document reports on. */
export function writeServiceEvent(
  xml: XmlWriter,
  act: ActePrincipal | ActeSecondaire,
  templateIds: readonly string[],
): void {
  xml.start("documentationOf").start("serviceEvent");
  writeLocalIdentifiers(xml, act.ids);
  writeOptionalCode(xml, "code", act.code);
  if (act.statut !== undefined) xml.element("lab:statusCode", { code: act.statut });
  if (act.debut !== undefined || act.fin !== undefined) writeInterval(xml, "effectiveTime", act);
  if (act.executant !== undefined) writePerformer(xml, act.executant, templateIds);
  xml.end().end();
}

/** Writes the version that the document replaces. */
export function writeReplaced(xml: XmlWriter, replaced: DocumentRemplace): void {
  xml.start("relatedDocument", { typeCode: "RPLC" }).start("parentDocument");
  writeDocumentId(xml, "id", replaced.id);
  if (replaced.version !== undefined) xml.element("versionNumber", { value: String(replaced.version) });
  xml.end().end();
}

/** Writes a consent. */
export function writeConsent(xml: XmlWriter, consent: Consentement): void {
  xml.start("authorization").start("consent");
  writeLocalIdentifiers(xml, consent.ids);
  writeCode(xml, "code", consent.code);
  xml.element("statusCode", { code: "completed" });
  xml.end().end();
}

function writeFacility(xml: XmlWriter, place: PriseEnCharge["lieu"]): void {
  xml.start("location").start("healthCareFacility");
  writeCode(xml, "code", place.secteur);
  if (place.nom !== undefined || place.adresse !== undefined) {
    xml.start("location");
    if (place.nom !== undefined) xml.element("name", undefined, place.nom);
    if (place.adresse !== undefined) writeAddress(xml, place.adresse);
    xml.end();
  }
  xml.end().end();
}

/** Writes the stay or the visit during which the document was made. */
export function writeEncounter(xml: XmlWriter, encounter: PriseEnCharge): void {
  xml.start("componentOf").start("encompassingEncounter");
  writeLocalIdentifiers(xml, encounter.ids);
  writeOptionalCode(xml, "code", encounter.type);
  writeInterval(xml, "effectiveTime", encounter, { nullFlavor: "UNK" });
  writeOptionalCode(xml, "dischargeDispositionCode", encounter.modaliteSortie);
  if (encounter.responsable !== undefined) {
    xml.start("responsibleParty");
    writeProfessional(xml, "assignedEntity", encounter.responsable);
    xml.end();
  }
  for (const participant of encounter.participants ?? []) {
    xml.start("encounterParticipant", { typeCode: participant.type });
    if (participant.debut !== undefined || participant.fin !== undefined) writeInterval(xml, "time", participant);
    writeProfessional(xml, "assignedEntity", participant.professionnel);
    xml.end();
  }
  writeFacility(xml, encounter.lieu);
  xml.end().end();
}
