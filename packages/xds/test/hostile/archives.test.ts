import { Buffer } from "node:buffer";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readXdm } from "../../src/xdm/read-xdm.ts";
import { packXdm } from "../../src/xdm/write-xdm.ts";
import type { XdmLimits } from "../../src/xdm/xdm-limits.ts";
import { SEED } from "../support/arbitraries.ts";
import { DOCUMENT, METADATA, soundFiles } from "../support/archive-files.ts";
import { rulesOf } from "../support/findings-of.ts";
import { FIXED, lot } from "../support/lot.ts";
import { buildZip, type TestArchive, type TestFile } from "../support/zip-builder.ts";

const MIB = 1024 * 1024;
const sound: readonly TestFile[] = Object.entries(soundFiles()).map(([name, content]) => ({ name, content }));
/** A sound archive with one more file. */
const withFile = (file: TestFile) => buildZip([...sound, file]);
/** A sound archive whose document is written otherwise. */
const withDocument = (change: Partial<TestFile>) =>
  buildZip(sound.map((file) => (file.name === DOCUMENT ? { ...file, ...change } : file)));
const withArchive = (archive: TestArchive) => buildZip(sound, archive);

describe("the sound archive of these tests", () => {
  it("is accepted, with data descriptors, folders, stored files and a comment as well", () => {
    const folders = [
      { name: "IHE_XDM/", content: "", method: 0 },
      { name: "IHE_XDM/SUBSET01/", content: "", method: 0, mode: 0x41ed },
    ];
    const zip = buildZip(
      [
        ...folders,
        ...sound.map((file, index) => ({
          ...file,
          descriptor: index % 2 === 0,
          method: index % 3 === 0 ? 0 : 8,
          mode: 0x81a4,
        })),
      ],
      { comment: "fait main" },
    );
    const reading = readXdm(zip);
    expect(reading.findings).toEqual([]);
    expect(reading.documents[0]?.integrity).toBe("verified");
  });
});

describe("names of files", () => {
  it.each([
    ["climbing out", "../evil.txt"],
    ["climbing out from inside", "IHE_XDM/SUBSET01/../../../evil.txt"],
    ["absolute", "/etc/passwd"],
    ["of a drive", "C:/evil.txt"],
    ["with backslashes", "IHE_XDM\\SUBSET01\\evil.txt"],
    ["climbing out with backslashes", "..\\evil.txt"],
    ["with a NUL", "a.txt\0.exe"],
    ["with a line break", "a\nb"],
    ["with an escape sequence", "a\u001b[31m"],
    ["empty", ""],
    ["of one dot", "./a"],
    ["with an empty folder", "a//b"],
    ["too long", "a".repeat(129)],
    ["that is no UTF-8", Buffer.from([0xff, 0xfe, 0x41])],
  ])("refuses a name %s", (_, name) => {
    const reading = readXdm(withFile({ name, content: "x", flags: 0x0800 }));
    expect(rulesOf(reading)).toEqual(["LDL-XDM-ZIP-NAME"]);
    expect(reading.accepted).toBe(false);
    // What is sound is still there for a person to look at.
    expect(reading.documents).toHaveLength(1);
  });

  it.each([
    ["twice", "README.TXT", "README.TXT"],
    ["in two cases", "README.TXT", "Readme.txt"],
    ["as file and folder", "DOCS", "DOCS/"],
    ["composed and decomposed", "\u00e9.txt", "e\u0301.txt"],
  ])("refuses a name %s", (_, one, other) => {
    const files = sound.filter(({ name }) => name !== one);
    const reading = readXdm(
      buildZip([
        ...files,
        { name: one, content: "", flags: 0x0800 },
        { name: other, content: "", flags: 0x0800, method: other.endsWith("/") ? 0 : 8 },
      ]),
    );
    expect(rulesOf(reading)).toContain("LDL-XDM-ZIP-REPEATED");
    expect(reading.accepted).toBe(false);
  });

  it("takes the first of two documents of one name, never the second", () => {
    const reading = readXdm(buildZip([...sound, { name: DOCUMENT, content: "<evil/>" }]));
    expect(reading.accepted).toBe(false);
    expect(reading.documents[0]?.integrity).toBe("verified");
  });
});

