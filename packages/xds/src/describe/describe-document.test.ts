import { createHash } from "node:crypto";
import { isLdlError, Oid } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import {
  type CdaDocumentParts,
  cdaDocument,
  fileBody,
  INS_ID,
  IPP_ID,
  professional,
} from "../../test/support/cda-document.ts";
import { entryUuidOf } from "../model/entry-uuid-of.ts";
import { UniqueId } from "../model/identifiers.ts";
import { describeDocument } from "./describe-document.ts";
import type { DescribeDocumentOptions } from "./describe-options.ts";

function entryOf(parts: CdaDocumentParts = {}, options: DescribeDocumentOptions = {}) {
  return describeDocument(cdaDocument(parts), options).entry;
}

/** Rules and paths of the issues that describing a document raises. */
function issuesOf(parts: CdaDocumentParts, options: DescribeDocumentOptions = {}): readonly string[] {
  try {
    entryOf(parts, options);
  } catch (error) {
    if (isLdlError(error) && error.code === "LDL_XDS_METADATA_MISSING") {
      return error.details.issues.map(({ rule, path }) => `${rule} ${path}`);
    }
    throw error;
  }
  return [];
}

const PATIENT = { id: "279035121518989", autorite: "1.2.250.1.213.1.4.10", type: "NH" };
const LOCAL = { id: "1234567890121", autorite: "1.2.250.1.999.1.1.7898.2", type: "PI" };

