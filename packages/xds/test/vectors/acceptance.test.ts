import { Buffer } from "node:buffer";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { describeDocument } from "../../src/describe/describe-document.ts";
import { formatXcn, formatXon, parseXcn, parseXon } from "../../src/hl7/values.ts";
import { buildSubmission } from "../../src/submission/build-submission.ts";
import { readXdm } from "../../src/xdm/read-xdm.ts";
import { packXdm } from "../../src/xdm/write-xdm.ts";
import { DOCUMENT, METADATA, readFiles, soundFiles } from "../support/archive-files.ts";
import { cdaDocument, OTHER_INS_ID, professional } from "../support/cda-document.ts";
import { rulesOf } from "../support/findings-of.ts";
import { FIXED, lot, lotOf, SECOND_ID } from "../support/lot.ts";
import { buildZip, type TestFile } from "../support/zip-builder.ts";

/** Acceptance vectors of the exchange by MSSanté that concern the archive and its metadata: 7 to 10. */

const MIB = 1024 * 1024;
const sound: readonly TestFile[] = Object.entries(soundFiles()).map(([name, content]) => ({ name, content }));

/** A sound archive whose document is written otherwise. */
const withDocument = (change: Partial<TestFile>) =>
  buildZip(sound.map((file) => (file.name === DOCUMENT ? { ...file, ...change } : file)));

/** A sound archive whose metadata were changed. */
function withMetadata(change: (metadata: string) => string) {
  const files = soundFiles();
  return readFiles({ ...files, [METADATA]: change(files[METADATA] ?? "") });
}

/** A second subset, of a lot of its own. */
function withSecondSubset(second = lot({ id: SECOND_ID })) {
  const other = soundFiles(second);
  return readFiles({
    ...soundFiles(),
    "IHE_XDM/SUBSET02/METADATA.XML": other[METADATA] ?? "",
    "IHE_XDM/SUBSET02/DOC00001.XML": other[DOCUMENT] ?? "",
  });
}

/** One gibibyte of zeros, deflated by pieces: about one mebibyte. */
function bomb(): Buffer {
  const piece = deflateRawSync(Buffer.alloc(64 * MIB), { finishFlush: 3 });
  return Buffer.concat([...Array.from({ length: 16 }, () => piece), Buffer.from([3, 0])]);
}

describe("vector 7 archives", () => {
  it.each([
    [
      "no METADATA",
      () => {
        const { [METADATA]: _metadata, ...files } = soundFiles();
        return readFiles(files);
      },
      ["LDL-XDM-METADATA", "LDL-XDM-UNREFERENCED"],
      [],
    ],
    [
      "a URI with ../ out of the archive",
      () => withMetadata((xml) => xml.replace("DOC00001.XML", "../../../DOC00001.XML")),
      ["LDL-XDM-URI", "LDL-XDM-UNREFERENCED"],
      [],
    ],
    [
      "a wrong SHA-1",
      () => withMetadata((xml) => xml.replace(/<rim:Value>[0-9a-f]{40}</, `<rim:Value>${"0".repeat(40)}<`)),
      ["LDL-XDM-HASH"],
      ["failed"],
    ],
    [
      "a wrong size",
      () => withMetadata((xml) => xml.replace(/(name="size">\s*<rim:ValueList>\s*<rim:Value>)\d+/, "$11")),
      ["LDL-XDM-SIZE"],
      ["failed"],
    ],
    [
      "a symbolic link",
      () => readXdm(buildZip([...sound, { name: "LINK.TXT", content: "/etc/passwd", mode: 0xa1ff }])),
      ["LDL-XDM-ZIP-TYPE"],
      ["verified"],
    ],
    [
      "10 000 entries",
      () =>
        readXdm(
          buildZip([
            ...sound,
            ...Array.from({ length: 10_000 }, (_, index) => ({ name: `F${index}`, content: "", method: 0 })),
          ]),
        ),
      ["LDL-XDM-ZIP-ENTRIES"],
      [],
    ],
    [
      "a bomb of 1 GiB that announces itself",
      () => readXdm(withDocument({ data: bomb(), size: 1024 * MIB })),
      ["LDL-XDM-ZIP-SIZE", "LDL-XDM-FILE"],
      [],
    ],
  ] as const)("vector 7 refuses %s", (_name, read, rules, integrity) => {
    const reading = read();
    expect(rulesOf(reading)).toEqual(rules);
    expect(reading.accepted).toBe(false);
    expect(reading.documents.map((document) => document.integrity)).toEqual(integrity);
  });

  it("vector 7 stops a bomb of 1 GiB that announces a kilobyte, without inflating it", () => {
    const before = process.memoryUsage().arrayBuffers;
    const reading = readXdm(withDocument({ data: bomb(), size: 1024 }));
    expect(rulesOf(reading)).toEqual(["LDL-XDM-ZIP-DATA", "LDL-XDM-FILE"]);
    expect(reading.accepted).toBe(false);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MIB);
  });

  it("vector 7 takes two METADATA in two subsets of one patient", () => {
    const reading = withSecondSubset();
    expect(rulesOf(reading)).toEqual(["LDL-XDM-SUBSETS"]);
    expect(reading.accepted).toBe(true);
    expect(reading.subsets.map(({ folder, documents }) => [folder, documents.length])).toEqual([
      ["IHE_XDM/SUBSET01", 1],
      ["IHE_XDM/SUBSET02", 1],
    ]);
    expect(reading.documents.map(({ path }) => path)).toEqual([DOCUMENT, "IHE_XDM/SUBSET02/DOC00001.XML"]);
  });

  it("vector 7 tolerates lower-case names", () => {
    const lower = Object.entries(soundFiles()).map(([name, content]) => [name.toLowerCase(), content]);
    const reading = readFiles(Object.fromEntries(lower) as Record<string, string>);
    expect(rulesOf(reading)).toEqual(["LDL-XDM-CASE"]);
    expect(reading.accepted).toBe(true);
    expect(reading.documents.map(({ integrity }) => integrity)).toEqual(["verified"]);
  });
});

