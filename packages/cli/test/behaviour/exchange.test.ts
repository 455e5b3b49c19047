import { describe, expect, it } from "vitest";
import { safeName } from "../../src/exchange/safe-name.ts";
import { createDesk, type Desk } from "../support/memory-io.ts";

const FROM = ["--from", "dpi@es-demo.mssante.fr"];
const TO = ["--to", "jean.traitant@medecin.mssante.fr"];

async function deskWithLetter(): Promise<Desk> {
  const desk = createDesk();
  await desk.ldl("build", "ldl-ses", "--input", "data/ldl-ses.max.json", "--out", "letter.xml", "--seed", "1");
  await desk.ldl("build", "ldl-ses", "--input", "data/ldl-ses.deces.json", "--out", "other-patient.xml", "--seed", "2");
  return desk;
}

describe("ldl xdm", () => {
  it("packs a letter and takes it out again, byte for byte", async () => {
    const desk = await deskWithLetter();
    expect(await desk.ldl("xdm", "pack", "letter.xml", "--out", "IHE_XDM.ZIP")).toMatchObject({ exitCode: 0 });
    const read = await desk.ldl("xdm", "read", "IHE_XDM.ZIP", "--dir", "in", "--json");
    expect(read.exitCode).toBe(0);
    expect(JSON.parse(read.out)).toMatchObject({
      accepted: true,
      documents: [{ integrity: "verified", kind: "LDL-SES" }],
      findings: [],
    });
    expect(desk.files.get("in/DOC00001.XML")).toEqual(desk.files.get("letter.xml"));
  });

  it("makes the same archive with the same seed", async () => {
    const desk = await deskWithLetter();
    for (const out of ["a.zip", "b.zip"]) await desk.ldl("xdm", "pack", "letter.xml", "--out", out, "--seed", "1");
    expect(desk.files.get("a.zip")).toEqual(desk.files.get("b.zip"));
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ["no action", ["xdm"], 2, /pack ou read attendu/],
    ["no document", ["xdm", "pack", "--out", "x"], 2, /un document au moins attendu/],
    ["two patients", ["xdm", "pack", "letter.xml", "other-patient.xml", "--out", "x"], 1, /LDL_XDS_LOT_INVALID/],
    ["one document twice", ["xdm", "pack", "letter.xml", "letter.xml", "--out", "x"], 1, /LDL_XDS_LOT_INVALID/],
    [
      "an unknown activity",
      ["xdm", "pack", "letter.xml", "--out", "x", "--activite", "99"],
      1,
      /--activite : .*LDL-XDS-FORM/,
    ],
    ["a bad source", ["xdm", "pack", "letter.xml", "--out", "x", "--source-id", "1.x"], 1, /--source-id/],
    ["no archive", ["xdm", "read", "letter.xml", "--dir", "in"], 1, /LDL-XDM-ZIP[\s\S]*rien n'est écrit/],
    ["a damaged archive", ["xdm", "read", "damaged.zip", "--dir", "in"], 1, /rien n'est écrit/],
  ])("refuses %s, and writes nothing", async (_, args, exitCode, line) => {
    const desk = await deskWithLetter();
    await desk.ldl("xdm", "pack", "letter.xml", "--out", "good.zip");
    const damaged = Buffer.from(desk.files.get("good.zip") ?? []);
    damaged.writeUInt8(damaged.readUInt8(damaged.length >> 1) ^ 0xff, damaged.length >> 1);
    desk.put("damaged.zip", damaged);
    const before = [...desk.files.keys()];
    const call = await desk.ldl(...args);
    expect(call.exitCode).toBe(exitCode);
    expect(call.err).toMatch(line);
    expect([...desk.files.keys()]).toEqual(before);
  });
});

describe("ldl mail", () => {
  it("composes a message, and takes its archive and copy out again", async () => {
    const desk = await deskWithLetter();
    const composed = await desk.ldl(
      "mail",
      "compose",
      "letter.xml",
      ...FROM,
      ...TO,
      "--out",
      "message.eml",
      "--seed",
      "1",
    );
    expect(composed.exitCode).toBe(0);
    const read = await desk.ldl("mail", "read", "message.eml", "--dir", "in");
    expect(read.exitCode).toBe(0);
    const message = JSON.parse(read.out) as { kind: string; mss: { typeCodes: string[] }; subject: string };
    expect(message).toMatchObject({ kind: "xdm", mss: { typeCodes: ["11490-0"] } });
    expect(message.subject).toMatch(/^XDM\/1\.0\/DDM/);
    expect([...desk.files.keys()].filter((name) => name.startsWith("in/"))).toEqual([
      "in/IHE_XDM.ZIP",
      expect.stringMatching(/^in\/.+\.pdf$/i),
    ]);
    expect(await desk.ldl("xdm", "read", "in/IHE_XDM.ZIP", "--dir", "out")).toMatchObject({ exitCode: 0 });
    expect(desk.files.get("out/DOC00001.XML")).toEqual(desk.files.get("letter.xml"));
  });

  it("makes the same message with the same seed", async () => {
    const desk = await deskWithLetter();
    for (const out of ["a.eml", "b.eml"]) {
      await desk.ldl("mail", "compose", "letter.xml", ...FROM, ...TO, "--out", out, "--seed", "1");
    }
    expect(desk.files.get("a.eml")).toEqual(desk.files.get("b.eml"));
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ["no action", ["mail"], 2, /compose ou read attendu/],
    ["no sender", ["mail", "compose", "letter.xml", ...TO, "--out", "x"], 2, /option --from obligatoire/],
    [
      "no recipient",
      ["mail", "compose", "letter.xml", ...FROM, "--out", "x"],
      1,
      /LDL_INPUT_INVALID to : .*LDL-MSS-008/,
    ],
    ["what is no address", ["mail", "compose", "letter.xml", ...FROM, "--to", "example.org", "--out", "x"], 1, /--to/],
    [
      "a header in an address",
      ["mail", "compose", "letter.xml", ...FROM, "--to", "a@b.mssante.fr\r\nBcc: c@d.mssante.fr", "--out", "x"],
      1,
      /--to/,
    ],
    ["one recipient twice", ["mail", "compose", "letter.xml", ...FROM, ...TO, ...TO, "--out", "x"], 1, /LDL-MSS-015/],
    [
      "two patients",
      ["mail", "compose", "letter.xml", "other-patient.xml", ...FROM, ...TO, "--out", "x"],
      1,
      /LDL_XDS_LOT_INVALID/,
    ],
  ])("refuses %s, and writes nothing", async (_, args, exitCode, line) => {
    const desk = await deskWithLetter();
    const before = [...desk.files.keys()];
    const call = await desk.ldl(...args);
    expect(call.exitCode).toBe(exitCode);
    expect(call.err).toMatch(line);
    expect([...desk.files.keys()]).toEqual(before);
  });
});

describe("safeName", () => {
  it.each([
    ["../../etc/passwd", "_.._etc_passwd"],
    [".bashrc", "bashrc"],
    ["a\u0000b\r\n.pdf", "a_b__.pdf"],
    ["", "piece-jointe"],
    ["Compte rendu été.pdf", "Compte rendu été.pdf"],
  ])("makes %j safe", (name, safe) => {
    expect(safeName(name, new Set())).toBe(safe);
  });

  it("gives no name twice", () => {
    const taken = new Set<string>();
    expect(["a.pdf", "A.pdf", "a.pdf"].map((name) => safeName(name, taken))).toEqual(["a.pdf", "2-A.pdf", "3-a.pdf"]);
  });
});