describe("describeDocument", () => {
  it("draws every metadata from the header and the bytes", () => {
    const bytes = cdaDocument();
    expect(describeDocument(bytes).entry).toEqual({
      id: entryUuidOf(UniqueId.parse("1.2.250.1.999.1.1.7898.4.20240219.1")),
      uniqueId: "1.2.250.1.999.1.1.7898.4.20240219.1",
      mimeType: "text/xml",
      patientId: PATIENT,
      sourcePatientId: LOCAL,
      sourcePatientInfo: {
        noms: [{ nom: "PAT-TROIS", prenom: "DOMINIQUE", type: "L" }],
        dateNaissance: "19790328",
        sexe: "F",
        lieuNaissance: "51215",
      },
      creationTime: "20240219163000",
      serviceStartTime: "20240701083000",
      serviceStopTime: "20240115070000",
      languageCode: "fr-FR",
      titre: "Lettre de liaison à la sortie",
      authors: [
        {
          authorPerson: {
            id: "810002422979",
            nom: "AUGUIN",
            prenom: "Léon",
            autorite: "1.2.250.1.71.4.2.1",
            typeNom: "D",
            typeId: "IDNPS",
          },
          authorInstitutions: [
            { nom: "Hôpital d'exemple A&B", id: "1750803447", autorite: "1.2.250.1.71.4.2.2", typeId: "IDNST" },
          ],
          authorRoles: ["Médecin responsable"],
          authorSpecialties: [
            { code: "G15_10/SM27", libelle: "Médecin - Médecine interne (SM)", systeme: "1.2.250.1.213.1.1.4.5" },
          ],
        },
      ],
      legalAuthenticator: {
        id: "810002422979",
        nom: "D'ARC",
        prenom: "Léon",
        autorite: "1.2.250.1.71.4.2.1",
        typeNom: "D",
        typeId: "IDNPS",
      },
      classCode: { code: "10", systeme: "1.2.250.1.213.1.1.4.1", libelle: "Compte rendu" },
      typeCode: {
        code: "11490-0",
        systeme: "2.16.840.1.113883.6.1",
        libelle: "Lettre de liaison à la sortie d'un établissement de soins",
      },
      formatCode: {
        code: "urn:asip:ci-sis:ldl-ses:2017",
        systeme: "1.2.250.1.213.1.1.4.2.282",
        libelle: "Lettre de Liaison à la sortie de l'établissement de santé",
      },
      confidentialityCodes: [{ code: "N", systeme: "2.16.840.1.113883.5.25", libelle: "Normal" }],
      healthcareFacilityTypeCode: {
        code: "SA01",
        systeme: "1.2.250.1.71.4.2.4",
        libelle: "Etablissement public de santé",
      },
      practiceSettingCode: {
        code: "ETABLISSEMENT",
        systeme: "1.2.250.1.213.1.1.4.9",
        libelle: "Etablissement de santé",
      },
      eventCodeList: [{ code: "IMP", systeme: "2.16.840.1.113883.5.4", libelle: "Hospitalisation" }],
      hash: createHash("sha1").update(bytes).digest("hex"),
      size: bytes.length,
    });
  });

  it("takes what a builder gives as well as bytes", () => {
    const xml = cdaDocument();
    expect(describeDocument({ xml }).entry).toEqual(describeDocument(xml).entry);
  });

  it("traces each metadata to its path, its table or the caller", () => {
    const { trace } = describeDocument(cdaDocument(), { overrides: { titre: "Autre titre" } });
    const of = (slot: string) => trace.find((line) => line.slot === slot);
    expect(of("serviceStartTime")).toEqual({
      slot: "serviceStartTime",
      origin: "document",
      path: "documentationOf[1]/serviceEvent/effectiveTime/low/@value",
      values: ["20240701083000"],
    });
    expect(of("classCode")).toEqual({
      slot: "classCode",
      origin: "table",
      path: "code/@code",
      table: "ASS_X04-CorrespondanceType-Classe-CISIS 2024-02-23",
      values: ["10^Compte rendu^1.2.250.1.213.1.1.4.1"],
    });
    expect(of("titre")).toEqual({ slot: "titre", origin: "override", values: ["Autre titre"] });
    expect(of("size")?.origin).toBe("computed");
    expect(of("authors")?.values).toContain(
      "authorInstitution=Hôpital d'exemple A\\T\\B^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750803447",
    );
    expect(of("patientId")?.values).toEqual(["279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH"]);
    expect(new Set(trace.map(({ slot }) => slot)).size).toBe(trace.length);
  });

  it.each([
    ["minutes", "202401150800+0100", "202401150700"],
    ["a day that changes", "20240101003000+0100", "20231231233000"],
    ["no offset: Paris", "20240701103000", "20240701083000"],
  ])("brings times to UTC: %s", (_, written, dtm) => {
    const act = `<documentationOf><serviceEvent><effectiveTime><low value="${written}"/></effectiveTime><performer typeCode="PRF">${professional("assignedEntity", "AUGUIN")}</performer></serviceEvent></documentationOf>`;
    const { serviceStartTime, creationTime, serviceStopTime } = entryOf({
      act,
      effectiveTime: `<effectiveTime value="${written}"/>`,
    });
    expect([serviceStartTime, creationTime, serviceStopTime]).toEqual([dtm, dtm, undefined]);
  });

  it.each([
    ["PDF", "application/pdf", "urn:ihe:iti:xds-sd:pdf:2008"],
    ["text", "text/plain", "urn:ihe:iti:xds-sd:text:2008"],
    ["RTF", "text/rtf", "urn:ihe:iti-fr:xds-sd:rtf:2010"],
    ["JPEG", "image/jpeg", "urn:ihe:iti-fr:xds-sd:jpeg:2010"],
    ["TIFF", "image/tiff", "urn:ihe:iti-fr:xds-sd:tiff:2010"],
  ])("gives a level 1 document the format of its file: %s", (_, mediaType, code) => {
    expect(entryOf({ body: fileBody(mediaType) }).formatCode).toMatchObject({
      code,
      systeme: "1.3.6.1.4.1.19376.1.2.3",
    });
  });

  it("draws orders and accession numbers, and further acts", () => {
    const orders = '<inFulfillmentOf><order><id root="1.2.250.1.999.5" extension="P&amp;1"/></order></inFulfillmentOf>';
    const act = `<documentationOf><serviceEvent><effectiveTime><low value="20240115"/></effectiveTime><performer typeCode="PRF">${professional("assignedEntity", "A")}</performer></serviceEvent></documentationOf>
      <documentationOf><serviceEvent><code code="HMFC004" displayName="Cholécystectomie" codeSystem="1.2.250.1.213.2.5"/></serviceEvent></documentationOf>`;
    const { referenceIdList, eventCodeList } = entryOf({ orders, act });
    expect(referenceIdList).toEqual([{ id: "P&1", autorite: "1.2.250.1.999.5", type: "urn:ihe:iti:xds:2013:order" }]);
    expect(eventCodeList?.map(({ code }) => code)).toEqual(["HMFC004"]);
  });

  it("describes a system and the patient as authors", () => {
    const system = `<author><time value="20240219173000+0100"/><assignedAuthor><id root="1.2.250.1.71.4.2.1" extension="3750803447/DPI1"/>
      <code code="DISPOSITIF" displayName="Dispositif" codeSystem="1.2.250.1.213.1.1.4.6"/>
      <assignedAuthoringDevice><manufacturerModelName>Serveur</manufacturerModelName><softwareName>DPI</softwareName></assignedAuthoringDevice></assignedAuthor></author>`;
    const patient = `<author><time value="20240219173000+0100"/><assignedAuthor>${INS_ID}<assignedPerson><name><family>PAT-TROIS</family><given>DOMINIQUE</given></name></assignedPerson></assignedAuthor></author>`;
    expect(entryOf({ authors: system + patient }).authors).toEqual([
      {
        authorPerson: {
          id: "3750803447/DPI1",
          nom: "DPI",
          prenom: "Serveur",
          autorite: "1.2.250.1.71.4.2.1",
          typeNom: "U",
          typeId: "RI",
        },
        authorSpecialties: [{ code: "DISPOSITIF", libelle: "Dispositif", systeme: "1.2.250.1.213.1.1.4.6" }],
      },
      {
        authorPerson: {
          id: "279035121518989",
          nom: "PAT-TROIS",
          prenom: "DOMINIQUE",
          autorite: "1.2.250.1.213.1.4.10",
          typeNom: "D",
          typeId: "NH",
        },
      },
    ]);
  });

  it("types the internal identifier of a professional EI", () => {
    const legalAuthenticator = `<legalAuthenticator><time value="20240219173000+0100"/>${professional("assignedEntity", "X", "3750803447/1453")}</legalAuthenticator>`;
    expect(entryOf({ legalAuthenticator }).legalAuthenticator).toMatchObject({ id: "3750803447/1453", typeId: "EI" });
  });

  it("keeps a responsible known by name alone", () => {
    const legalAuthenticator = `<legalAuthenticator><time value="20240219173000+0100"/><assignedEntity><id nullFlavor="UNK"/>
      <assignedPerson><name><family>SEUL</family></name></assignedPerson></assignedEntity></legalAuthenticator>`;
    expect(entryOf({ legalAuthenticator }).legalAuthenticator).toEqual({ nom: "SEUL", typeNom: "D" });
  });

  it("tells which document is replaced", () => {
    const related =
      '<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.250.1.999.1.1.7898.4.20240219.0"/></parentDocument></relatedDocument>';
    expect(describeDocument(cdaDocument({ related })).replaces).toBe("1.2.250.1.999.1.1.7898.4.20240219.0");
    expect(describeDocument(cdaDocument())).not.toHaveProperty("replaces");
  });
});

