import { Buffer } from "node:buffer";

/** What changes from one test document to another. Everything else is a plain LDL-SES header of synthetic people. */
export interface CdaDocumentParts {
  readonly id?: string;
  readonly code?: string;
  readonly templateIds?: string;
  readonly title?: string;
  readonly effectiveTime?: string;
  readonly confidentiality?: string;
  readonly language?: string;
  readonly patientIds?: string;
  readonly names?: string;
  readonly authors?: string;
  readonly legalAuthenticator?: string;
  readonly act?: string;
  readonly encounter?: string;
  readonly related?: string;
  readonly orders?: string;
  readonly body?: string;
}

export const INS_ID = '<id extension="279035121518989" root="1.2.250.1.213.1.4.10"/>';
export const IPP_ID = '<id extension="1234567890121" root="1.2.250.1.999.1.1.7898.2"/>';
export const OTHER_INS_ID = '<id extension="197073508514519" root="1.2.250.1.213.1.4.10"/>';

const HOSPITAL = `<representedOrganization>
  <id root="1.2.250.1.71.4.2.2" extension="1750803447"/><name>Hôpital d'exemple A&amp;B</name>
  <standardIndustryClassCode code="ETABLISSEMENT" displayName="Etablissement de santé" codeSystem="1.2.250.1.213.1.1.4.9"/>
</representedOrganization>`;

export function professional(element: string, name: string, id = "810002422979"): string {
  return `<${element}><id root="1.2.250.1.71.4.2.1" extension="${id}"/>
    <code code="G15_10/SM27" displayName="Médecin - Médecine interne (SM)" codeSystem="1.2.250.1.213.1.1.4.5"/>
    <assignedPerson><name><family>${name}</family><given>Léon</given></name></assignedPerson>${HOSPITAL}</${element}>`;
}

const DEFAULTS: Required<CdaDocumentParts> = {
  id: '<id root="1.2.250.1.999.1.1.7898.4.20240219.1"/>',
  code: `<code code="11490-0" displayName="Lettre de liaison à la sortie d'un établissement de soins" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC"/>`,
  templateIds: '<templateId root="1.2.250.1.213.1.1.1.29" extension="2022.01"/>',
  title: "<title>Lettre de liaison à la sortie</title>",
  effectiveTime: '<effectiveTime value="20240219173000+0100"/>',
  confidentiality: '<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25" displayName="Normal"/>',
  language: '<languageCode code="fr-FR"/>',
  patientIds: `${INS_ID}${IPP_ID}`,
  names: `<family qualifier="BR">PAT-TROIS</family><given>DOMINIQUE MARIE-LOUISE</given><given qualifier="BR">DOMINIQUE</given>
    <family qualifier="CL">PAT-USUEL</family><given qualifier="CL">MARIE</given>`,
  authors: `<author><functionCode code="ATTPHYS" displayName="Médecin responsable" codeSystem="2.16.840.1.113883.5.88"/>
    <time value="20240219173000+0100"/>${professional("assignedAuthor", "AUGUIN")}</author>`,
  legalAuthenticator: `<legalAuthenticator><time value="20240219173000+0100"/><signatureCode code="S"/>${professional("assignedEntity", "D'ARC")}</legalAuthenticator>`,
  act: `<documentationOf><serviceEvent><code code="IMP" displayName="Hospitalisation" codeSystem="2.16.840.1.113883.5.4"/>
    <effectiveTime><low value="20240701103000+0200"/><high value="20240115080000+0100"/></effectiveTime>
    <performer typeCode="PRF">${professional("assignedEntity", "AUGUIN")}</performer></serviceEvent></documentationOf>`,
  encounter: `<componentOf><encompassingEncounter><effectiveTime><low value="20240101080000+0100"/></effectiveTime>
    <location><healthCareFacility><code code="SA01" displayName="Etablissement public de santé" codeSystem="1.2.250.1.71.4.2.4"/></healthCareFacility></location>
    </encompassingEncounter></componentOf>`,
  related: "",
  orders: "",
  body: "<component><structuredBody><component><section><title>Synthèse</title><text>Sortie.</text></section></component></structuredBody></component>",
};

/** A CDA document, synthetic, with some parts of the caller's. */
export function cdaDocument(parts: CdaDocumentParts = {}): Uint8Array {
  const p = { ...DEFAULTS, ...parts };
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/><templateId root="1.2.250.1.213.1.1.1.1"/>${p.templateIds}
${p.id}${p.code}${p.title}${p.effectiveTime}${p.confidentiality}${p.language}
<setId root="1.2.250.1.999.1.1.7898.4.20240219"/><versionNumber value="1"/>
<recordTarget><patientRole>${p.patientIds}<patient><name>${p.names}</name>
<administrativeGenderCode code="F" displayName="Féminin" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19790328"/>
<birthplace><place><addr><county>51215</county><city>DOMPREMY</city></addr></place></birthplace></patient></patientRole></recordTarget>
${p.authors}
<custodian><assignedCustodian><representedCustodianOrganization><id root="1.2.250.1.71.4.2.2" extension="1750803447"/><name>Hôpital d'exemple</name></representedCustodianOrganization></assignedCustodian></custodian>
${p.legalAuthenticator}${p.orders}${p.act}${p.related}${p.encounter}
${p.body}
</ClinicalDocument>`);
}

/** Body of level 1 around a file. */
export function fileBody(mediaType: string): string {
  return `<component><nonXMLBody><text mediaType="${mediaType}" representation="B64">SGVsbG8=</text></nonXMLBody></component>`;
}
