import { parseXml } from "@ldl/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SEED, submission } from "../../test/support/arbitraries.ts";
import { type DocumentEntry, ReceivedDocumentEntry } from "../model/document-entry.ts";
import type { RegistryObjects } from "../model/submission.ts";
import { readEbrim } from "./read-ebrim.ts";
import { writeEbrim } from "./write-ebrim.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (xml: string) => new TextEncoder().encode(xml);
const EMPTY: RegistryObjects = { submissionSets: [], documents: [], associations: [] };

/** A message with one entry made of the given content. */
function message(
  content: string,
  attributes = 'objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1"',
): Uint8Array {
  return bytes(`<q:AdhocQueryResponse xmlns:q="urn:q" xmlns:n="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><n:RegistryObjectList>
    <n:ExtrinsicObject id="urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e" mimeType="text/xml" ${attributes}>${content}</n:ExtrinsicObject>
  </n:RegistryObjectList></q:AdhocQueryResponse>`);
}

const slot = (name: string, ...values: string[]) =>
  `<n:Slot name="${name}"><n:ValueList>${values.map((value) => `<n:Value>${value}</n:Value>`).join("")}</n:ValueList></n:Slot>`;
const coded = (scheme: string, code: string, system: string, label: string) =>
  `<n:Classification id="c" classificationScheme="urn:uuid:${scheme}" classifiedObject="urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e" nodeRepresentation="${code}">${system === "" ? "" : slot("codingScheme", system)}${label === "" ? "" : `<n:Name><n:LocalizedString value="${label}"/></n:Name>`}</n:Classification>`;

describe("writeEbrim and readEbrim", () => {
  it.each(["fr", "ihe-strict"] as const)("read back any submission, in the dialect %s", (dialect) => {
    fc.assert(
      fc.property(submission, ({ submissionSet, documents, associations }) => {
        const read = readEbrim(writeEbrim({ submissionSet, documents, associations }, { dialect }));
        expect(read.findings).toEqual([]);
        expect(read.submissionSets).toEqual([submissionSet]);
        expect(read.documents).toEqual(documents);
        expect(read.associations).toEqual(associations);
      }),
      SEED,
    );
  });

  it("spell each dialect its way, and only its way", () => {
    const entry = fc.sample(submission, { seed: 7, numRuns: 20 }).find(({ documents }) => documents.length > 0);
    const fr = text(writeEbrim(entry ?? EMPTY));
    expect(fr).toContain('<rim:LocalizedString charset="UTF8" xml:lang="FR" value="');
    expect(fr).not.toContain("ObjectType:RegistryObject:");
    const strict = text(writeEbrim(entry ?? EMPTY, { dialect: "ihe-strict" }));
    expect(strict).toContain('<rim:LocalizedString charset="UTF-8" xml:lang="fr-FR" value="');
    for (const kind of ["RegistryPackage", "Classification", "ExternalIdentifier"]) {
      expect(strict).toContain(`objectType="urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:${kind}"`);
    }
  });

  it("write slots, names, classifications and identifiers in the order of rim.xsd, with identifiers used once", () => {
    fc.assert(
      fc.property(submission, (lot) => {
        const xml = text(writeEbrim(lot));
        const ids = [...xml.matchAll(/<rim:(?:Classification|ExternalIdentifier) id="([^"]+)"/g)].map(([, id]) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const rank = ["Slot", "Name", "Description", "VersionInfo", "Classification", "ExternalIdentifier"];
        const list = parseXml(xml).root.children.find((node) => node.kind === "element");
        for (const object of list?.children ?? []) {
          if (object.kind !== "element") continue;
          const order = object.children.flatMap((node) =>
            node.kind === "element" ? [rank.indexOf(node.localName)] : [],
          );
          expect(order).toEqual([...order].sort((one, other) => one - other));
          expect(order).not.toContain(-1);
        }
      }),
      { ...SEED, numRuns: 30 },
    );
  });

  it("refuse a value longer than ebRIM allows, and say where", () => {
    const [lot] = fc.sample(submission, { seed: 3, numRuns: 30 }).filter(({ documents }) => documents.length > 0);
    const [first] = lot?.documents ?? [];
    if (first === undefined) throw new Error("no sample");
    const long: DocumentEntry = { ...first, legalAuthenticator: { id: "1", nom: "&".repeat(90) } };
    expect(() => writeEbrim({ ...EMPTY, documents: [long] })).toThrow(
      expect.objectContaining({
        code: "LDL_XDS_LOT_INVALID",
        details: {
          issues: [expect.objectContaining({ rule: "LDL-XDS-LONG", path: "documents.0.legalAuthenticator" })],
        },
      }),
    );
  });
});