describe("kinds of files", () => {
  it.each([
    ["a device", 0x61b6],
    ["a pipe", 0x11b6],
    ["a folder by its mode", 0x41ed],
  ])("refuses %s", (_, mode) => {
    expect(rulesOf(readXdm(withFile({ name: "LINK.TXT", content: "/etc/passwd", mode })))).toEqual([
      "LDL-XDM-ZIP-TYPE",
    ]);
  });

  it.each([
    ["encrypted", { flags: 0x0001 }, "LDL-XDM-ZIP-ENCRYPTED"],
    ["strongly encrypted", { flags: 0x0041 }, "LDL-XDM-ZIP-ENCRYPTED"],
    ["with masked headers", { flags: 0x2000 }, "LDL-XDM-ZIP-ENCRYPTED"],
    ["compressed by bzip2", { method: 12 }, "LDL-XDM-ZIP-METHOD"],
    ["compressed by deflate64", { method: 9 }, "LDL-XDM-ZIP-METHOD"],
    ["compressed by lzma", { method: 14 }, "LDL-XDM-ZIP-METHOD"],
  ])("refuses a document %s", (_, change, rule) => {
    const reading = readXdm(withDocument(change));
    expect(rulesOf(reading)).toEqual([rule, "LDL-XDM-FILE"]);
    expect(reading.documents).toEqual([]);
  });

  it("does not open an archive in the archive", () => {
    expect(rulesOf(readXdm(withFile({ name: "NESTED.ZIP", content: buildZip(sound) })))).toEqual([
      "LDL-XDM-UNREFERENCED",
    ]);
  });
});

describe("bombs", () => {
  it("refuses what compresses too well, before inflating it", () => {
    expect(rulesOf(readXdm(withDocument({ content: "a".repeat(MIB) })))).toEqual(["LDL-XDM-ZIP-RATIO", "LDL-XDM-FILE"]);
    expect(rulesOf(readXdm(withDocument({ data: Buffer.alloc(0) })))).toEqual(["LDL-XDM-ZIP-RATIO", "LDL-XDM-FILE"]);
  });

  it("refuses files that share their data", () => {
    const quine = buildZip([
      ...sound,
      { name: "A.TXT", content: "x".repeat(500), method: 0 },
      { name: "B.TXT", content: "x".repeat(500), method: 0, offset: 0 },
    ]);
    expect(readXdm(quine).accepted).toBe(false);
    const [first] = sound;
    if (first === undefined) throw new Error("no file");
    const shared = buildZip([
      ...sound,
      { ...first, name: `${first.name.toString()}2`, localName: first.name.toString(), offset: 0 },
    ]);
    expect(rulesOf(readXdm(shared))).toEqual(["LDL-XDM-ZIP-HEADER"]);
  });

  it("refuses overlapping files whose headers agree", () => {
    // The second file starts inside the stored data of the first: its local header is there, whole.
    const inner = buildZip([{ name: "B.TXT", content: "y", method: 0 }]).subarray(0, 30 + 5 + 1);
    const zip = buildZip([
      { name: "A.TXT", content: inner, method: 0 },
      { name: "B.TXT", content: "y", method: 0, offset: 35 },
    ]);
    expect(rulesOf(readXdm(zip))).toEqual(["LDL-XDM-ZIP-OVERLAP"]);
  });

  it.each([
    ["maxArchiveBytes", 100, "LDL-XDM-ZIP-BYTES"],
    ["maxEntries", 3, "LDL-XDM-ZIP-ENTRIES"],
    ["maxEntryBytes", 4_000, "LDL-XDM-ZIP-SIZE"],
    ["maxTotalBytes", 10_000, "LDL-XDM-ZIP-TOTAL"],
    ["maxMetadataBytes", 1_000, "LDL-XDM-METADATA-BYTES"],
    ["maxRatio", 2, "LDL-XDM-ZIP-RATIO"],
    ["maxNameLength", 10, "LDL-XDM-ZIP-NAME"],
    ["maxDurationMs", -1, "LDL-XDM-ZIP-DURATION"],
  ] satisfies readonly (readonly [keyof XdmLimits, number, string])[])("keeps to %s", (limit, value, rule) => {
    const reading = readXdm(buildZip(sound), { limits: { [limit]: value } });
    expect(rulesOf(reading)).toContain(rule);
    expect(reading.accepted).toBe(false);
  });
});

