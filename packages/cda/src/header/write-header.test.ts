import { describe, expect, it } from "vitest";
import { buildSample, readSample, samples, written } from "../../test/samples.ts";
import { buildLettreDeLiaisonSortie, type LettreDeLiaisonSortieInput } from "../index.ts";

const max = written(buildSample("ldl-ses.max.json", samples.sesMax()));
const children = (path: string) =>
  max.one(path).children.flatMap((child) => (child.kind === "element" ? [child.name] : []));

function build(change: (input: LettreDeLiaisonSortieInput) => LettreDeLiaisonSortieInput) {
  return written(buildLettreDeLiaisonSortie(change(samples.sesMin())));
}

describe("the CI-SIS header", () => {
  it("has its parts in the order of the XML Schema", () => {
    expect([...new Set(children("/ClinicalDocument"))]).toEqual([
      "realmCode",
      "typeId",
      "templateId",
      "id",
      "code",
      "title",
      "effectiveTime",
      "confidentialityCode",
      "languageCode",
      "setId",
      "versionNumber",
      "recordTarget",
      "author",
      "dataEnterer",
      "informant",
      "custodian",
      "informationRecipient",
      "legalAuthenticator",
      "authenticator",
      "participant",
      "documentationOf",
      "authorization",
      "componentOf",
      "component",
    ]);
  });

  it.each([
    ["realmCode", "code", "FR"],
    ["typeId", "extension", "POCD_HD000040"],
    ["templateId[1]", "root", "2.16.840.1.113883.2.8.2.1"],
    ["templateId[2]", "root", "1.2.250.1.213.1.1.1.1"],
    ["templateId[3]", "root", "1.2.250.1.213.1.1.1.29"],
    ["templateId[3]", "extension", "2022.01"],
    ["id", "root", "1.2.250.1.999.1.20240315.1"],
    ["code", "code", "11490-0"],
    ["effectiveTime", "value", "20240315162000+0100"],
    ["confidentialityCode", "displayName", "Normal"],
    ["languageCode", "code", "fr-FR"],
    ["setId", "root", "1.2.250.1.999.1.20240315"],
    ["versionNumber", "value", "1"],
    ["recordTarget/patientRole/id[1]", "root", "1.2.250.1.213.1.4.10"],
    ["recordTarget/patientRole/id[1]", "extension", "279035121518989"],
    ["recordTarget/patientRole/id[2]", "extension", "IPP0012345"],
    ["recordTarget/patientRole/telecom[2]", "use", "MC"],
    ["recordTarget/patientRole/patient/administrativeGenderCode", "displayName", "Féminin"],
    ["recordTarget/patientRole/patient/birthTime", "value", "19790328"],
    ["recordTarget/patientRole/patient/deceasedInd", "value", "false"],
    ["recordTarget/patientRole/patient/multipleBirthOrderNumber", "value", "1"],
    ["recordTarget/patientRole/patient/guardian/guardianOrganization/id", "extension", "1510000029"],
    ["author[1]/functionCode", "code", "ATTPHYS"],
    ["author[1]/assignedAuthor/id", "root", "1.2.250.1.71.4.2.1"],
    ["author[1]/assignedAuthor/code", "code", "G15_10/SM27"],
    ["dataEnterer/time", "value", "20240315161000+0100"],
    ["informant[1]/relatedEntity", "classCode", "ECON"],
    ["informant[1]/relatedEntity/code", "code", "SIS"],
    ["informant[2]/relatedEntity", "classCode", "NOK"],
    ["custodian/assignedCustodian/representedCustodianOrganization/id", "extension", "1750803447"],
    ["informationRecipient[1]", "typeCode", "PRCP"],
    ["informationRecipient[2]", "typeCode", "TRC"],
    ["informationRecipient[3]", "typeCode", undefined],
    ["legalAuthenticator/signatureCode", "code", "S"],
    ["authenticator/assignedEntity/id", "extension", "810022233349"],
    ["participant[1]/functionCode", "code", "PCP"],
    ["participant[1]/time", "nullFlavor", "NA"],
    ["participant[2]", "typeCode", "REFB"],
    ["participant[2]/time", "type", undefined],
    ["participant[3]/time/high", "value", "20240302"],
    ["documentationOf[1]/serviceEvent/code", "code", "IMP"],
    ["documentationOf[1]/serviceEvent/effectiveTime/low", "value", "20240226140500+0100"],
    ["documentationOf[1]/serviceEvent/performer", "typeCode", "PRF"],
    ["documentationOf[1]/serviceEvent/performer/time/high", "value", "20240315103000+0100"],
    [
      "documentationOf[1]/serviceEvent/performer/assignedEntity/representedOrganization/standardIndustryClassCode",
      "code",
      "ETABLISSEMENT",
    ],
    ["documentationOf[2]/serviceEvent/code", "code", "I48.0"],
    ["authorization/consent/statusCode", "code", "completed"],
    ["componentOf/encompassingEncounter/id", "extension", "SEJ2024000123"],
    ["componentOf/encompassingEncounter/encounterParticipant[1]", "typeCode", "DIS"],
    ["componentOf/encompassingEncounter/location/healthCareFacility/code", "code", "SA01"],
  ])("has %s/@%s = %s", (path, name, value) => {
    expect(max.attribute(path, name)).toBe(value);
  });

  it.each([
    ["recordTarget/patientRole/patient/name/family[@qualifier='BR']", "PAT-TROIS"],
    ["recordTarget/patientRole/patient/name/given[@qualifier='BR']", "DOMINIQUE"],
    ["recordTarget/patientRole/patient/name/given[1]", "DOMINIQUE MARIE-LOUISE"],
    ["recordTarget/patientRole/patient/name/family[@qualifier='CL']", "PAT-TROIS-DUPONT"],
    ["recordTarget/patientRole/patient/birthplace/place/addr/county", "51215"],
    ["recordTarget/patientRole/addr[2]/streetAddressLine[2]", "Bât. C, 2e étage"],
    ["author[2]/assignedAuthor/assignedAuthoringDevice/softwareName", "DPI de démonstration 4.2"],
    ["author[1]/assignedAuthor/assignedPerson/name/suffix", "DR"],
    ["custodian/assignedCustodian/representedCustodianOrganization/name", "Centre hospitalier de démonstration"],
    ["informationRecipient[3]/intendedRecipient/receivedOrganization/name", "Centre de rééducation de démonstration"],
    ["componentOf/encompassingEncounter/location/healthCareFacility/location/name", "Service de médecine interne"],
  ])("has %s = %s", (path, text) => {
    expect(max.text(path)).toBe(text);
  });

  it("puts telecoms before addresses in organisations, after them in roles", () => {
    expect(children("legalAuthenticator/assignedEntity")).toEqual([
      "id",
      "code",
      "addr",
      "telecom",
      "assignedPerson",
      "representedOrganization",
    ]);
    expect(children("legalAuthenticator/assignedEntity/representedOrganization")).toEqual([
      "id",
      "name",
      "telecom",
      "addr",
      "standardIndustryClassCode",
    ]);
  });
});