describe("readEbrim", () => {
  it.each([
    ["no XML", bytes("not xml")],
    ["a DTD", bytes('<!DOCTYPE a [<!ENTITY x "y">]><a/>')],
    ["an XML of something else", bytes("<html/>")],
    ["nothing", bytes("")],
  ])("throws for %s", (_, source) => {
    expect(() => readEbrim(source)).toThrow(expect.objectContaining({ code: "LDL_XDS_EBRIM_MALFORMED" }));
  });

  it("takes any prefix, any envelope, any order of the traits of the patient", () => {
    const { documents, findings } = readEbrim(
      message(`${slot("hash", "AF326FB44FEB720121D2C277CE10F87407818089")}
        ${slot("sourcePatientInfo", "PID-7|19760717", "PID-8|F", "PID-5|MARTIN^Simone^^^^^L~DURAND^Simone^^^^^D", "PID-11|^^^^75007")}
        ${slot("size", " 2768 ")}<n:VersionInfo versionName="3"/>`),
    );
    expect(findings).toEqual([]);
    expect(documents).toEqual([
      {
        id: "urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e",
        mimeType: "text/xml",
        hash: "af326fb44feb720121d2c277ce10f87407818089",
        size: 2768,
        version: "3",
        sourcePatientInfo: {
          noms: [
            { nom: "MARTIN", prenom: "Simone", type: "L" },
            { nom: "DURAND", prenom: "Simone", type: "D" },
          ],
          dateNaissance: "19760717",
          sexe: "F",
          autres: ["PID-11|^^^^75007"],
        },
      },
    ]);
  });

  it.each([
    ["a date that is none", slot("creationTime", "yesterday"), "LDL-EBRIM-VALUE", "creationTime"],
    ["a size that is none", slot("size", "-1"), "LDL-EBRIM-VALUE", "size"],
    [
      "a patient without authority",
      `<n:ExternalIdentifier id="e" identificationScheme="urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427" registryObject="urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e" value="123"/>`,
      "LDL-EBRIM-VALUE",
      "patientId",
    ],
    [
      "a slot given twice",
      slot("languageCode", "fr-FR") + slot("languageCode", "en-US"),
      "LDL-EBRIM-REPEATED",
      "languageCode",
    ],
    [
      "a confidentiality without system",
      coded("f4f85eac-e6cb-4883-b524-f2705394840f", "MASQUE_PS", "", "x"),
      "LDL-EBRIM-CONFIDENTIALITY",
      "",
    ],
    ["a class without system", coded("41a5887f-8865-4c09-adf7-e362475b143a", "10", "", "x"), "LDL-EBRIM-VALUE", ""],
    [
      "an identifier of an unknown scheme",
      '<n:ExternalIdentifier id="e" identificationScheme="urn:x" value="1"/>',
      "LDL-EBRIM-VALUE",
      "",
    ],
    [
      "a classification of another object",
      '<n:Classification id="c" classificationNode="urn:x" classifiedObject="other"/>',
      "LDL-EBRIM-OWNER",
      "",
    ],
    [
      "an author without name",
      '<n:Classification id="c" classificationScheme="urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d"/>',
      "LDL-EBRIM-VALUE",
      "",
    ],
  ])("leaves out and reports %s", (_, content, rule, path) => {
    const { documents, findings } = readEbrim(message(content));
    expect(documents).toHaveLength(1);
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
    expect(findings[0]?.path).toContain(path);
    expect(findings[0]?.path).toMatch(
      /^\/q:AdhocQueryResponse\[1\]\/n:RegistryObjectList\[1\]\/n:ExtrinsicObject\[1\]/,
    );
  });

  it("keeps every confidentiality code, without label or beyond four", () => {
    const codes = ["N", "MASQUE_PS", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX", "X"];
    const { documents, findings } = readEbrim(
      message(codes.map((code) => coded("f4f85eac-e6cb-4883-b524-f2705394840f", code, "1.2.3", "")).join("")),
    );
    expect(documents[0]?.confidentialityCodes?.map(({ code, libelle }) => [code, libelle])).toEqual(
      codes.map((code) => [code, code]),
    );
    expect(findings).toEqual([]);
  });

  it("keeps slots and classifications that it does not know, and writes them again", () => {
    const source = message(
      `${slot("urn:x:custom", "a", "b")}${coded("00000000-0000-4000-8000-000000000000", "Z", "1.2.3", "Autre")}`,
    );
    const read = readEbrim(source);
    expect(read.documents[0]?.otherSlots).toEqual([{ name: "urn:x:custom", values: ["a", "b"] }]);
    expect(read.documents[0]?.otherClassifications).toHaveLength(1);
    expect(readEbrim(writeEbrim(read)).documents).toEqual(read.documents);
    expect(ReceivedDocumentEntry.safeParse(read.documents[0]).success).toBe(true);
  });

  it("reads object references, leaves folders and on-demand entries aside", () => {
    const { objectRefs, documents, submissionSets, findings } = readEbrim(
      bytes(`<RegistryObjectList><ObjectRef id="urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e"/>
        <ExtrinsicObject id="a" objectType="urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248"/>
        <RegistryPackage id="folder"><Classification classificationNode="urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2" classifiedObject="folder"/></RegistryPackage>
        <Service id="s"/></RegistryObjectList>`),
    );
    expect(objectRefs).toEqual(["urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e"]);
    expect([documents, submissionSets]).toEqual([[], []]);
    expect(findings.map(({ rule }) => rule)).toEqual(["LDL-EBRIM-OBJECT", "LDL-EBRIM-OBJECT", "LDL-EBRIM-OBJECT"]);
  });

  it("recognizes a set by a classification beside it, and warns when there is none", () => {
    const set = '<RegistryPackage id="Set01"/>';
    const node =
      '<Classification classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd" classifiedObject="Set01" id="n"/>';
    expect(readEbrim(bytes(`<RegistryObjectList>${set}${node}</RegistryObjectList>`))).toMatchObject({
      submissionSets: [{ id: "Set01" }],
      findings: [],
    });
    expect(
      readEbrim(bytes(`<RegistryObjectList>${set}</RegistryObjectList>`)).findings.map(({ rule }) => rule),
    ).toEqual(["LDL-EBRIM-NODE"]);
  });

  it.each([
    ["urn:ihe:iti:2007:AssociationType:RPLC", "RPLC"],
    ["urn:ihe:iti:2007:AssociationType:signs", "signs"],
    ["HasMember", "HasMember"],
    ["urn:ihe:iti:2010:AssociationType:RPLC", undefined],
    ["urn:ihe:iti:2007:AssociationType:SIGNS", undefined],
  ])("reads the link %s as %s", (urn, type) => {
    const { associations, findings } = readEbrim(
      bytes(
        `<RegistryObjectList><Association id="as1" associationType="${urn}" sourceObject="a" targetObject="b"/></RegistryObjectList>`,
      ),
    );
    expect(associations.map((link) => link.type)).toEqual(type === undefined ? [] : [type]);
    expect(findings.map(({ rule }) => rule)).toEqual(type === undefined ? ["LDL-EBRIM-LINK"] : []);
  });

  it("drops an object without a usable identifier, with an error", () => {
    const { documents, findings } = readEbrim(
      bytes('<RegistryObjectList><ExtrinsicObject id="a b"/><ExtrinsicObject/></RegistryObjectList>'),
    );
    expect(documents).toEqual([]);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["LDL-EBRIM-ID", "error"],
      ["LDL-EBRIM-ID", "error"],
    ]);
  });
});