describe("broken containers", () => {
  const zip = packXdm(lot(), FIXED);

  it.each([
    ["nothing", new Uint8Array()],
    ["text", new TextEncoder().encode("PK")],
    [
      "an end record alone, announcing files",
      Buffer.concat([Buffer.from("PK\x05\x06\0\0\0\0\x01\0\x01\0", "latin1"), Buffer.alloc(10)]),
    ],
    ["a file cut in the middle", zip.subarray(0, zip.length / 2)],
    ["a file cut by one byte", zip.subarray(0, zip.length - 1)],
    ["bytes before the archive", withArchive({ prefix: Buffer.from("MZ") })],
    ["fewer files announced than there are", withArchive({ entries: 3 })],
    ["more files announced than there are", withArchive({ entries: 9 })],
  ])("reports %s", (_, bytes) => {
    const reading = readXdm(bytes);
    expect(rulesOf(reading)).toEqual(["LDL-XDM-ZIP"]);
    expect(reading).toMatchObject({ accepted: false, documents: [], subsets: [] });
  });

  it("reads past bytes after the archive, with a warning", () => {
    const reading = readXdm(withArchive({ suffix: Buffer.from("\r\n") }));
    expect(rulesOf(reading)).toEqual(["LDL-XDM-ZIP-TRAILING"]);
    expect(reading.accepted).toBe(true);
    expect(reading.documents).toHaveLength(1);
  });

  it("does not believe an end record hidden in the comment of the archive", () => {
    const other = buildZip([{ name: "EVIL.TXT", content: "x" }]);
    expect(readXdm(withArchive({ comment: Buffer.from(other).toString("latin1") })).documents.length).toBeLessThan(2);
    expect(readXdm(withArchive({ comment: "PK\x05\x06".padEnd(22, "\0") })).accepted).toBe(false);
  });

  it.each([
    ["a second disk", withArchive({ disk: 1 }), "LDL-XDM-ZIP-DISKS"],
    ["65 535 files", withArchive({ entries: 0xffff }), "LDL-XDM-ZIP64"],
    ["a ZIP64 size", withDocument({ size: 0xffffffff }), "LDL-XDM-ZIP64"],
    [
      "another name in the local header",
      withDocument({ localName: "IHE_XDM/SUBSET01/DOC00009.XML" }),
      "LDL-XDM-ZIP-HEADER",
    ],
    ["a local header elsewhere", withDocument({ offset: 12 }), "LDL-XDM-ZIP-HEADER"],
    ["a local header outside", withDocument({ offset: 0x7fffffff }), "LDL-XDM-ZIP-HEADER"],
    ["a folder with content", withFile({ name: "DOCS/", content: "x", method: 0 }), "LDL-XDM-ZIP-HEADER"],
    ["a stored file of another size", withDocument({ method: 0, size: 12 }), "LDL-XDM-ZIP-HEADER"],
    ["a wrong CRC", withDocument({ crc: 1 }), "LDL-XDM-ZIP-CRC"],
    ["a wrong CRC of a stored file", withDocument({ method: 0, crc: 1 }), "LDL-XDM-ZIP-CRC"],
    [
      "data that is not deflated",
      withDocument({ data: Buffer.from([0xff, 0xff, 0xff, 0xff].concat(new Array(100).fill(1))) }),
      "LDL-XDM-ZIP-DATA",
    ],
    [
      "data cut short",
      withDocument({ data: deflateRawSync(Buffer.from(soundFiles()[DOCUMENT] ?? "")).subarray(0, 200) }),
      "LDL-XDM-ZIP-DATA",
    ],
    ["a size too great", withDocument({ size: 5_000 }), "LDL-XDM-ZIP-DATA"],
    ["a size too small", withDocument({ size: 4_000 }), "LDL-XDM-ZIP-DATA"],
  ])("reports %s", (_, bytes, rule) => {
    const reading = readXdm(bytes);
    expect(rulesOf(reading)).toContain(rule);
    expect(reading.accepted).toBe(false);
  });

  it("finds the CRC of METADATA.XML wrong, and has no document then", () => {
    const bytes = buildZip(sound.map((file) => (file.name === METADATA ? { ...file, crc: 1 } : file)));
    expect(rulesOf(readXdm(bytes))).toEqual(["LDL-XDM-ZIP-CRC", "LDL-XDM-UNREFERENCED"]);
  });
});

describe("whatever the bytes", () => {
  const zip = Buffer.from(packXdm(lot(), FIXED));

  it("never throws on a sound archive with bytes changed, and never takes a changed document for a sound one", () => {
    const change = fc.array(fc.tuple(fc.nat({ max: zip.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    const original = Buffer.from(soundFiles()[DOCUMENT] ?? "");
    fc.assert(
      fc.property(change, (changes) => {
        const bytes = Buffer.from(zip);
        for (const [at, value] of changes) bytes[at] = value;
        for (const document of readXdm(bytes).documents) {
          if (document.integrity === "verified") expect(original.equals(document.bytes)).toBe(true);
        }
      }),
      { ...SEED, numRuns: 500 },
    );
  });

  it("never throws on an archive cut anywhere, and accepts none", () => {
    for (let length = 0; length < zip.length; length += 7)
      expect(readXdm(zip.subarray(0, length)).accepted).toBe(false);
  });

  it("never throws on bytes at random", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readXdm(bytes).accepted).toBe(false);
        expect(readXdm(Buffer.concat([bytes, Buffer.from("PK\x05\x06", "latin1"), bytes])).accepted).toBe(false);
      }),
      SEED,
    );
  });
});