describe("options of describeDocument", () => {
  it("adds the restrictions of visibility after the confidentiality", () => {
    const { confidentialityCodes } = entryOf({}, { visibility: ["MASQUE_PS", "INVISIBLE_PATIENT"] });
    expect(confidentialityCodes.map(({ code }) => code)).toEqual(["N", "MASQUE_PS", "INVISIBLE_PATIENT"]);
    expect(confidentialityCodes[1]).toEqual({
      code: "MASQUE_PS",
      systeme: "1.2.250.1.213.1.1.4.13",
      libelle: "Masqué aux professionnels de santé",
    });
  });

  it("takes the INS as source identifier when there is no local one, and the reverse by default", () => {
    expect(entryOf({ patientIds: INS_ID })).toMatchObject({ patientId: PATIENT, sourcePatientId: PATIENT });
    expect(entryOf({ patientIds: IPP_ID })).toMatchObject({ patientId: LOCAL, sourcePatientId: LOCAL });
    expect(issuesOf({ patientIds: IPP_ID }, { withoutIns: "refuse" })).toEqual([
      "LDL-XDS-ABSENT patientId <- recordTarget/patientRole/id",
    ]);
  });

  it("chooses the local identifier by its root", () => {
    const other = '<id extension="77" root="1.2.250.1.999.9"/>';
    const sourcePatientRoot = Oid.parse("1.2.250.1.999.9");
    expect(entryOf({ patientIds: INS_ID + IPP_ID + other }, { sourcePatientRoot }).sourcePatientId.id).toBe("77");
  });

  it("refuses an INS of another environment", () => {
    expect(issuesOf({}, { environment: "test" })).toEqual([]);
    expect(issuesOf({}, { environment: "production" })).toEqual(["LDL-XDS-INS-ENVIRONMENT patientId"]);
  });

  it("gives the name in use and the place of birth as asked", () => {
    expect(entryOf({}, { usualName: true, birthPlace: "commune" }).sourcePatientInfo).toMatchObject({
      noms: [
        { nom: "PAT-TROIS", prenom: "DOMINIQUE", type: "L" },
        { nom: "PAT-USUEL", prenom: "MARIE", type: "D" },
      ],
      lieuNaissance: "DOMPREMY",
    });
    expect(entryOf({}, { birthPlace: "none" }).sourcePatientInfo).not.toHaveProperty("lieuNaissance");
    expect(entryOf({ patientIds: IPP_ID }).sourcePatientInfo).not.toHaveProperty("lieuNaissance");
  });

  it("leaves out what is to be left out", () => {
    const entry = entryOf({}, { omit: ["eventCodeList", "hash", "size", "sourcePatientInfo", "serviceStopTime"] });
    for (const key of ["eventCodeList", "hash", "size", "sourcePatientInfo", "serviceStopTime"])
      expect(entry).not.toHaveProperty(key);
  });

  it("lets overrides win, and deduces from them", () => {
    const typeCode = { code: "18761-7", systeme: "2.16.840.1.113883.6.1", libelle: "Note de transfert" };
    const uniqueId = UniqueId.parse("1.2.3.4");
    const entry = entryOf({}, { overrides: { typeCode, uniqueId } });
    expect(entry).toMatchObject({ typeCode, classCode: { code: "11" }, uniqueId, id: entryUuidOf(uniqueId) });
  });
});

