import { insOid } from "@ldl/domain";
import type { XmlWriter } from "@ldl/xml";
import { writeCode, writeOptionalCode } from "../datatypes/write-code.ts";
import { writeAddress, writeAddresses, writeTelecom, writeTelecoms } from "../datatypes/write-contact.ts";
import {
  writeIdentifier,
  writeProfessionalId,
  writeStructureId,
  writeTemplateIds,
} from "../datatypes/write-identifier.ts";
import { writePerson, writePersonName } from "../datatypes/write-name.ts";
import { writeInterval, writeTime } from "../datatypes/write-time.ts";
import type {
  Auteur,
  Conservateur,
  Destinataire,
  Informateur,
  OperateurSaisie,
  Participant,
  Signataire,
} from "./intervenants.ts";
import { writeOrganisation, writeProfessional } from "./write-roles.ts";

/** The DMP as the structure that keeps a document. */
const DMP = { oid: "1.2.250.1.213.4.1", nom: "DMP" } as const;

const RECIPIENT_TYPES = { principal: "PRCP", copie: "TRC" } as const;

function writeSystemAuthor(xml: XmlWriter, author: Extract<Auteur, { genre: "systeme" }>): void {
  writeIdentifier(xml, author.id.racine, author.id.valeur);
  writeCode(xml, "code", author.specialite);
  writeAddresses(xml, author.adresses);
  writeTelecoms(xml, author.telecoms);
  xml.start("assignedAuthoringDevice");
  xml.element("manufacturerModelName", undefined, author.modele);
  xml.element("softwareName", undefined, author.logiciel);
  xml.end();
  writeOrganisation(xml, "representedOrganization", author.organisation);
}

function writePatientAuthor(xml: XmlWriter, author: Extract<Auteur, { genre: "patient" }>): void {
  writeIdentifier(xml, insOid(author.ins), author.ins.matricule);
  writeAddresses(xml, author.adresses);
  writeTelecoms(xml, author.telecoms);
  writePerson(xml, "assignedPerson", author.nom);
}

/** Writes an author. */
export function writeAuthor(xml: XmlWriter, author: Auteur): void {
  xml.start("author");
  if (author.genre === "professionnel") writeOptionalCode(xml, "functionCode", author.fonction);
  writeTime(xml, "time", author.date);
  if (author.genre === "professionnel") writeProfessional(xml, "assignedAuthor", author.professionnel);
  else {
    xml.start("assignedAuthor");
    if (author.genre === "patient") writePatientAuthor(xml, author);
    else writeSystemAuthor(xml, author);
    xml.end();
  }
  xml.end();
}

/** Writes who typed the document in. */
export function writeDataEnterer(xml: XmlWriter, operator: OperateurSaisie): void {
  xml.start("dataEnterer");
  if (operator.date !== undefined) writeTime(xml, "time", operator.date);
  writeProfessional(xml, "assignedEntity", operator.professionnel);
  xml.end();
}

/** Writes who gave information. */
export function writeInformant(xml: XmlWriter, informant: Informateur): void {
  xml.start("informant");
  if (informant.genre === "professionnel") writeProfessional(xml, "assignedEntity", informant.professionnel);
  else {
    xml.start("relatedEntity", { classCode: informant.role });
    writeOptionalCode(xml, "code", informant.lien);
    writeAddresses(xml, informant.adresses);
    writeTelecoms(xml, informant.telecoms);
    xml.start("relatedPerson");
    writePersonName(xml, informant.nom);
    xml.end().end();
  }
  xml.end();
}

/** Writes the structure that keeps the document. */
export function writeCustodian(xml: XmlWriter, custodian: Conservateur): void {
  xml.start("custodian").start("assignedCustodian").start("representedCustodianOrganization");
  if (custodian.genre === "dmp") {
    writeIdentifier(xml, DMP.oid);
    xml.element("name", undefined, DMP.nom);
  } else {
    writeStructureId(xml, custodian.id);
    xml.element("name", undefined, custodian.nom);
    if (custodian.telecom !== undefined) writeTelecom(xml, custodian.telecom);
    if (custodian.adresse !== undefined) writeAddress(xml, custodian.adresse);
  }
  xml.end().end().end();
}

/** Writes an addressee. */
export function writeRecipient(xml: XmlWriter, recipient: Destinataire, templateIds: readonly string[]): void {
  xml.start("informationRecipient", {
    typeCode: recipient.type === undefined ? undefined : RECIPIENT_TYPES[recipient.type],
  });
  xml.start("intendedRecipient");
  writeTemplateIds(xml, templateIds);
  writeProfessionalId(xml, recipient.id);
  writeAddresses(xml, recipient.adresses);
  writeTelecoms(xml, recipient.telecoms);
  writePerson(xml, "informationRecipient", recipient.nom);
  writeOrganisation(xml, "receivedOrganization", recipient.organisation);
  xml.end().end();
}

/** Writes who signs. */
export function writeSignatory(
  xml: XmlWriter,
  element: "legalAuthenticator" | "authenticator",
  signatory: Signataire,
  templateIds: readonly string[] = [],
): void {
  xml.start(element);
  writeTemplateIds(xml, templateIds);
  writeTime(xml, "time", signatory.date);
  xml.element("signatureCode", { code: "S" });
  writeProfessional(xml, "assignedEntity", signatory.professionnel);
  xml.end();
}

/** Writes another participant. */
export function writeParticipant(xml: XmlWriter, participant: Participant, templateIds: readonly string[]): void {
  xml.start("participant", { typeCode: participant.type });
  writeTemplateIds(xml, templateIds);
  writeOptionalCode(xml, "functionCode", participant.fonction);
  writeInterval(xml, "time", participant, { nullFlavor: "NA", type: "IVL_TS" });
  xml.start("associatedEntity", { classCode: participant.role });
  writeProfessionalId(xml, participant.id);
  writeOptionalCode(xml, "code", participant.specialite);
  writeAddresses(xml, participant.adresses);
  writeTelecoms(xml, participant.telecoms);
  writePerson(xml, "associatedPerson", participant.nom);
  writeOrganisation(xml, "scopingOrganization", participant.organisation);
  xml.end().end();
}