describe("what a header declares and leaves out", () => {
  it("declares the namespaces it needs, no other", () => {
    const names = (document: typeof max) => document.root.attributes.map(({ name }) => name);
    expect(names(max)).toEqual(["xmlns", "xmlns:xsi", "xmlns:sdtc"]);
    expect(names(build((input) => input))).toEqual(["xmlns", "xmlns:xsi"]);
    const withOrder = build((input) => ({
      ...input,
      acte: { ...input.acte, statut: "completed" },
      prescriptions: [{ id: { racine: "1.2.3", valeur: "P1" }, accession: { racine: "1.2.3", valeur: "A1" } }],
    }));
    expect(names(withOrder)).toEqual(["xmlns", "xmlns:xsi", "xmlns:lab", "xmlns:ps3-20"]);
    expect(withOrder.attribute("inFulfillmentOf/order/accessionNumber", "extension")).toBe("A1");
    expect(withOrder.attribute("documentationOf/serviceEvent/statusCode", "code")).toBe("completed");
  });

  it("writes unknown dates of the stay as null", () => {
    const document = build((input) => ({ ...input, priseEnCharge: { lieu: input.priseEnCharge.lieu } }));
    expect(document.attribute("componentOf/encompassingEncounter/effectiveTime", "nullFlavor")).toBe("UNK");
  });

  it("can name the DMP as the keeper, and a patient as the author", () => {
    const document = build((input) => ({
      ...input,
      conservateur: { genre: "dmp" },
      auteurs: [
        {
          genre: "patient",
          date: "2024-03-15T11:00:00+01:00",
          ins: { matricule: "279035121518989", environnement: "test" },
          nom: { nom: "PAT-TROIS" },
        },
      ],
    }));
    expect(document.attribute("custodian/assignedCustodian/representedCustodianOrganization/id", "root")).toBe(
      "1.2.250.1.213.4.1",
    );
    expect(document.attribute("author/assignedAuthor/id", "root")).toBe("1.2.250.1.213.1.4.10");
  });

  it("keeps a newborn without INS under local identifiers, with a guardian", () => {
    const document = written(buildSample("ldl-ses.nouveau-ne.json", readSample("ldl-ses.nouveau-ne.json")));
    expect(document.attribute("recordTarget/patientRole/id", "extension")).toBe("NN20240901-03");
    expect(document.text("recordTarget/patientRole/patient/guardian/guardianPerson/name/family")).toBe("PAT-HUIT");
    expect(document.all("recordTarget/patientRole/patient/birthplace")).toHaveLength(0);
  });

  it("links a version to the one it replaces", () => {
    const document = written(buildSample("ldl-ses.remplacement.json", readSample("ldl-ses.remplacement.json")));
    expect(document.attribute("relatedDocument", "typeCode")).toBe("RPLC");
    expect(document.attribute("relatedDocument/parentDocument/id", "root")).toBe("1.2.250.1.999.1.20240316.1");
    expect(document.attribute("versionNumber", "value")).toBe("2");
  });
});
