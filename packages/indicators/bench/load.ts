/**
 * A million events, loaded and counted by the package on PGlite and on PostgreSQL, beside a bare COPY of the same rows and
 * the same statements. Run: `pnpm --filter @ldl/indicators bench [EVENTS]`.
 */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { findPostgres, startTestPostgres } from "@ldl/testbench";
import { z } from "zod";
import { QueryStatement } from "../src/index.ts";
import { EVENT_COLUMNS } from "../src/store/event-row.ts";
import { readEvent } from "../src/store/read-event.ts";
import { generateEvents } from "../test/support/generate-events.ts";
import { ESTABLISHMENTS, LABORATORIES } from "./region.ts";

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, "../../..");

const Outcome = z.object({
  loadMs: z.number(),
  countMs: z.number(),
  openedMb: z.number(),
  peakMb: z.number(),
  statements: z.array(QueryStatement).default([]),
  each: z.record(z.string(), z.number()).default({}),
});
type Outcome = z.output<typeof Outcome>;

async function runTask(task: object): Promise<Outcome> {
  const args = ["--import", "tsx", path.join(import.meta.dirname, "load-run.ts"), JSON.stringify(task)];
  const { stdout } = await run(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, TSX_TSCONFIG_PATH: path.join(ROOT, "tsconfig.json") },
    maxBuffer: 64_000_000,
  });
  return Outcome.parse(JSON.parse(stdout));
}

function csvField(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${text.replaceAll('"', '""')}"`;
}

/** Writes the same events as JSON Lines and as rows of the table. */
async function writeFiles(folder: string, count: number): Promise<{ readonly events: string; readonly csv: string }> {
  const files = { events: path.join(folder, "events.jsonl"), csv: path.join(folder, "rows.csv") };
  const [lines, rows] = [createWriteStream(files.events), createWriteStream(files.csv)];
  const keys = { establishments: ESTABLISHMENTS, laboratories: LABORATORIES };
  const history = { ...keys, seed: 1, stays: count / 8, reports: count / 8, from: "2018-01-01T00:00:00Z", days: 360 };
  let written = 0;
  for (const event of generateEvents(history)) {
    if (written >= count) break;
    written += 1;
    const read = readEvent(event, { now: "2019-01-01T00:00:00Z" });
    if (!read.ok) throw new Error("the generator made a wrong event");
    const row: Readonly<Record<string, unknown>> = read.row;
    const cells = Object.keys(EVENT_COLUMNS).map((name) => csvField(row[name]));
    rows.write(`${cells.join(",")}\n`);
    lines.write(`${JSON.stringify(event)}\n`);
    // Asked of each stream when its turn comes: the one may have drained while the other did.
    for (const stream of [lines, rows]) if (stream.writableNeedDrain) await once(stream, "drain");
  }
  await Promise.all([lines, rows].map((stream) => new Promise((resolve) => stream.end(resolve))));
  console.log(`${written} events`);
  return files;
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

function show(name: string, count: number, outcome: Outcome): void {
  const { loadMs, countMs, openedMb, peakMb } = outcome;
  const rate = Math.round(count / (loadMs / 1_000));
  console.log(
    `${name} | load ${seconds(loadMs)} s (${rate}/s) | count ${seconds(countMs)} s | peak ${peakMb} MB (${openedMb} MB once open)`,
  );
}

async function compare(
  name: string,
  count: number,
  files: { events: string; csv: string },
  newPlace: () => Promise<object>,
) {
  const mine = await runTask({ ...(await newPlace()), events: files.events });
  show(`${name}, package`, count, mine);
  const bare = await runTask({ ...(await newPlace()), csv: files.csv, statements: mine.statements });
  show(`${name}, bare COPY and the same statements`, count, bare);
  console.log(`  each statement, ms: ${JSON.stringify(bare.each)}`);
  const ratio = (mine.loadMs + mine.countMs) / (bare.loadMs + bare.countMs);
  console.log(`${name}: ${ratio.toFixed(2)} x the bare database (gate: 3)`);
}

const count = Number(process.argv[2] ?? 1_000_000);
const folder = await mkdtemp(path.join(tmpdir(), "ldl-bench-"));
await chmod(folder, 0o755);
try {
  const { model = "unknown processor" } = cpus()[0] ?? {};
  console.log(
    `${new Date().toISOString()} | Node ${process.version} | ${cpus().length} x ${model.trim()} | load ${loadavg()[0]}`,
  );
  const files = await writeFiles(folder, count);
  if (findPostgres() === undefined) console.warn("SKIPPED: PostgreSQL is not installed");
  else {
    await using server = await startTestPostgres({ durable: true });
    await compare("PostgreSQL", count, files, async () => ({ connectionString: await server.createDatabase() }));
  }
  let places = 0;
  await compare("PGlite", count, files, () => {
    places += 1;
    return Promise.resolve({ folder: path.join(folder, `pglite-${places}`) });
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
