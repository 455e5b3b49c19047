import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type SqlDatabase, sqlFromPg } from "@ldl/domain";
import { findPostgres, startTestPostgres, type TestPostgres } from "@ldl/testbench";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeMessage, type MssanteOutbox, type OperatorProfile } from "../../src/index.ts";
import { answerOf, ask } from "../support/child-process.ts";
import { DPI, LGC, messageInput } from "../support/message-input.ts";
import { CONCURRENCY, openKilledOutbox } from "./killed-outbox.ts";
import type { SendingTask } from "./sending-process.ts";

/** LDL_KILL=full asks for the whole run, which takes minutes; LDL_KILL_SEED varies it. */
const FULL = process.env["LDL_KILL"] === "full";
const SEED = process.env["LDL_KILL_SEED"] ?? "20260105";
const MESSAGES = FULL ? 10_000 : 200;
const KILLS = FULL ? 20 : 3;
const WORKERS = FULL ? 4 : 2;
const ROOT = path.join(import.meta.dirname, "../../../..");

if (findPostgres() === undefined) console.warn("SKIPPED, PostgreSQL is not installed: senders killed by SIGKILL");
else if (!FULL) console.info(`reduced run: ${KILLS} kills, ${MESSAGES} messages; LDL_KILL=full asks for 20 and 10 000`);

/** A number below `limit` that looks random and is the same for the same seed. */
function pick(what: string, limit: number): number {
  return createHash("sha256").update(`${SEED} ${what}`).digest().readUInt32BE() % limit;
}

/** Points of the run, in messages taken by the operator, at which a sender is killed. */
function killPoints(): readonly number[] {
  const points = Array.from({ length: KILLS }, (_, kill) => 1 + pick(`point ${kill}`, Math.floor(MESSAGES * 0.95)));
  return points.sort((a, b) => a - b);
}

function start(program: string, argument: string): ChildProcess {
  const execArgv = ["--import", "tsx"];
  return fork(path.join(ROOT, "packages/mssante", program), [argument], { cwd: ROOT, execArgv });
}

/** Starts the operator in a process of its own, which remembers every message, and gives the settings to reach it. */
async function startOperator(): Promise<{ readonly operator: ChildProcess; readonly profile: OperatorProfile }> {
  const operator = start("bench/operator.ts", String(2 * MESSAGES));
  const { host, port, ...tls } = await answerOf<
    Record<"host" | "ca" | "certificate" | "key", string> & { readonly port: number }
  >(operator);
  const server = { host, port, mode: "starttls" } as const;
  const auth = { kind: "password", user: DPI, password: "secret" } as const;
  return { operator, profile: { smtp: server, imap: server, tls, auth, maxConnections: CONCURRENCY / 2 } };
}

/** Enqueues everything in one commit; gives the key of each Message-ID. */
function enqueueAll(database: SqlDatabase, outbox: MssanteOutbox): Promise<ReadonlyMap<string, string>> {
  return database.transaction(async (transaction) => {
    const keys = new Map<string, string>();
    for (let n = 0; n < MESSAGES; n += 1) {
      const message = composeMessage(messageInput());
      await outbox.enqueue(message, { key: `k${n}`, transaction });
      keys.set(message.messageId, `k${n}`);
    }
    return keys;
  });
}

interface Senders {
  readonly spawn: () => ChildProcess;
  readonly running: ChildProcess[];
}

/** Kills a sender at each point, and starts another in its place, until nothing is queued any more. */
async function killUntilSent(outbox: MssanteOutbox, operator: ChildProcess, { spawn, running }: Senders) {
  const points = [...killPoints()];
  while ((await outbox.metrics()).depth > 0) {
    const { received } = await ask<{ readonly received: number }>(operator, "use");
    const due = points.filter((point) => point <= received);
    for (const point of due) {
      points.shift();
      const victim = pick(`victim ${point}`, running.length);
      running[victim]?.kill("SIGKILL");
      running[victim] = spawn();
    }
    await delay(5);
  }
  expect(points).toEqual([]);
}

async function stopAll({ running }: Senders): Promise<void> {
  for (const sender of running) {
    const ended = once(sender, "exit");
    sender.kill("SIGTERM");
    await ended;
  }
}

/** Attempts that died after the point from which the operator may have the message, and the others, by key. */
async function abandonedAttempts(database: SqlDatabase) {
  const { rows } = await database.query(
    `SELECT e.key, count(*) FILTER (WHERE h.dispatched)::int AS in_window, count(*)::int AS attempts
     FROM ldl_outbox_kill_history h JOIN ldl_outbox_kill e ON e.id = h.entry_id
     WHERE h.outcome = 'abandoned' GROUP BY e.key`,
  );
  return new Map(
    rows.map((row) => [String(row["key"]), { inWindow: Number(row["in_window"]), attempts: Number(row["attempts"]) }]),
  );
}

function countEach(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

describe.skipIf(findPostgres() === undefined)(
  `${WORKERS} processes that send by SMTP, ${KILLS} killed by SIGKILL during ${MESSAGES} messages`,
  () => {
    let server: TestPostgres;
    let database: SqlDatabase;
    let task: SendingTask;
    let operator: ChildProcess;
    beforeAll(async () => {
      server = await startTestPostgres();
      const connectionString = await server.createDatabase();
      database = sqlFromPg(new pg.Pool({ connectionString }));
      const started = await startOperator();
      operator = started.operator;
      task = { connectionString, profile: started.profile };
    }, 60_000);
    afterAll(async () => {
      operator.disconnect();
      await database.close();
      await server.stop();
    });

    it("delivers every message, loses none, and explains every duplicate", { timeout: 900_000 }, async () => {
      await using outbox = openKilledOutbox(database, task.profile);
      await outbox.install();
      const keys = await enqueueAll(database, outbox);
      const spawn = () => start("test/kill/sending-process.ts", JSON.stringify(task));
      const running = Array.from({ length: WORKERS }, spawn);
      await Promise.all(running.map((sender) => answerOf(sender)));
      await killUntilSent(outbox, operator, { spawn, running });
      await stopAll({ spawn, running });

      const taken = countEach(await ask<readonly string[]>(operator, "taken"));
      expect([...taken.keys()].sort()).toEqual([...keys.keys()].map((messageId) => `${messageId} ${LGC}`).sort());
      for await (const { state, recipients } of outbox.list()) {
        expect([state, ...recipients.map((recipient) => recipient.state)]).toEqual(["delivered", "accepted"]);
      }
      const abandoned = await abandonedAttempts(database);
      let duplicates = 0;
      for (const [messageId, key] of keys) {
        const again = (taken.get(`${messageId} ${LGC}`) ?? 0) - 1;
        expect(again).toBeLessThanOrEqual(abandoned.get(key)?.inWindow ?? 0);
        duplicates += again;
      }
      const sum = (of: "attempts" | "inWindow") => [...abandoned.values()].reduce((total, line) => total + line[of], 0);
      expect(sum("attempts")).toBeLessThanOrEqual(KILLS * CONCURRENCY);
      console.info(
        `seed ${SEED}: ${MESSAGES} delivered, 0 lost, ${KILLS} kills, ${sum("attempts")} attempts abandoned, ` +
          `${sum("inWindow")} of them after the point of dispatch, ${duplicates} duplicates, all among these`,
      );
    });
  },
);
