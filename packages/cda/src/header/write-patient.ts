import { insOid, type LieuNaissance, type Patient, type Representant } from "@ldl/domain";
import type { XmlWriter } from "@ldl/xml";
import { ADMINISTRATIVE_GENDER } from "../codes/jdv/administrative-gender.ts";
import { conceptOf } from "../codes/value-set.ts";
import { codeAttributes } from "../datatypes/write-code.ts";
import { writeAddresses, writeTelecoms } from "../datatypes/write-contact.ts";
import { writeIdentifier, writeLocalIdentifiers, writeStructureId } from "../datatypes/write-identifier.ts";
import { writePersonName } from "../datatypes/write-name.ts";
import { writeTime } from "../datatypes/write-time.ts";

const GENDERS = {
  F: codeAttributes(conceptOf(ADMINISTRATIVE_GENDER, "F")),
  M: codeAttributes(conceptOf(ADMINISTRATIVE_GENDER, "M")),
  UN: codeAttributes(conceptOf(ADMINISTRATIVE_GENDER, "UN")),
} as const;

function writeNames(xml: XmlWriter, patient: Patient): void {
  xml.start("name");
  xml.element("family", { qualifier: "BR" }, patient.nomNaissance);
  if (patient.prenomsNaissance !== undefined) xml.element("given", undefined, patient.prenomsNaissance);
  if (patient.premierPrenomNaissance !== undefined)
    xml.element("given", { qualifier: "BR" }, patient.premierPrenomNaissance);
  if (patient.nomUtilise !== undefined) xml.element("family", { qualifier: "CL" }, patient.nomUtilise);
  if (patient.prenomUtilise !== undefined) xml.element("given", { qualifier: "CL" }, patient.prenomUtilise);
  if (patient.civilite !== undefined) xml.element("prefix", undefined, patient.civilite);
  if (patient.titre !== undefined) xml.element("suffix", undefined, patient.titre);
  xml.end();
}

function writeLifeFacts(xml: XmlWriter, patient: Patient): void {
  const { decede, dateDeces, naissanceMultiple, rangNaissance } = patient;
  if (decede !== undefined) xml.element("sdtc:deceasedInd", { value: String(decede) });
  if (dateDeces !== undefined) writeTime(xml, "sdtc:deceasedTime", dateDeces);
  if (naissanceMultiple !== undefined) xml.element("sdtc:multipleBirthInd", { value: String(naissanceMultiple) });
  if (rangNaissance !== undefined) xml.element("sdtc:multipleBirthOrderNumber", { value: String(rangNaissance) });
}

/** Whether the patient needs the `sdtc` namespace. */
export function hasLifeFacts(patient: Patient): boolean {
  return (
    patient.decede !== undefined ||
    patient.dateDeces !== undefined ||
    patient.naissanceMultiple !== undefined ||
    patient.rangNaissance !== undefined
  );
}

function writeGuardian(xml: XmlWriter, guardian: Representant): void {
  xml.start("guardian");
  writeLocalIdentifiers(xml, guardian.ids);
  writeAddresses(xml, guardian.adresses);
  writeTelecoms(xml, guardian.telecoms);
  if (guardian.genre === "personne") {
    xml.start("guardianPerson");
    writePersonName(xml, guardian.nom);
  } else {
    xml.start("guardianOrganization");
    writeStructureId(xml, guardian.organisation.id);
    if (guardian.organisation.nom !== undefined) xml.element("name", undefined, guardian.organisation.nom);
  }
  xml.end().end();
}

function writeBirthplace(xml: XmlWriter, { nom, codeCog, commune }: LieuNaissance): void {
  if (nom === undefined && codeCog === undefined && commune === undefined) return;
  xml.start("birthplace").start("place");
  if (nom !== undefined) xml.element("name", undefined, nom);
  if (codeCog !== undefined || commune !== undefined) {
    xml.start("addr");
    if (codeCog !== undefined) xml.element("county", undefined, codeCog);
    if (commune !== undefined) xml.element("city", undefined, commune);
    xml.end();
  }
  xml.end().end();
}

/** Writes the patient (`recordTarget`). */
export function writePatient(xml: XmlWriter, patient: Patient): void {
  xml.start("recordTarget").start("patientRole");
  if (patient.ins !== undefined) writeIdentifier(xml, insOid(patient.ins), patient.ins.matricule);
  writeLocalIdentifiers(xml, patient.identifiantsLocaux);
  writeAddresses(xml, patient.adresses);
  writeTelecoms(xml, patient.telecoms);
  xml.start("patient");
  writeNames(xml, patient);
  xml.element("administrativeGenderCode", GENDERS[patient.sexe]);
  writeTime(xml, "birthTime", patient.dateNaissance);
  writeLifeFacts(xml, patient);
  for (const guardian of patient.representants ?? []) writeGuardian(xml, guardian);
  if (patient.lieuNaissance !== undefined) writeBirthplace(xml, patient.lieuNaissance);
  xml.end().end().end();
}
