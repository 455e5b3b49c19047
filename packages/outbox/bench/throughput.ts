/**
 * Entries per second of the outbox, on PGlite and on PostgreSQL with durable commits, with 1 and 4 workers, beside a bare
 * queue of two statements per batch without history. Run: `pnpm --filter @ldl/outbox bench`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type SqlDatabase, sqlFromPg } from "@ldl/domain";
import { createOutbox, type Outbox } from "@ldl/outbox";
import { startTestPostgres } from "@ldl/testbench";
import pg from "pg";
import { openPglite, postgresInstalled } from "../test/support/databases.ts";
import { exitOf, spawnWorker } from "../test/support/spawn-worker.ts";

const CONCURRENCY = 16;

interface Load {
  readonly entries: number;
  readonly bytes: number;
}
const SMALL: Load = { entries: 10_000, bytes: 1_000 };
const MAIL: Load = { entries: 300, bytes: 400_000 };

const perSecond = (count: number, startMs: number): number =>
  Math.round(count / ((performance.now() - startMs) / 1_000));

let channels = 0;
async function newOutbox(database: SqlDatabase): Promise<Outbox> {
  const outbox = createOutbox({ database, channel: `bench_${++channels}` });
  await outbox.install();
  return outbox;
}

/** Enqueues, each entry in its own commit, `together` at a time. */
async function enqueue(outbox: Outbox, { entries, bytes }: Load, together: number): Promise<number> {
  const payload = new Uint8Array(bytes).map((_byte, index) => (index * 167) % 251);
  const startMs = performance.now();
  let next = 0;
  const enqueueSome = async (): Promise<void> => {
    while (next < entries) await outbox.enqueue({ payload, parts: ["a@example.test"] }, { key: `k${next++}` });
  };
  await Promise.all(Array.from({ length: together }, enqueueSome));
  return perSecond(entries, startMs);
}

async function deliverInProcess(outbox: Outbox, load: Load, workers: number): Promise<number> {
  const startMs = performance.now();
  const run = () =>
    outbox.run({ concurrency: CONCURRENCY, stopWhenIdle: true, handler: () => Promise.resolve({ kind: "delivered" }) });
  await Promise.all(Array.from({ length: workers }, run));
  return perSecond(load.entries, startMs);
}

/** Processes that are started before the clock is; the entries come in one commit. */
async function deliverByProcesses(
  database: SqlDatabase,
  connectionString: string,
  load: Load,
  workers: number,
): Promise<number> {
  const outbox = await newOutbox(database);
  const task = { connectionString, channel: outbox.channel, concurrency: CONCURRENCY, leaseMs: 60_000 };
  const processes = Array.from({ length: workers }, () => spawnWorker(task));
  await Promise.all(processes.map((worker) => new Promise((resolve) => worker.once("message", resolve))));
  const payload = new Uint8Array(load.bytes);
  await database.transaction(async (transaction) => {
    for (let n = 0; n < load.entries; n++) await outbox.enqueue({ payload }, { key: `k${n}`, transaction });
  });
  const startMs = performance.now();
  while ((await outbox.metrics()).depth > 0) await delay(20);
  const rate = perSecond(load.entries, startMs);
  for (const worker of processes) worker.kill("SIGTERM");
  await Promise.all(processes.map(exitOf));
  return rate;
}

/** The least that a leased queue can do: take a batch, give it back done; one connection, no history. */
async function deliverBare(database: SqlDatabase, { entries, bytes }: Load): Promise<number> {
  await database.query(
    "CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea, state int)",
  );
  await database.query("CREATE INDEX ON bare (id) WHERE state = 0");
  await database.query("INSERT INTO bare (payload, state) SELECT $1::bytea, 0 FROM generate_series(1, $2::int)", [
    new Uint8Array(bytes),
    entries,
  ]);
  const startMs = performance.now();
  for (;;) {
    const { rows } = await database.query(
      `WITH picked AS (SELECT id FROM bare WHERE state = 0 ORDER BY id LIMIT ${CONCURRENCY} FOR UPDATE SKIP LOCKED)
       UPDATE bare SET state = 1 FROM picked WHERE bare.id = picked.id RETURNING bare.id, payload`,
    );
    if (rows.length === 0) break;
    await database.query("UPDATE bare SET state = 2 WHERE id = ANY ($1::bigint[])", [rows.map((row) => row["id"])]);
  }
  const rate = perSecond(entries, startMs);
  await database.query("DROP TABLE bare");
  return rate;
}

async function benchPglite(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "ldl-bench-"));
  const startMs = performance.now();
  const database = await openPglite(path.join(folder, "data"));
  console.log(
    `PGlite: created in ${Math.round(performance.now() - startMs)} ms, ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
  );
  for (const load of [SMALL, MAIL]) {
    for (const workers of [1, 4]) {
      const outbox = await newOutbox(database);
      const enqueued = await enqueue(outbox, load, 1);
      console.log(
        `PGlite | ${load.bytes} bytes | ${workers} worker(s) | enqueue ${enqueued}/s | deliver ${await deliverInProcess(outbox, load, workers)}/s`,
      );
    }
    console.log(`PGlite | ${load.bytes} bytes | bare queue | deliver ${await deliverBare(database, load)}/s`);
  }
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

async function benchPostgres(): Promise<void> {
  await using server = await startTestPostgres({ durable: true });
  const connectionString = await server.createDatabase();
  const database = sqlFromPg(new pg.Pool({ connectionString, max: 16 }));
  for (const load of [SMALL, MAIL]) {
    for (const together of [1, 8]) {
      console.log(
        `PostgreSQL | ${load.bytes} bytes | enqueue, ${together} at a time ${await enqueue(await newOutbox(database), load, together)}/s`,
      );
    }
    for (const workers of [1, 4]) {
      const rate = await deliverByProcesses(database, connectionString, load, workers);
      console.log(`PostgreSQL | ${load.bytes} bytes | ${workers} worker process(es) | deliver ${rate}/s`);
    }
    console.log(`PostgreSQL | ${load.bytes} bytes | bare queue | deliver ${await deliverBare(database, load)}/s`);
  }
  await database.close();
}

await benchPglite();
if (postgresInstalled) await benchPostgres();
else console.warn("SKIPPED: PostgreSQL is not installed");
