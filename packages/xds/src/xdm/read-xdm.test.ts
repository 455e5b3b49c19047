import { describe, expect, it } from "vitest";
import { DOCUMENT, METADATA, readFiles, soundFiles } from "../../test/support/archive-files.ts";
import { cdaDocument, INS_ID, IPP_ID, OTHER_INS_ID } from "../../test/support/cda-document.ts";
import { rulesOf } from "../../test/support/findings-of.ts";
import { FIXED, lot, lotOf, SECOND_ID } from "../../test/support/lot.ts";
import { prepareXdm } from "./prepare-xdm.ts";
import { readXdm } from "./read-xdm.ts";
import { packXdm, writeXdm } from "./write-xdm.ts";

const REPLACES =
  '<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.250.1.999.1.1.7898.4.20240219.0"/></parentDocument></relatedDocument>';
const SECOND = "IHE_XDM/SUBSET01/DOC00002.XML";

/** Reads a sound archive whose metadata were changed. */
function readWith(change: (metadata: string) => string, files = soundFiles()) {
  return readFiles({ ...files, [METADATA]: change(files[METADATA] ?? "") });
}

describe("readXdm", () => {
  it.each(["fr", "ihe-strict"] as const)("gives back what was packed, dialect %s", (dialect) => {
    const prepared = prepareXdm(
      lotOf([{ cda: cdaDocument({ related: REPLACES }) }, { cda: cdaDocument({ id: SECOND_ID }) }]),
      FIXED,
    );
    const reading = readXdm(writeXdm(prepared, { dialect }));
    expect(reading.findings).toEqual([]);
    expect(reading.accepted).toBe(true);
    expect(reading.submissionSet).toEqual(prepared.submission.submissionSet);
    expect(reading.associations).toEqual(prepared.submission.associations);
    expect(reading.documents.map(({ entry }) => entry)).toEqual(prepared.documents.map(({ entry }) => entry));
    expect(reading.documents.map(({ path, integrity, replaces }) => [path, integrity, replaces])).toEqual([
      [DOCUMENT, "verified", "1.2.250.1.999.1.1.7898.4.20240219.0"],
      [SECOND, "verified", undefined],
    ]);
    expect(reading.documents.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(
      prepared.documents.map(({ cda }) => Buffer.from(cda).toString()),
    );
    expect(reading.documents[0]?.document?.header.patient.nomNaissance).toBe("PAT-TROIS");
  });

  it("leaves the documents unread when asked", () => {
    const { documents, accepted } = readFiles(soundFiles(), { readDocuments: false });
    expect(accepted).toBe(true);
    expect(documents[0]).not.toHaveProperty("document");
    expect(documents[0]?.integrity).toBe("verified");
  });

  it.each([
    ["a folder around everything", (name: string) => `envoi/${name}`, ["LDL-XDM-WRAPPED"]],
    ["another name of sub-folder", (name: string) => name.replace("SUBSET01", "LOT_7"), []],
  ])("tolerates %s", (_, rename, rules) => {
    const files = Object.fromEntries(Object.entries(soundFiles()).map(([name, content]) => [rename(name), content]));
    const reading = readFiles(files);
    expect(rulesOf(reading)).toEqual(rules);
    expect(reading.accepted).toBe(true);
    expect(reading.documents).toHaveLength(1);
  });

  it("tolerates missing companions and files that nothing describes", () => {
    const { "INDEX.HTM": _index, ...files } = soundFiles();
    const reading = readFiles({ ...files, "IHE_XDM/SUBSET01/DOC00001.PDF": "%PDF-1.4", "AUTORUN.INF": "x" });
    expect(rulesOf(reading)).toEqual(["LDL-XDM-COMPANIONS", "LDL-XDM-UNREFERENCED"]);
    expect(reading.findings.map(({ path }) => path)).toEqual(["/", "IHE_XDM/SUBSET01/DOC00001.PDF", "AUTORUN.INF"]);
    expect(reading.accepted).toBe(true);
  });

  it.each([
    ["in another folder of the archive", "../DOCS/DOC00001.XML", "IHE_XDM/DOCS/DOC00001.XML"],
    ["at the root", "../../DOC00001.XML", "DOC00001.XML"],
    ["in a sub-folder", "./A/B/DOC00001.XML", "IHE_XDM/SUBSET01/A/B/DOC00001.XML"],
    ["in another case", "doc00001.xml", DOCUMENT],
  ])("follows a URI %s", (_, uri, place) => {
    const { [DOCUMENT]: content = "", ...files } = soundFiles();
    const reading = readWith((xml) => xml.replace("DOC00001.XML", uri), { ...files, [place]: content });
    expect(rulesOf(reading)).toEqual([]);
    expect(reading.documents[0]?.path).toBe(place);
  });

  it.each([
    ["absolute", "/IHE_XDM/SUBSET01/DOC00001.XML", "LDL-XDM-URI"],
    ["on the network", "http://example.org/DOC00001.XML", "LDL-XDM-URI"],
    ["on the disk", "file:///etc/passwd", "LDL-XDM-URI"],
    ["with backslashes", "..\\DOC00001.XML", "LDL-XDM-URI"],
    ["to nothing", "DOC00009.XML", "LDL-XDM-FILE"],
    ["to the metadata", "METADATA.XML", "LDL-XDM-FILE-SHARED"],
  ])("refuses a URI %s", (_, uri, rule) => {
    const reading = readWith((xml) => xml.replace("DOC00001.XML", uri));
    expect(rulesOf(reading)).toEqual([rule, "LDL-XDM-UNREFERENCED"]);
    expect(reading.documents).toEqual([]);
    expect(reading.accepted).toBe(false);
  });

  it.each([
    [
      "METADATA.XML at the root",
      (files: Record<string, string>) => ({ ...files, [METADATA]: undefined, "METADATA.XML": files[METADATA] }),
      ["LDL-XDM-METADATA", "LDL-XDM-UNREFERENCED"],
    ],
    [
      "METADATA.XML that is no XML",
      (files: Record<string, string>) => ({ ...files, [METADATA]: "<a>" }),
      ["LDL-EBRIM-MALFORMED", "LDL-XDM-UNREFERENCED"],
    ],
    [
      "METADATA.XML with a DTD",
      (files: Record<string, string>) => ({
        ...files,
        [METADATA]: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${files[METADATA]}`,
      }),
      ["LDL-EBRIM-MALFORMED", "LDL-XDM-UNREFERENCED"],
    ],
    [
      "a set without document",
      (files: Record<string, string>) => ({
        ...files,
        [METADATA]: files[METADATA]?.replace(/<rim:ExtrinsicObject[\s\S]*<\/rim:ExtrinsicObject>/, ""),
      }),
      ["LDL-XDM-EMPTY", "LDL-XDM-UNREFERENCED"],
    ],
    [
      "no set",
      (files: Record<string, string>) => ({
        ...files,
        [METADATA]: files[METADATA]?.replace(/<rim:RegistryPackage[\s\S]*<\/rim:RegistryPackage>/, ""),
      }),
      ["LDL-EBRIM-SET"],
    ],
    [
      "a document described without URI",
      (files: Record<string, string>) => ({
        ...files,
        [METADATA]: files[METADATA]?.replace('name="URI"', 'name="uri"'),
      }),
      ["LDL-XDM-URI", "LDL-XDM-UNREFERENCED"],
    ],
    [
      "a document that is no CDA",
      (files: Record<string, string>) => ({ ...files, [DOCUMENT]: "<html/>" }),
      ["LDL-XDM-HASH", "LDL-XDM-SIZE", "LDL-XDM-CDA"],
    ],
  ] as const)("refuses %s", (_, change, rules) => {
    const changed: Record<string, string | undefined> = change(soundFiles());
    const files = Object.fromEntries(
      Object.entries(changed).flatMap(([name, content]) => (content === undefined ? [] : [[name, content] as const])),
    );
    const reading = readFiles(files);
    expect(rulesOf(reading)).toEqual(rules);
    expect(reading.accepted).toBe(false);
  });
});

describe("integrity and coherence", () => {
  it.each([
    [
      "a hash in upper case",
      (xml: string) =>
        xml.replace(/<rim:Value>[0-9a-f]{40}</, (hash) => hash.toUpperCase().replace("RIM:VALUE", "rim:Value")),
      [],
      "verified",
      true,
    ],
    ["no hash", (xml: string) => xml.replace('name="hash"', 'name="other"'), ["LDL-XDM-HASH-ABSENT"], "unknown", true],
    [
      "a hash that is none",
      (xml: string) => xml.replace(/<rim:Value>[0-9a-f]{40}</, "<rim:Value>abc<"),
      ["LDL-XDM-HASH-ABSENT", "LDL-EBRIM-VALUE"],
      "unknown",
      true,
    ],
  ] as const)("says of %s", (_, change, rules, integrity, accepted) => {
    const reading = readWith(change);
    expect(rulesOf(reading)).toEqual(rules);
    expect(reading.documents[0]?.integrity).toBe(integrity);
    expect(reading.accepted).toBe(accepted);
  });

  it("sees a document changed by one byte", () => {
    const files = soundFiles();
    expect(rulesOf(readFiles({ ...files, [DOCUMENT]: (files[DOCUMENT] ?? "").replace("Sortie.", "Sortie!") }))).toEqual(
      ["LDL-XDM-HASH"],
    );
  });

  it.each([
    ["another patient", { patientIds: OTHER_INS_ID }, ["LDL-XDM-HASH", "LDL-XDM-SIZE", "LDL-XDM-CDA-PATIENT"]],
    ["another identifier", { id: SECOND_ID }, ["LDL-XDM-HASH", "LDL-XDM-CDA-ID"]],
    [
      "another type",
      { code: '<code code="18761-7" displayName="Note de transfert" codeSystem="2.16.840.1.113883.6.1"/>' },
      ["LDL-XDM-HASH", "LDL-XDM-SIZE", "LDL-XDM-CDA-TYPE"],
    ],
    [
      "another title",
      { title: "<title>Lettre de liaison à la porte</title>" },
      ["LDL-XDM-HASH", "LDL-XDM-SIZE", "LDL-XDM-CDA-OTHER"],
    ],
    [
      "another confidentiality",
      { confidentiality: '<confidentialityCode code="V" codeSystem="2.16.840.1.113883.5.25" displayName="Normal"/>' },
      ["LDL-XDM-HASH", "LDL-XDM-CDA-OTHER"],
    ],
    [
      "a replacement that the set does not have",
      { related: REPLACES },
      ["LDL-XDM-HASH", "LDL-XDM-SIZE", "LDL-XDM-CDA-REPLACES"],
    ],
  ])("compares the document with its metadata: %s", (_, parts, rules) => {
    expect(rulesOf(readFiles({ ...soundFiles(), [DOCUMENT]: cdaDocument(parts) }))).toEqual(rules);
  });

  it("knows the patient by the local identifier as well", () => {
    const files = soundFiles(lot({ patientIds: IPP_ID }));
    const cda = cdaDocument({ patientIds: INS_ID + IPP_ID });
    expect(rulesOf(readFiles({ ...files, [DOCUMENT]: cda }))).toEqual(["LDL-XDM-HASH", "LDL-XDM-SIZE"]);
  });

  it.each([
    [
      "the set and its document are of two patients",
      (xml: string) =>
        xml.replace("279035121518989^^^&amp;1.2.250.1.213.1.4.10", "197073508514519^^^&amp;1.2.250.1.213.1.4.10"),
      ["LDL-XDM-PATIENT"],
    ],
    [
      "the document has no patient",
      (xml: string) =>
        xml.replace("urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427", "urn:uuid:00000000-87b3-4a3e-92fd-a8ffeff98427"),
      ["LDL-XDM-PATIENT-ABSENT", "LDL-EBRIM-VALUE"],
    ],
  ])("refuses when %s", (_, change, rules) => {
    const reading = readWith(change);
    expect(rulesOf(reading)).toEqual(rules);
    expect(reading.accepted).toBe(false);
  });

  it("does not read as CDA what is described as something else", () => {
    const files = soundFiles();
    const reading = readFiles({
      ...files,
      [METADATA]: (files[METADATA] ?? "").replace('mimeType="text/xml"', 'mimeType="application/pdf"'),
      [DOCUMENT]: "%PDF",
    });
    expect(rulesOf(reading)).toEqual(["LDL-XDM-HASH", "LDL-XDM-SIZE"]);
  });
});

describe("findings of readXdm", () => {
  it("hold no data of the patient", () => {
    const files = soundFiles();
    const readings = [
      readFiles({
        ...files,
        [DOCUMENT]: cdaDocument({ id: SECOND_ID, patientIds: OTHER_INS_ID, title: "<title>Autre</title>" }),
      }),
      readWith((xml) => xml.replaceAll("<rim:Value>", "<rim:Value>@")),
    ];
    for (const { findings } of readings) {
      expect(findings.length).toBeGreaterThan(2);
      expect(JSON.stringify(findings)).not.toMatch(/PAT-TROIS|DOMINIQUE|279035121518989|197073508514519|AUGUIN/);
    }
  });

  it("stop at the time limit", () => {
    let time = 0;
    const clock = () => {
      time += 6_000;
      return time;
    };
    const reading = readXdm(packXdm(lotOf([{ cda: cdaDocument() }, { cda: cdaDocument({ id: SECOND_ID }) }]), FIXED), {
      clock,
    });
    expect(reading.documents).toHaveLength(1);
    expect(rulesOf(reading)).toContain("LDL-XDM-ZIP-DURATION");
    expect(reading.accepted).toBe(false);
  });
});
