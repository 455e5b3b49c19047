import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createDesk } from "../support/memory-io.ts";

interface Row {
  readonly label: string;
  readonly value?: string;
  readonly unit?: string;
  readonly interpretation?: string;
}

describe("ldl on biology reports", () => {
  it("builds a report from a message, says what it changed, and reads its results as rows", async () => {
    const desk = createDesk();
    const built = await desk.ldl(
      "build",
      "cr-bio",
      "--from-oru",
      "data/hl7v2/01-nfs-final.hl7",
      "--input",
      "data/hl7v2/laboratoire.json",
      "--out",
      "doc.xml",
    );
    expect(built.exitCode).toBe(0);
    expect(built.err).toContain("message OBX[2]-6 : unité écrite selon l'usage français");
    const { out } = await desk.ldl("read", "doc.xml");
    const { results, kind, modelVersion } = JSON.parse(out) as {
      readonly results: readonly Row[];
      readonly kind: string;
      readonly modelVersion: string;
    };
    expect([kind, modelVersion, results.length]).toEqual(["CR-BIO", "2024.01", 8]);
    expect(results[0]).toMatchObject({ label: "Hémoglobine", value: "11.2", unit: "g/dL", interpretation: "L" });
  });

  it("gives a report back as it is built: building it again makes the same results", async () => {
    const desk = createDesk();
    await desk.ldl(
      "build",
      "cr-bio",
      "--input",
      "data/cr-bio.ecbu-antibiogramme.json",
      "--out",
      "a.xml",
      "--seed",
      "1",
    );
    const report = await desk.ldl("read", "a.xml", "--report");
    desk.files.set("again.json", Buffer.from(report.out));
    expect((await desk.ldl("build", "cr-bio", "--input", "again.json", "--out", "b.xml", "--seed", "1")).exitCode).toBe(
      0,
    );
    const read = async (file: string) => JSON.parse((await desk.ldl("read", file)).out) as { results: unknown };
    expect((await read("b.xml")).results).toEqual((await read("a.xml")).results);
  });

  it("lays results out: marks in words, and a grid of antibiotics", async () => {
    const desk = createDesk();
    await desk.ldl(
      "build",
      "cr-bio",
      "--input",
      "data/cr-bio.ecbu-antibiogramme.json",
      "--out",
      "a.xml",
      "--seed",
      "1",
    );
    await desk.ldl("render", "a.xml", "--to", "html", "--out", "a.html");
    const html = Buffer.from(desk.files.get("a.html") ?? []).toString();
    expect(html).toContain('<strong class="mark mark-strong">R Résistant</strong>');
    expect(html).toContain('<th scope="col">Antibiotique</th>');
  });

  it("refuses a unit that is not of the list, unless the rule is relaxed", async () => {
    const desk = createDesk();
    const text = await readFile(new URL("../../../../examples/data/cr-bio.min.json", import.meta.url), "utf8");
    desk.put("ukat.json", text.replace(/"unite": "[^"]+"/, '"unite": "ukat/L"'));
    const build = ["build", "cr-bio", "--input", "ukat.json", "--out", "ukat.xml"];
    expect(await desk.ldl(...build)).toMatchObject({
      exitCode: 1,
      err: expect.stringMatching(/^(erreur LDL_INPUT_INVALID .*\(LDL-BIO-UNITE\)\n)+$/) as string,
    });
    expect(await desk.ldl(...build, "--relax", "LDL-BIO-UNITE")).toMatchObject({
      exitCode: 0,
      err: expect.stringMatching(/^attention .*\(LDL-BIO-UNITE\)\n/) as string,
    });
    expect(await desk.ldl(...build, "--relax", "LDL-H-001")).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/^erreur USAGE : --relax : une règle attendue parmi LDL-BIO-UNITE, /) as string,
    });
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      "a message for a letter",
      ["build", "ldl-ses", "--from-oru", "m", "--input", "i", "--out", "o"],
      /ne vaut que pour cr-bio/,
    ],
    ["a report out of a letter", ["read", "letter.xml", "--report"], /ne vaut que pour un CR-BIO/],
  ])("refuses %s", async (_, args, message) => {
    const desk = createDesk();
    await desk.ldl("build", "ldl-ses", "--input", "data/ldl-ses.min.json", "--out", "letter.xml", "--seed", "1");
    const { exitCode, err } = await desk.ldl(...args);
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
  });

  it("gives the schema of what a message does not say", async () => {
    const { exitCode, out } = await createDesk().ldl("schema", "oru");
    expect(exitCode).toBe(0);
    expect(Object.keys((JSON.parse(out) as { properties: object }).properties)).toContain("systemeLocal");
  });
});
