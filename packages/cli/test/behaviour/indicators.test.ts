import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { type ExchangeEventInput, verifyEvidence } from "@ldl/indicators";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ExitCode, type Io, main, nodeIo } from "../../src/index.ts";

const WORLD = nodeIo();

/** One store for most calls: making a database costs seconds. */
const KEPT: string[] = [];
let folder: string;
let calls = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ldl-cli-indicators-"));
  KEPT.push("--store", path.join(folder, "store"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  calls += 1;
});

const inFolder = (name: string): string => path.join(folder, name);
const outFolder = (): string => inFolder(`out-${calls}`);

async function ldl(...args: readonly string[]): Promise<{ exitCode: ExitCode; out: string; err: string }> {
  let [out, err] = ["", ""];
  const io: Io = {
    ...WORLD,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => new Date("2019-01-15T12:00:00Z"),
  };
  return { exitCode: await main(args, io), out, err };
}

const uuid = (rank: number): string => `00000000-0000-4000-8000-${String(rank).padStart(12, "0")}`;

/** Three stays of one hospital, each with a letter, two of them sent. */
function events(): ExchangeEventInput[] {
  return [1, 2, 3].flatMap((n): ExchangeEventInput[] => {
    const occurredAt = `2018-05-0${n}T10:00:00+02:00`;
    const base = (rank: number) => ({ eventId: uuid(n * 10 + rank), occurredAt });
    const sent: ExchangeEventInput[] = [
      {
        ...base(2),
        type: "transmission.submitted",
        transmissionId: `t${n}`,
        documentId: `d${n}`,
        messageId: `<${n}@test>`,
        channel: "MSSANTE",
        origin: "DPI",
        recipientKey: "r",
        recipientKind: "PER",
      },
      { ...base(3), type: "transmission.accepted", transmissionId: `t${n}` },
    ];
    return [
      { ...base(0), type: "stay.discharged", stayKey: `s${n}`, entityId: "ES1", field: "MCO", mode: "HC" },
      {
        ...base(1),
        type: "document.produced",
        documentId: `d${n}`,
        lineageKey: `d${n}`,
        entityId: "ES1",
        stayKey: `s${n}`,
        docType: "LDL-SES",
        cdaLevel: 3,
        conformant: true,
        producer: "DPI",
      },
      ...(n < 3 ? sent : []),
    ];
  });
}

const PROJECT = {
  id: "essai",
  title: "Essai",
  establishments: [{ id: "ES1", label: "CH Exemple", activity: { source: "SAE", year: 2014, staysAnnual: 20 } }],
};

beforeAll(async () => {
  const lines = events().map((event) => JSON.stringify(event));
  await writeFile(inFolder("events.jsonl"), `${lines.join("\n")}\n`);
  await writeFile(inFolder("wrong.jsonl"), `${lines.join("\n")}\n{"type":"stay.discharged"}\nnot json\n`);
  await writeFile(inFolder("project.json"), JSON.stringify(PROJECT));
  await writeFile(inFolder("bad-project.json"), JSON.stringify({ ...PROJECT, establishments: [{ id: "ES1" }] }));
});

const usual = (...more: readonly string[]): string[] => [
  "indicators",
  "--events",
  inFolder("events.jsonl"),
  "--project",
  inFolder("project.json"),
  "--period",
  "2018-Q2",
  "--out",
  outFolder(),
  ...more,
];
const replaced = (args: readonly string[], from: string, to: string): string[] =>
  args.map((arg) => (arg === from ? to : arg));

