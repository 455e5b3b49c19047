import type { ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { type SqlDatabase, sqlFromPg } from "@ldl/domain";
import { startTestPostgres, type TestPostgres } from "@ldl/testbench";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutbox, type Outbox } from "../../src/index.ts";
import { postgresInstalled, warnWithoutPostgres } from "../support/databases.ts";
import { startDeliverySink } from "../support/delivery-sink.ts";
import { seededRandom } from "../support/random.ts";
import { exitOf, readinessOf, spawnWorker } from "../support/spawn-worker.ts";
import { bytes } from "../support/test-outbox.ts";

/** LDL_KILL=full asks for the whole run, which takes minutes where processors are shared; LDL_KILL_SEED varies it. */
const FULL = process.env["LDL_KILL"] === "full";
const MESSAGES = FULL ? 10_000 : 400;
const SEED = Number(process.env["LDL_KILL_SEED"] ?? 20_260_105);
const KILLS = FULL ? 20 : 4;
const WORKERS = FULL ? 4 : 2;
const CONCURRENCY = 8;

warnWithoutPostgres("workers killed by SIGKILL");
if (!FULL) console.info(`reduced run: ${KILLS} kills, ${MESSAGES} messages; LDL_KILL=full asks for 20 and 10 000`);

interface HistoryRow {
  readonly key: string;
  readonly attempt: number;
  readonly outcome: string;
  readonly dispatched: boolean;
}

/** Points of the run, in messages delivered, at which a worker is killed. */
function killPoints(random: () => number): readonly number[] {
  const points = new Set<number>();
  while (points.size < KILLS) points.add(1 + Math.floor(random() * MESSAGES * 0.95));
  return [...points].sort((a, b) => a - b);
}

async function enqueueAll(database: SqlDatabase, outbox: Outbox): Promise<void> {
  await database.transaction(async (transaction) => {
    for (let n = 0; n < MESSAGES; n++) {
      await outbox.enqueue({ payload: bytes(`message ${n}`) }, { key: `k${n}`, transaction });
    }
  });
}

describe.skipIf(!postgresInstalled)(
  `${WORKERS} workers, ${KILLS} killed by SIGKILL during ${MESSAGES} messages`,
  () => {
    let server: TestPostgres;
    let database: SqlDatabase;
    let connectionString: string;
    beforeAll(async () => {
      server = await startTestPostgres();
      connectionString = await server.createDatabase();
      database = sqlFromPg(new pg.Pool({ connectionString }));
    });
    afterAll(async () => {
      await database.close();
      await server.stop();
    });

    it("delivers every message, loses none, and explains every duplicate", { timeout: 600_000 }, async () => {
      const random = seededRandom(SEED);
      const points = killPoints(random);
      const outbox = createOutbox({ database, channel: "kill", limits: { maxUnknown: 10, maxAbandoned: 10 } });
      await outbox.install();
      await enqueueAll(database, outbox);
      const workers: ChildProcess[] = [];
      let kills = 0;
      // A victim dies before it is answered (its message is in the window), or somewhere in what it does next.
      const sink = await startDeliverySink(({ pid }, count) => {
        const index = workers.findIndex((worker) => worker.pid === pid);
        // Messages that a victim had sent before its death may arrive after it: they kill nobody else.
        if (index < 0 || count < (points[kills] ?? Number.POSITIVE_INFINITY)) return true;
        kills++;
        workers[index]?.kill("SIGKILL");
        workers[index] = spawnOne();
        return random() < 0.5;
      });
      const spawnOne = () =>
        spawnWorker({ connectionString, channel: "kill", port: sink.port, concurrency: CONCURRENCY, leaseMs: 2_000 });
      for (let n = 0; n < WORKERS; n++) workers.push(spawnOne());
      while ((await outbox.metrics()).depth > 0) await delay(50);
      // One that was started last may still be loading: it can be told to stop once it listens.
      await Promise.all(workers.map(readinessOf));
      for (const worker of workers) worker.kill("SIGTERM");
      expect(await Promise.all(workers.map(exitOf))).toEqual(Array(WORKERS).fill(0));
      sink.close();

      const states = await database.query("SELECT state, count(*)::int AS n FROM ldl_outbox_kill GROUP BY state");
      expect(states.rows).toEqual([{ state: "delivered", n: MESSAGES }]);
      const received = new Set(sink.deliveries.map(({ key }) => key));
      expect(received.size).toBe(MESSAGES);
      expect(kills).toBe(KILLS);

      const { rows } = await database.query(
        `SELECT e.key, h.attempt, h.outcome, h.dispatched FROM ldl_outbox_kill_history h
         JOIN ldl_outbox_kill e ON e.id = h.entry_id WHERE h.kind = 'attempt'`,
      );
      const history = rows as unknown as readonly HistoryRow[];
      const lineOf = new Map(history.map((line) => [`${line.key}/${line.attempt}`, line]));
      // Each delivery belongs to an attempt of the history that was delivered, or died after the point of dispatch.
      for (const { key, attempt } of sink.deliveries) {
        const line = lineOf.get(`${key}/${attempt}`);
        expect(line?.outcome === "delivered" || (line?.outcome === "abandoned" && line.dispatched)).toBe(true);
      }
      const deliveredOnce = history.filter(({ outcome }) => outcome === "delivered");
      expect(deliveredOnce).toHaveLength(MESSAGES);
      const abandoned = history.filter(({ outcome }) => outcome === "abandoned");
      const inWindow = abandoned.filter(({ dispatched }) => dispatched).length;
      const duplicates = sink.deliveries.length - MESSAGES;
      expect(abandoned.length).toBeGreaterThan(0);
      expect(abandoned.length).toBeLessThanOrEqual(KILLS * CONCURRENCY);
      expect(duplicates).toBeLessThanOrEqual(inWindow);
      console.info(
        `seed ${SEED}: ${MESSAGES} delivered, 0 lost, ${kills} kills, ${abandoned.length} attempts abandoned, ` +
          `${inWindow} of them after the point of dispatch, ${duplicates} duplicates, all among these`,
      );
    });
  },
);
