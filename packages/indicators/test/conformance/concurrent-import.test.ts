import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { sqlFromPg } from "@ldl/domain";
import { startTestPostgres } from "@ldl/testbench";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { computeIndicators, createEventStore, type ExchangeEventInput } from "../../src/index.ts";
import { postgresInstalled, warnWithoutPostgres } from "../support/databases.ts";
import { generateEvents } from "../support/generate-events.ts";
import { openMemoryStore } from "../support/open-store.ts";

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, "../../../..");
const PROGRAM = path.join(import.meta.dirname, "../support/import-process.ts");
const PROCESSES = 4;
const FILES = 3;

const project = {
  id: "concurrent",
  title: "Imports simultanés",
  establishments: [{ id: "ES1", label: "ES1" }],
  laboratories: [{ id: "LBM1", label: "LBM1" }],
};
const question = { project, period: "2018-Q2", asOf: "2019-01-10T00:00:00Z" } as const;

async function writeFiles(folder: string, events: readonly ExchangeEventInput[]): Promise<string[]> {
  const size = Math.ceil(events.length / FILES);
  const files: string[] = [];
  for (let n = 0; n < FILES; n += 1) {
    const file = path.join(folder, `events-${n}.jsonl`);
    await writeFile(
      file,
      events
        .slice(n * size, (n + 1) * size)
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(""),
    );
    files.push(file);
  }
  return files;
}

warnWithoutPostgres("four processes that import the same files at once");

describe.skipIf(!postgresInstalled)("four processes that import the same files at once", () => {
  it("record each event once, and count what one process counts", async () => {
    const events = [
      ...generateEvents({
        seed: 4,
        establishments: ["ES1"],
        laboratories: ["LBM1"],
        stays: 3_000,
        reports: 3_000,
        from: "2018-02-01T00:00:00Z",
        days: 200,
      }),
    ];
    const folder = await mkdtemp(path.join(tmpdir(), "ldl-import-"));
    const files = await writeFiles(folder, events);
    await using server = await startTestPostgres();
    const connectionString = await server.createDatabase();
    // Each process takes the files in another order, so that they meet everywhere. None finds the tables made.
    const calls = Array.from({ length: PROCESSES }, (_, n) => {
      const order = files.map((_file, index) => files[(index + n) % FILES] ?? "");
      return run(process.execPath, ["--import", "tsx", PROGRAM, connectionString, ...order], { cwd: ROOT });
    });
    const recorded = (await Promise.all(calls)).map(({ stdout }) => Number(stdout));
    expect(recorded.reduce((sum, count) => sum + count, 0)).toBe(events.length);
    const database = sqlFromPg(new pg.Pool({ connectionString }));
    const shared = await computeIndicators(
      await createEventStore({ database, now: () => new Date(question.asOf) }),
      question,
    );
    await database.close();
    await rm(folder, { recursive: true });
    const alone = await openMemoryStore();
    await alone.record(events);
    const expected = await computeIndicators(alone, question);
    await alone.database.close();
    for (const part of ["tableau1", "tableau2", "complementary", "quality", "monthly"] as const)
      expect(shared[part]).toEqual(expected[part]);
    expect(shared.tableau1.total.c).toBeGreaterThan(100);
  }, 240_000);
});