describe("vector 8 times", () => {
  it.each([
    ["summer time", "20240701103000+0200", "20240701083000"],
    ["winter time", "20240115080000+0100", "20240115070000"],
    ["a date alone", "20240115", "20240115"],
  ])("vector 8 brings %s to UTC: %s gives %s", (_name, written, dtm) => {
    const act = `<documentationOf><serviceEvent><effectiveTime><low value="${written}"/></effectiveTime><performer typeCode="PRF">${professional("assignedEntity", "AUGUIN")}</performer></serviceEvent></documentationOf>`;
    const effectiveTime = `<effectiveTime value="${written}"/>`;
    const { serviceStartTime, creationTime } = describeDocument(cdaDocument({ act, effectiveTime })).entry;
    expect([serviceStartTime, creationTime]).toEqual([dtm, dtm]);
  });
});

describe("vector 9 people and structures", () => {
  const idnps = { autorite: "1.2.250.1.71.4.2.1", typeNom: "D", typeId: "IDNPS" };

  it.each([
    ["D'ARC", "D'ARC"],
    ["A&B", "A\\T\\B"],
    ["A^B", "A\\S\\B"],
    ["A|B", "A\\F\\B"],
    ["L'A&B | C^D", "L'A\\T\\B \\F\\ C\\S\\D"],
  ])("vector 9 writes the name %s as %s, and reads it back", (name, escaped) => {
    const person = formatXcn({ id: "8", nom: name, prenom: name, ...idnps });
    expect(person).toBe(`8^${escaped}^${escaped}^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS`);
    expect(parseXcn(person)).toMatchObject({ nom: name, prenom: name });
    const structure = formatXon({ nom: name, autorite: "1.2.250.1.71.4.2.2", typeId: "IDNST", id: "1750803447" });
    expect(structure).toBe(`${escaped}^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750803447`);
    expect(parseXon(structure)).toMatchObject({ nom: name });
  });
});

describe("vector 10 two documents of two patients", () => {
  const other = cdaDocument({ patientIds: OTHER_INS_ID, id: SECOND_ID });
  it("vector 10 are refused when the set is built, and when the archive is packed", () => {
    const { submissionSet } = lotOf([]);
    const documents = [cdaDocument(), other].map((bytes) => ({ entry: describeDocument(bytes).entry }));
    const issue = { rule: "LDL-XDS-PATIENT", path: "documents.1.patientId" };
    const refusal = expect.objectContaining({ details: { issues: [expect.objectContaining(issue)] } }) as Error;
    expect(() => buildSubmission({ submissionSet, documents }, FIXED)).toThrow(refusal);
    expect(() => packXdm(lotOf([{ cda: cdaDocument() }, { cda: other }]), FIXED)).toThrow(refusal);
  });

  it("vector 10 are not accepted when they arrive", () => {
    const reading = withSecondSubset(lot({ id: SECOND_ID, patientIds: OTHER_INS_ID }));
    expect(rulesOf(reading)).toEqual(["LDL-XDM-SUBSETS", "LDL-XDM-PATIENT"]);
    expect(reading.accepted).toBe(false);
  });
});
