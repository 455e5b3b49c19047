import { Buffer } from "node:buffer";

/** What changes from one letter to another. */
export interface LetterParts {
  /** Identifier of the document, an OID. */
  readonly id?: string;
  /** Identifier of the document that this one replaces. */
  readonly replaces?: string;
  /** More white space, to make it larger. */
  readonly padding?: number;
  /** Element `id` of the document, in place of that of `id`. */
  readonly idElement?: string;
  /** Matricule INS. */
  readonly ins?: string;
}

const STRUCTURE = `<representedOrganization><id root="1.2.250.1.71.4.2.2" extension="1990000002"/><name>Centre hospitalier A&amp;B</name>
  <standardIndustryClassCode code="ETABLISSEMENT" displayName="Etablissement de santé" codeSystem="1.2.250.1.213.1.1.4.9"/></representedOrganization>`;

function professional(element: string): string {
  return `<${element}><id root="1.2.250.1.71.4.2.1" extension="810002422979"/>
    <code code="G15_10/SM26" displayName="Médecin - Qualifié en Médecine Générale (SM)" codeSystem="1.2.250.1.213.1.1.4.5"/>
    <assignedPerson><name><family>AUGUIN</family><given>Léon</given></name></assignedPerson>${STRUCTURE}</${element}>`;
}

/** A letter of synthetic people: the header that the DMP reads, comments and two prefixes to make canonical form work. */
export function cdaLetter(parts: LetterParts = {}): Uint8Array {
  const { id = "1.2.250.1.999.1.1.7898.4.1", ins = "279035121518989", padding = 0 } = parts;
  const related =
    parts.replaces === undefined
      ? ""
      : `<relatedDocument typeCode="RPLC"><parentDocument><id root="${parts.replaces}"/></parentDocument></relatedDocument>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="cda.xsl"?>
<!-- lettre d'essai -->
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:lab="urn:oid:1.3.6.1.4.1.19376.1.3.2" xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/><templateId root="1.2.250.1.213.1.1.1.1"/><templateId root="1.2.250.1.213.1.1.1.29" extension="2022.01"/>
${parts.idElement ?? `<id root="${id}"/>`}<code code="11490-0" displayName="Lettre de liaison à la sortie d'un établissement de soins" codeSystem="2.16.840.1.113883.6.1"/>
<title>Lettre de liaison à la sortie</title><effectiveTime value="20240219173000+0100"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25" displayName="Normal"/><languageCode code="fr-FR"/>
<setId root="${id}.0"/><versionNumber value="1"/>
<recordTarget><patientRole><id extension="${ins}" root="1.2.250.1.213.1.4.10"/><id extension="1234567890121" root="1.2.250.1.999.1.1.7898.2"/>
<patient><name><family qualifier="BR">PAT-TROIS</family><given>DOMINIQUE MARIE-LOUISE</given><given qualifier="BR">DOMINIQUE</given></name>
<administrativeGenderCode code="F" displayName="Féminin" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19790328"/>
<birthplace><place><addr><county>51215</county><city>DOMPREMY</city></addr></place></birthplace></patient></patientRole></recordTarget>
<author><functionCode code="ATTPHYS" displayName="Médecin responsable" codeSystem="2.16.840.1.113883.5.88"/><time value="20240219173000+0100"/>${professional("assignedAuthor")}</author>
<custodian><assignedCustodian><representedCustodianOrganization><id root="1.2.250.1.71.4.2.2" extension="1990000002"/><name>Centre hospitalier</name></representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="20240219173000+0100"/><signatureCode code="S"/>${professional("assignedEntity")}</legalAuthenticator>
<documentationOf><serviceEvent><code code="IMP" displayName="Hospitalisation" codeSystem="2.16.840.1.113883.5.4"/>
<effectiveTime><low value="20240110103000+0100"/><high value="20240219080000+0100"/></effectiveTime>
<performer typeCode="PRF">${professional("assignedEntity")}</performer></serviceEvent></documentationOf>${related}
<componentOf><encompassingEncounter><effectiveTime><low value="20240101080000+0100"/></effectiveTime>
<location><healthCareFacility><code code="SA01" displayName="Etablissement public de santé" codeSystem="1.2.250.1.71.4.2.4"/></healthCareFacility></location></encompassingEncounter></componentOf>
<component><structuredBody><component><section><title>Synthèse</title><text>Sortie à domicile.${" ".repeat(padding)}</text></section></component></structuredBody></component>
</ClinicalDocument>
`);
}