describe("ldl indicators", () => {
  it("counts, writes every format, and lists that hold", async () => {
    const call = await ldl(...usual("--json"));
    expect(call).toMatchObject({ exitCode: 0, err: "" });
    const result = JSON.parse(call.out) as { files: string[]; imported: unknown; evidence: { head: string }[] };
    expect(result).toMatchObject({ status: "provisional", imported: { recorded: 10, duplicates: 0, rejected: 0 } });
    expect(result).toMatchObject({ ms1: "60,0\u00a0%", ms2: "66,7\u00a0%", ms3: 0, ms4: "n.c." });
    expect((await readdir(outFolder())).sort()).toEqual([...result.files].sort());
    expect(result.files).toContain("rapport.pdf");
    const verdict = await verifyEvidence(
      createInterface({ input: createReadStream(path.join(outFolder(), "preuves-D.jsonl")) }),
    );
    expect(verdict).toMatchObject({ valid: true, figure: "D", count: 2, head: result.evidence[1]?.head });
    expect(await readFile(path.join(outFolder(), "tableau1.csv"), "utf8")).toContain(
      "1;CH Exemple;;20;5;3;2;60,0;66,7",
    );
  });

  it("tells the figures on one line", async () => {
    const { out, err } = await ldl(...usual(...KEPT));
    expect(out).toBe("MS-1 60,0\u00a0% ; MS-2 66,7\u00a0% ; MS-3 0 ; MS-4 n.c.\n");
    expect(err).toBe("10 évènements enregistrés, 0 déjà connus\n");
  });

  it("writes the rapport flash of a month", async () => {
    const call = await ldl(...replaced(usual(...KEPT), "2018-Q2", "2018-05"));
    expect(call.exitCode).toBe(0);
    expect(await readdir(outFolder())).toContain("rapport-flash.html");
  });

  it("says which lines are wrong, counts the others, and ends with 1", async () => {
    const call = await ldl(...replaced(usual(...KEPT), inFolder("events.jsonl"), inFolder("wrong.jsonl")));
    expect(call.exitCode).toBe(1);
    expect(call.err).toMatch(/wrong\.jsonl:11 \S+ : .+ \(.+\)\nerreur .*wrong\.jsonl:12 \. : .+ \(LDL-IND-LINE-JSON\)/);
    expect(call.out).toContain("MS-1 60,0");
  });

  it("keeps a store from call to call, closes the period, and issues a correction", async () => {
    const first = await ldl(...usual(...KEPT, "--freeze", "--json"));
    expect(JSON.parse(first.out)).toMatchObject({ status: "frozen", version: 1 });
    const second = await ldl(...usual(...KEPT, "--freeze", "--json"));
    expect(JSON.parse(second.out)).toMatchObject({ version: 2, imported: { recorded: 0, duplicates: 10 } });
    const report = JSON.parse(await readFile(path.join(outFolder(), "rapport.json"), "utf8")) as object;
    expect(report).toMatchObject({ corrects: { version: 1, differences: [] } });
  });

  it.each<[string, (args: readonly string[]) => readonly string[], number, RegExp]>([
    ["a missing option", (args) => args.slice(0, -2), 2, /^erreur USAGE : option --out obligatoire\n$/],
    ["no events", (args) => [args[0] ?? "", ...args.slice(3)], 2, /option --events obligatoire/],
    [
      "a file that is not there",
      (args) => replaced(args, inFolder("events.jsonl"), inFolder("no.jsonl")),
      2,
      /introuvable/,
    ],
    ["a wrong period", (args) => replaced(args, "2018-Q2", "2018-Q5"), 1, /LDL-IND-PERIOD/],
    [
      "a wrong project",
      (args) => replaced(args, inFolder("project.json"), inFolder("bad-project.json")),
      1,
      /^erreur LDL_INPUT_INVALID project\.establishments\.0\.label : .+\n$/,
    ],
    ["a report closed nowhere", (args) => [...args, "--freeze"], 2, /--store ou --database obligatoire/],
    ["two stores", (args) => [...args, "--store", "a", "--database", "b"], 2, /pas les deux/],
    [
      "a server that does not answer",
      (args) => [...args, "--database", "postgresql://nobody@127.0.0.1:1/none"],
      2,
      /^erreur LDL_STORE_FAILED : .+« connexion »\n$/,
    ],
  ])("refuses %s in one line", async (_, change, exitCode, line) => {
    const call = await ldl(...change(usual()));
    expect(call.err).toMatch(line);
    expect(call.exitCode).toBe(exitCode);
  });
});