describe("what describeDocument refuses", () => {
  it.each([
    [
      "no title nor label of type",
      { title: "", code: '<code code="11490-0" codeSystem="2.16.840.1.113883.6.1"/>' },
      ["LDL-XDS-ABSENT titre <- title"],
    ],
    ["no language", { language: "" }, ["LDL-XDS-ABSENT languageCode <- languageCode/@code"]],
    [
      "no confidentiality",
      { confidentiality: "" },
      ["LDL-XDS-CONFIDENTIALITY confidentialityCodes <- confidentialityCode/@code"],
    ],
    [
      "a confidentiality that XDS has not",
      { confidentiality: '<confidentialityCode code="L"/>' },
      ["LDL-XDS-CONFIDENTIALITY confidentialityCodes <- confidentialityCode/@code"],
    ],
    ["no author", { authors: "" }, ["LDL-XDS-ABSENT authors <- author"]],
    [
      "no responsible",
      { legalAuthenticator: "" },
      ["LDL-XDS-ABSENT legalAuthenticator <- legalAuthenticator/assignedEntity"],
    ],
    [
      "no sector",
      { encounter: "" },
      [
        "LDL-XDS-ABSENT healthcareFacilityTypeCode <- componentOf/encompassingEncounter/location/healthCareFacility/code",
      ],
    ],
    [
      "no act",
      { act: "" },
      [
        "LDL-XDS-ABSENT serviceStartTime <- documentationOf[1]/serviceEvent/effectiveTime/low/@value",
        "LDL-XDS-ABSENT practiceSettingCode <- documentationOf[1]/serviceEvent/performer/assignedEntity/representedOrganization/standardIndustryClassCode",
      ],
    ],
    [
      "a type without class",
      { code: '<code code="99999-9" displayName="X" codeSystem="2.16.840.1.113883.6.1"/>' },
      ["LDL-XDS-CLASS classCode <- code/@code"],
    ],
    ["an unknown model", { templateIds: "" }, ["LDL-XDS-FORMAT formatCode <- templateId/@root"]],
    [
      "an unknown kind of file",
      { body: fileBody("video/mp4") },
      ["LDL-XDS-FORMAT formatCode <- component/nonXMLBody/text/@mediaType"],
    ],
    [
      "a UUID as identifier",
      { id: '<id root="2DB3E431-03B4-4FC4-99E5-AA2E3CE1D12A"/>' },
      ["LDL-XDS-UNIQUEID uniqueId <- id"],
    ],
    ["an OID too long", { id: `<id root="1.2.${"3".repeat(62)}"/>` }, ["LDL-XDS-UNIQUEID uniqueId <- id"]],
    [
      "a system of codes that is blank",
      {
        encounter:
          '<componentOf><encompassingEncounter><location><healthCareFacility><code code="SA01" displayName="x"/></healthCareFacility></location></encompassingEncounter></componentOf>',
      },
      ["LDL-XDS-FORM healthcareFacilityTypeCode.systeme"],
    ],
    [
      "a value too long",
      { patientIds: `${INS_ID}<id root="1.2.3" extension="${"&amp;".repeat(90)}"/>` },
      ["LDL-XDS-LONG sourcePatientId"],
    ],
  ] satisfies readonly (readonly [string, CdaDocumentParts, readonly string[]])[])("%s", (_, parts, issues) => {
    expect(issuesOf(parts)).toEqual(issues);
  });

  it("says everything that is missing at once, and nothing of the patient in its message", () => {
    const parts = { authors: "", encounter: "", language: "" };
    expect(issuesOf(parts)).toHaveLength(3);
    expect(() => entryOf(parts)).toThrow(
      /^métadonnées XDS incomplètes : languageCode \(LDL-XDS-ABSENT\), authors \(LDL-XDS-ABSENT\), healthcareFacilityTypeCode \(LDL-XDS-ABSENT\)$/,
    );
  });

  it("what overrides give is missing no more", () => {
    const code = { code: "SA07", systeme: "1.2.250.1.71.4.2.4", libelle: "Cabinet individuel" };
    expect(issuesOf({ encounter: "" }, { overrides: { healthcareFacilityTypeCode: code } })).toEqual([]);
  });

  it.each([
    ["no XML", "LDL_CDA_MALFORMED", new TextEncoder().encode("x")],
    ["an XML of something else", "LDL_CDA_UNEXPECTED_KIND", new TextEncoder().encode("<a/>")],
  ])("%s", (_, code, bytes) => {
    expect(() => describeDocument(bytes)).toThrow(expect.objectContaining({ code }));
  });
});
