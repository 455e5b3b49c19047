import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { describeDocument } from "../../src/describe/describe-document.ts";
import { readXdm } from "../../src/xdm/read-xdm.ts";
import { packXdm } from "../../src/xdm/write-xdm.ts";
import { FIXED, lotOf } from "../support/lot.ts";

/** Folder of the official CI-SIS examples, under `examples`. */
const corpus = process.env["LDL_CORPUS"];
const folder = path.join(corpus ?? "", "examples");
const isThere = corpus !== undefined && existsSync(folder);
if (!isThere) console.warn("SKIPPED: descriptions of the official CI-SIS examples (set LDL_CORPUS)");

const EXPECTED = [
  [
    "LDL-SES_2022.01.xml",
    "11490-0",
    "10",
    "urn:asip:ci-sis:ldl-ses:2017",
    "20191203123000",
    "20191029101700",
    "20191203123000",
    "ETABLISSEMENT",
    "SA01",
  ],
  [
    "LDL-EES_2022.01.xml",
    "18761-7",
    "11",
    "urn:asip:ci-sis:ldl-ees:2017",
    undefined,
    "20191029101700",
    undefined,
    "ETABLISSEMENT",
    "SA01",
  ],
  [
    "DOC_NON_STRUCTURE_CDA-R2-N1.xml",
    "11502-2",
    "10",
    "urn:ihe:iti:xds-sd:pdf:2008",
    undefined,
    "20210104124700",
    "20210104125500",
    "AMBULATOIRE",
    "SA07",
  ],
  [
    "BIO-CR-BIO_2024.01_Microbiologie_V1.xml",
    "11502-2",
    "10",
    "urn:ihe:lab:xd-lab:2008",
    undefined,
    "20240104082200",
    "20240104150500",
    "AMBULATOIRE",
    "SA25",
  ],
  [
    "BIO-CR-BIO_2021.01_CDA-R2-Niveau-1.xml",
    "11502-2",
    "10",
    "urn:ihe:iti:xds-sd:pdf:2008",
    undefined,
    "20210104082200",
    "20210104150500",
    "AMBULATOIRE",
    "SA25",
  ],
  [
    "VSM_1.4_2022.01.xml",
    "SYNTH",
    "11",
    "urn:asip:ci-sis:vsm:2012",
    undefined,
    "20200312101700",
    undefined,
    "ETABLISSEMENT",
    "SA04",
  ],
] as const;

describe.skipIf(!isThere)("official CI-SIS examples", () => {
  it.each(EXPECTED)("%s is described", (file, type, classCode, format, created, start, stop, setting, facility) => {
    const { entry } = describeDocument(readFileSync(path.join(folder, file)), { environment: "test" });
    expect(entry.typeCode.code).toBe(type);
    expect(entry.classCode.code).toBe(classCode);
    expect(entry.formatCode.code).toBe(format);
    if (created !== undefined) expect(entry.creationTime).toBe(created);
    expect([entry.serviceStartTime, entry.serviceStopTime]).toEqual([start, stop]);
    expect(entry.practiceSettingCode.code).toBe(setting);
    expect(entry.healthcareFacilityTypeCode.code).toBe(facility);
    expect(entry.patientId).toEqual({ id: "279035121518989", autorite: "1.2.250.1.213.1.4.10", type: "NH" });
  });

  it("LDL-SES_2022.01.xml gives its people and the traits of its patient", () => {
    const { entry } = describeDocument(readFileSync(path.join(folder, "LDL-SES_2022.01.xml")));
    expect(entry.legalAuthenticator).toEqual({
      id: "801234567897",
      nom: "AUGUIN",
      prenom: "Léon",
      autorite: "1.2.250.1.71.4.2.1",
      typeNom: "D",
      typeId: "IDNPS",
    });
    expect(
      entry.authors.map(({ authorPerson, authorInstitutions }) => [authorPerson?.nom, authorInstitutions?.[0]?.nom]),
    ).toEqual([["DAVID", "Hôpital Européen Georges Pompidou"]]);
    expect(entry.sourcePatientId).toEqual({ id: "1234567890121", autorite: "1.2.3.4.567.8.9.10", type: "PI" });
    expect(entry.sourcePatientInfo).toEqual({
      noms: [{ nom: "PAT-TROIS", prenom: "DOMINIQUE", type: "L" }],
      dateNaissance: "19790328",
      sexe: "F",
      lieuNaissance: "51215",
    });
  });

  it("all travel in one archive and come back verified: they are of one patient", () => {
    const files = isThere ? readdirSync(folder).filter((name) => name.endsWith(".xml")) : [];
    const documents = files.map((name) => readFileSync(path.join(folder, name)));
    const reading = readXdm(packXdm(lotOf(documents.map((cda) => ({ cda }))), FIXED));
    expect(reading.findings).toEqual([]);
    expect(reading.documents.map(({ integrity }) => integrity)).toEqual(files.map(() => "verified"));
  });
});
