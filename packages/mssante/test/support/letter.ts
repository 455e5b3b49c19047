import { Oid } from "@ldl/domain";
import { contentTypeCode, type PackXdmInput, packXdm } from "@ldl/xds";

/** What changes from one letter to another. */
export interface LetterParts {
  readonly id?: string;
  readonly version?: number;
  readonly replaces?: string;
  readonly author?: string;
  readonly structure?: string;
  readonly matricule?: string | undefined;
  readonly nom?: string;
  readonly text?: string;
}

/** Patient of the letters. */
export const RECORD = {
  matricule: "279035121518989",
  autorite: "1.2.250.1.213.1.4.10",
  nomNaissance: "PAT-TROIS",
  prenom: "DOMINIQUE",
  dateNaissance: "1979-03-28",
  sexe: "F",
} as const;

/** The letter of the tests has the identifier 1.2.250.1.999.1.1.7898.4.<id>. */
export const letterId = (id: string): string => `1.2.250.1.999.1.1.7898.4.${id}`;

function professional(element: string, { author = "810002422979", structure = "1750803447" }: LetterParts): string {
  return `<${element}><id root="1.2.250.1.71.4.2.1" extension="${author}"/>
    <code code="G15_10/SM27" displayName="Médecin - Médecine interne (SM)" codeSystem="1.2.250.1.213.1.1.4.5"/>
    <assignedPerson><name><family>AUGUIN</family><given>Léon</given></name></assignedPerson>
    <representedOrganization><id root="1.2.250.1.71.4.2.2" extension="${structure}"/><name>Hôpital d'exemple</name>
    <standardIndustryClassCode code="ETABLISSEMENT" displayName="Etablissement de santé" codeSystem="1.2.250.1.213.1.1.4.9"/>
    </representedOrganization></${element}>`;
}

/** A letter as a CDA document: the header that reception looks at, and one section. */
export function letter(parts: LetterParts = {}): Uint8Array {
  const {
    id = "1",
    version = 1,
    replaces,
    matricule = RECORD.matricule,
    nom = RECORD.nomNaissance,
    text = "Sortie.",
  } = parts;
  const ins = matricule === "" ? "" : `<id extension="${matricule}" root="${RECORD.autorite}"/>`;
  const related =
    replaces === undefined
      ? ""
      : `<relatedDocument typeCode="RPLC"><parentDocument><id root="${letterId(replaces)}"/></parentDocument></relatedDocument>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/><templateId root="1.2.250.1.213.1.1.1.1"/>
<templateId root="1.2.250.1.213.1.1.1.29" extension="2022.01"/><id root="${letterId(id)}"/>
<code code="11490-0" displayName="Lettre de liaison à la sortie d'un établissement de soins" codeSystem="2.16.840.1.113883.6.1"/>
<title>Lettre de liaison à la sortie</title><effectiveTime value="20240219173000+0100"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25" displayName="Normal"/><languageCode code="fr-FR"/>
<setId root="1.2.250.1.999.1.1.7898.4"/><versionNumber value="${version}"/>
<recordTarget><patientRole>${ins}<id extension="1234567890121" root="1.2.250.1.999.1.1.7898.2"/><patient><name>
<family qualifier="BR">${nom}</family><given>DOMINIQUE MARIE</given><given qualifier="BR">DOMINIQUE</given></name>
<administrativeGenderCode code="F" displayName="Féminin" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19790328"/>
<birthplace><place><addr><county>51215</county><city>DOMPREMY</city></addr></place></birthplace></patient></patientRole></recordTarget>
<author><time value="20240219173000+0100"/>${professional("assignedAuthor", parts)}</author>
<custodian><assignedCustodian><representedCustodianOrganization><id root="1.2.250.1.71.4.2.2" extension="1750803447"/>
<name>Hôpital d'exemple</name></representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="20240219173000+0100"/><signatureCode code="S"/>${professional("assignedEntity", parts)}</legalAuthenticator>
<documentationOf><serviceEvent><code code="IMP" displayName="Hospitalisation" codeSystem="2.16.840.1.113883.5.4"/>
<effectiveTime><low value="20240215103000+0100"/><high value="20240219080000+0100"/></effectiveTime>
<performer typeCode="PRF">${professional("assignedEntity", parts)}</performer></serviceEvent></documentationOf>${related}
<componentOf><encompassingEncounter><effectiveTime><low value="20240215080000+0100"/></effectiveTime><location><healthCareFacility>
<code code="SA01" displayName="Etablissement public de santé" codeSystem="1.2.250.1.71.4.2.4"/></healthCareFacility></location>
</encompassingEncounter></componentOf>
<component><structuredBody><component><section><title>Synthèse</title><text>${text}</text></section></component></structuredBody></component>
</ClinicalDocument>`);
}

const LOT: Omit<PackXdmInput, "documents"> = {
  submissionSet: {
    authors: [
      {
        authorPerson: { id: "3750803447/DPI1", nom: "DPI", autorite: "1.2.250.1.71.4.2.1", typeNom: "U", typeId: "RI" },
      },
    ],
    contentTypeCode: contentTypeCode("03"),
    sourceId: Oid.parse("1.2.250.1.999.1.1.7898"),
  },
  media: {
    structure: "Hôpital d'exemple",
    contact: "01 00 00 00 00",
    logiciel: { nom: "DPI Exemple", version: "1.0", editeur: "Éditeur", contact: "support@editeur.example" },
  },
};

/** An archive of letters. */
export function archiveOf(...letters: readonly LetterParts[]): Uint8Array {
  return packXdm({ ...LOT, documents: letters.map((parts) => ({ cda: letter(parts) })) });
}
