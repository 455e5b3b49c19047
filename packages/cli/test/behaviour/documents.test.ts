import { describe, expect, it } from "vitest";
import { createDesk } from "../support/memory-io.ts";

const SAMPLES = [
  ["ldl-ses", "ldl-ses.min"],
  ["ldl-ses", "ldl-ses.max"],
  ["ldl-ses", "ldl-ses.pediatrie"],
  ["ldl-ses", "ldl-ses.deces"],
  ["ldl-ses", "ldl-ses.nouveau-ne"],
  ["ldl-ses", "ldl-ses.ne-a-l-etranger"],
  ["ldl-ses", "ldl-ses.remplacement"],
  ["ldl-ees", "ldl-ees.min"],
  ["ldl-ees", "ldl-ees.max"],
  ["pdf", "pdf.min"],
  ["cr-bio", "cr-bio.min"],
  ["cr-bio", "cr-bio.ecbu-antibiogramme"],
] as const;

describe("ldl build, read, render", () => {
  it.each(SAMPLES)("makes, reads and lays out %s of %s", async (kind, sample) => {
    const desk = createDesk();
    const built = await desk.ldl(
      "build",
      kind,
      "--input",
      `data/${sample}.json`,
      "--out",
      "doc.xml",
      "--seed",
      "1",
      "--json",
    );
    expect(built.exitCode).toBe(0);
    expect(built.err).toMatch(/^(attention \S+ : .+ \(LDL-\S+\)\n)*$/);
    const { level, id } = JSON.parse(built.out) as { level: number; id: { racine: string } };
    const read = await desk.ldl("read", "doc.xml");
    expect(read).toMatchObject({ exitCode: 0, err: "" });
    const content = JSON.parse(read.out) as { level: number; header: { id: { racine: string } }; issues: unknown[] };
    expect(content).toMatchObject({ level, header: { id }, issues: [] });
    expect((await desk.ldl("render", "doc.xml", "--to", "html", "--out", "doc.html")).exitCode).toBe(0);
    expect(Buffer.from(desk.files.get("doc.html") ?? []).toString()).toMatch(/^<!DOCTYPE html>/);
    expect((await desk.ldl("render", "doc.xml", "--to", "pdf", "--out", "doc.pdf")).exitCode).toBe(0);
    expect(Buffer.from(desk.files.get("doc.pdf") ?? []).toString("latin1")).toMatch(/^%PDF-1\.4/);
  });

  it("makes the same bytes with the same seed and clock, others with another seed", async () => {
    const desk = createDesk();
    for (const [out, seed] of [
      ["a.xml", "s"],
      ["b.xml", "s"],
      ["c.xml", "t"],
    ] as const) {
      await desk.ldl("build", "ldl-ses", "--input", "data/ldl-ses.min.json", "--out", out, "--seed", seed);
    }
    expect(desk.files.get("a.xml")).toEqual(desk.files.get("b.xml"));
    expect(desk.files.get("a.xml")).not.toEqual(desk.files.get("c.xml"));
  });

  it.each(["ldl-ses", "ldl-ees", "cr-bio", "pdf", "event", "project"])("gives the schema of %s", async (name) => {
    const { exitCode, out } = await createDesk().ldl("schema", name);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toHaveProperty("$schema");
  });
});

describe("bad calls and bad files", () => {
  it.each<[string, readonly string[], number, RegExp]>([
    ["no verb", [], 2, /^$/],
    ["an unknown verb", ["bild"], 2, /^erreur USAGE : verbe inconnu/],
    ["an unknown option", ["read", "x.xml", "--fast"], 2, /^erreur USAGE : /],
    ["a missing option", ["build", "ldl-ses", "--input", "data/ldl-ses.min.json"], 2, /option --out obligatoire/],
    ["an unknown kind", ["build", "ordonnance", "--out", "x"], 2, /un type attendu parmi : ldl-ses/],
    ["an absent file", ["read", "absent.xml"], 2, /^erreur FICHIER .*fichier introuvable \(ENOENT\)\n$/],
    [
      "a bad clock",
      ["build", "ldl-ses", "--input", "data/ldl-ses.min.json", "--out", "x", "--now", "hier"],
      2,
      /--now : date ISO 8601/,
    ],
    ["no JSON", ["build", "ldl-ses", "--input", "broken.json", "--out", "x"], 2, /broken\.json : JSON illisible/],
    [
      "no XML",
      ["read", "broken.json"],
      1,
      /^erreur LDL_CDA_MALFORMED : document illisible, ligne 1, .*XML mal formé\n$/,
    ],
    [
      "XML that is no CDA",
      ["read", "other.xml"],
      1,
      /^erreur LDL_CDA_UNEXPECTED_KIND : ClinicalDocument attendu, a trouvé\n$/,
    ],
    ["an entity bomb", ["read", "bomb.xml"], 1, /^erreur LDL_CDA_MALFORMED : .*déclaration DOCTYPE, refusée\n$/],
    [
      "an empty record",
      ["build", "ldl-ses", "--input", "empty.json", "--out", "x"],
      1,
      /^(erreur LDL_INPUT_INVALID \S+ : .+ \(\S+\)\n)+$/,
    ],
    ["an unknown layout", ["render", "letter.xml", "--to", "docx", "--out", "x"], 2, /--to : html ou pdf attendu/],
  ])("answers %s with a French line, and writes nothing", async (_, args, exitCode, line) => {
    const desk = createDesk();
    await desk.ldl("build", "ldl-ses", "--input", "data/ldl-ses.min.json", "--out", "letter.xml");
    desk.put("broken.json", "{");
    desk.put("empty.json", "{}");
    desk.put("other.xml", "<a/>");
    desk.put("bomb.xml", '<!DOCTYPE a [<!ENTITY b "b">]><ClinicalDocument>&b;</ClinicalDocument>');
    const before = [...desk.files.keys()];
    const call = await desk.ldl(...args);
    expect(call.exitCode).toBe(exitCode);
    expect(call.err).toMatch(line);
    expect([...desk.files.keys()]).toEqual(before);
  });

  it("says no word of the patient", async () => {
    const desk = createDesk();
    const record = JSON.parse(Buffer.from(await readSample()).toString()) as { patient: Record<string, unknown> };
    record.patient["nomNaissance"] = "SECRETNAME\u0000";
    record.patient["dateNaissance"] = "SECRETDATE";
    desk.put("record.json", JSON.stringify(record));
    const { err, out } = await desk.ldl("build", "ldl-ses", "--input", "record.json", "--out", "x");
    expect(err).toContain("patient.dateNaissance");
    expect(`${err}${out}`).not.toMatch(/SECRET/);
  });
});

describe("help", () => {
  it("lists every verb, and each verb explains itself with an example", async () => {
    const desk = createDesk();
    const { out } = await desk.ldl("--help");
    const verbs = [...out.matchAll(/^ {2}(\w+) +\S/gm)].map(([, verb = ""]) => verb);
    expect(verbs.length).toBeGreaterThan(5);
    for (const verb of verbs) {
      const help = await desk.ldl(verb, "--help");
      expect(help.exitCode).toBe(0);
      expect(help.out).toMatch(new RegExp(`Usage :\\n {2}ldl ${verb}[\\s\\S]*Exemple :\\n {2}ldl ${verb}`));
    }
  });
});

async function readSample(): Promise<Uint8Array> {
  const { readFile } = await import("node:fs/promises");
  return readFile(new URL("../../../../examples/data/ldl-ses.min.json", import.meta.url));
}
