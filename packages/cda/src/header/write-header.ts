import type { XmlWriter } from "@ldl/xml";
import { NAMESPACES } from "../codes/namespaces.ts";
import { CONFIDENTIALITY_OID } from "../codes/systemes.ts";
import { writeCode } from "../datatypes/write-code.ts";
import { writeDocumentId, writeTemplateIds } from "../datatypes/write-identifier.ts";
import { writeTime } from "../datatypes/write-time.ts";
import type { DocumentHeader } from "./document-header.ts";
import type { DocumentModel } from "./document-model.ts";
import { writeConsent, writeEncounter, writeOrder, writeReplaced, writeServiceEvent } from "./write-contexte.ts";
import {
  writeAuthor,
  writeCustodian,
  writeDataEnterer,
  writeInformant,
  writeParticipant,
  writeRecipient,
  writeSignatory,
} from "./write-intervenants.ts";
import { hasLifeFacts, writePatient } from "./write-patient.ts";

/** Templates of every CI-SIS document: HL7 France, then the CI-SIS header. */
const COMMON_TEMPLATE_IDS = ["2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1"] as const;

/** Labels of the HL7 confidentiality codes. */
const CONFIDENTIALITY_LABELS = {
  L: "Bas",
  M: "Modéré",
  N: "Normal",
  R: "Restreint",
  U: "Non restreint",
  V: "Très restreint",
} as const;

/** Namespaces that the header needs besides the one of CDA. */
function namespacesOf(header: DocumentHeader): Record<string, string | undefined> {
  const hasStatus = [header.acte, ...(header.actesSecondaires ?? [])].some((act) => act.statut !== undefined);
  const hasAccession = header.prescriptions?.some((order) => order.accession !== undefined) ?? false;
  return {
    xmlns: NAMESPACES.hl7,
    "xmlns:xsi": NAMESPACES.xsi,
    "xmlns:sdtc": hasLifeFacts(header.patient) ? NAMESPACES.sdtc : undefined,
    "xmlns:lab": hasStatus ? NAMESPACES.lab : undefined,
    "xmlns:ps3-20": hasAccession ? NAMESPACES.ps3 : undefined,
  };
}

function writeQualification(xml: XmlWriter, header: DocumentHeader, model: DocumentModel): void {
  xml.element("realmCode", { code: "FR" });
  xml.element("typeId", { root: "2.16.840.1.113883.1.3", extension: "POCD_HD000040" });
  writeTemplateIds(xml, COMMON_TEMPLATE_IDS);
  for (const { root, extension } of model.templateIds) xml.element("templateId", { root, extension });
  writeDocumentId(xml, "id", header.id);
  writeCode(xml, "code", model.code);
  xml.element("title", undefined, header.titre);
  writeTime(xml, "effectiveTime", header.creeLe);
  xml.element("confidentialityCode", {
    code: header.confidentialite,
    displayName: CONFIDENTIALITY_LABELS[header.confidentialite],
    codeSystem: CONFIDENTIALITY_OID,
  });
  xml.element("languageCode", { code: header.langue });
  writeDocumentId(xml, "setId", header.setId);
  xml.element("versionNumber", { value: String(header.version) });
}

function writePeople(xml: XmlWriter, header: DocumentHeader, model: DocumentModel): void {
  const templates = model.partTemplateIds;
  writePatient(xml, header.patient);
  for (const author of header.auteurs) writeAuthor(xml, author);
  if (header.operateurSaisie !== undefined) writeDataEnterer(xml, header.operateurSaisie);
  for (const informant of header.informateurs ?? []) writeInformant(xml, informant);
  writeCustodian(xml, header.conservateur);
  for (const recipient of header.destinataires ?? []) writeRecipient(xml, recipient, templates?.destinataire ?? []);
  writeSignatory(xml, "legalAuthenticator", header.responsable);
  for (const validator of header.valideurs ?? []) writeSignatory(xml, "authenticator", validator, templates?.valideur);
  for (const participant of header.participants ?? [])
    writeParticipant(xml, participant, templates?.participant?.(participant) ?? []);
}

function writeContext(xml: XmlWriter, header: DocumentHeader, model: DocumentModel): void {
  const performerTemplates = model.partTemplateIds?.executant ?? [];
  for (const order of header.prescriptions ?? []) writeOrder(xml, order);
  for (const act of [header.acte, ...(header.actesSecondaires ?? [])]) writeServiceEvent(xml, act, performerTemplates);
  if (header.remplace !== undefined) writeReplaced(xml, header.remplace);
  for (const consent of header.consentements ?? []) writeConsent(xml, consent);
  writeEncounter(xml, header.priseEnCharge);
}

/**
 * Opens `ClinicalDocument` and writes the whole CI-SIS header, in the order of the XML Schema. The element stays open
 * for the body.
 *
 * @remarks CI-SIS, Volet Structuration minimale des documents de santé (template 1.2.250.1.213.1.1.1.1).
 * @param xml - Writer at the start of the document.
 * @param header - Complete header.
 * @param model - What the kind of document adds.
 * @internal
 */
export function writeHeader(xml: XmlWriter, header: DocumentHeader, model: DocumentModel): void {
  xml.start("ClinicalDocument", namespacesOf(header));
  writeQualification(xml, header, model);
  writePeople(xml, header, model);
  writeContext(xml, header, model);
}
