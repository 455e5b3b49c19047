import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { type SqlDatabase, sqlFromPglite } from "@ldl/domain";
import { createOutbox, type OutboxEntry } from "@ldl/outbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDmpFeed } from "../../src/index.ts";
import { type DmpBench, startBench } from "../support/bench-client.ts";
import { createPglite } from "../support/pglite.mjs";
import type { FeedingTask } from "./feeding-process.ts";
import { KILL_POINTS, type KillPoint } from "./kill-points.ts";

const ROOT = path.join(import.meta.dirname, "../../../..");
const PROGRAM = path.join(import.meta.dirname, "feeding-process.ts");

/** Each point is a process of its own, some seconds long: those where the outcome is in doubt, or all. */
const DOUBTFUL: readonly KillPoint[] = ["after the mark of dispatch", "last bytes sent", "answer begun", "answer read"];
const isFull = process.env["LDL_KILL"] === "full";
const POINTS = isFull ? KILL_POINTS : DOUBTFUL;
if (!isFull) console.log(`skipped: ${KILL_POINTS.length - DOUBTFUL.length} kill points; LDL_KILL=full runs them all`);

let bench: DmpBench;
let folder: string;

const channelOf = (point: KillPoint): string => `kill_${KILL_POINTS.indexOf(point)}`;
const documentOf = (point: KillPoint): string => `1.2.250.1.999.1.1.7898.4.${500 + KILL_POINTS.indexOf(point)}`;

/** Runs the program until it kills itself. */
async function runUntilKilled(killAt: KillPoint): Promise<string | null> {
  const task: FeedingTask = {
    folder: path.join(folder, "data"),
    keys: path.join(folder, "keys.json"),
    url: bench.dmp.url,
    channel: channelOf(killAt),
    documentId: documentOf(killAt),
    killAt,
  };
  const child = spawn(process.execPath, ["--import", "tsx", PROGRAM, JSON.stringify(task)], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  return signal;
}

beforeAll(async () => {
  bench = await startBench();
  folder = mkdtempSync(path.join(tmpdir(), "ldl-dmp-kill-"));
  const { ca, sender } = bench.pki;
  const { authentication, signature } = sender;
  const keys = {
    ca,
    certificate: authentication.chain,
    key: authentication.key,
    seal: signature.chain,
    sealKey: signature.key,
  };
  writeFileSync(path.join(folder, "keys.json"), JSON.stringify(keys), { mode: 0o600 });
  for (const point of POINTS) expect(await runUntilKilled(point), point).toBe("SIGKILL");
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe("a process killed between two steps of a sending, then another one", () => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = sqlFromPglite(await createPglite(path.join(folder, "data")));
  });
  afterAll(() => database.close());

  it.each(POINTS)("has the lot in the DMP exactly once, and says so: killed at %s", async (point) => {
    // The lease of the killed process has ended by the clock of this one.
    const now = () => new Date(Date.now() + 3_600_000);
    const outbox = createOutbox({ database, channel: channelOf(point), now });
    bench.events.length = 0;
    const feed = createDmpFeed({ outbox, client: bench.client(), onEvent: (event) => bench.events.push(event) });
    await feed.run({ stopWhenIdle: true });
    const stored = bench.dmp.store.documents.filter(({ uniqueId }) => uniqueId === documentOf(point));
    expect(stored).toHaveLength(1);
    const entries: OutboxEntry[] = [];
    for await (const entry of outbox.list()) entries.push(entry);
    expect(entries.map(({ state }) => state)).toEqual(["delivered"]);
    const { submissionSets } = bench.dmp.store;
    expect(submissionSets.filter(({ uniqueId }) => uniqueId === entries[0]?.key)).toHaveLength(1);
    const told = point === "outcome written" ? [] : ["dmp.submitted"];
    expect(bench.events.map(({ type }) => type)).toEqual(told);
  });
});
