import { once } from "node:events";
import { sqlFromPg } from "@ldl/domain";
import { composeMessage, createMssanteOutbox } from "@ldl/mssante";
import { createTransport } from "nodemailer";
import pg from "pg";
import { DPI, LGC, letterOf } from "../letter.ts";
import { watchPeaks } from "./peak-memory.ts";
import type { SenderReport, SenderTask } from "./task.ts";

/** A process that sends, or enqueues, its share of the messages, and tells what that cost it. */
interface Job {
  /** Does the share; calls `done` after each message. */
  readonly run: (done: () => void) => Promise<unknown>;
  readonly close: () => Promise<void> | void;
}

function poolJob({ profile: { smtp, tls, auth }, connections, bytes, messages }: SenderTask): Job {
  const pool = createTransport({
    pool: true,
    maxConnections: connections,
    maxMessages: 1_000,
    host: smtp.host,
    port: smtp.port,
    requireTLS: true,
    auth: { user: auth.user, pass: auth.password },
    tls: { ca: [tls.ca].flat(), cert: tls.certificate, key: tls.key },
  });
  const raw = Buffer.from(composeMessage(letterOf(bytes)).raw);
  let left = messages;
  const send = async (done: () => void): Promise<void> => {
    while (left-- > 0) {
      await pool.sendMail({ envelope: { from: DPI, to: [LGC] }, raw });
      done();
    }
  };
  return {
    run: (done) => Promise.all(Array.from({ length: connections }, () => send(done))),
    close: () => pool.close(),
  };
}

function outboxJob({ work, connectionString, profile, connections, bytes, first, messages }: SenderTask): Job {
  const database = sqlFromPg(new pg.Pool({ connectionString }), { prepare: true });
  let told = (): void => undefined;
  const outbox = createMssanteOutbox({
    database,
    profile,
    channel: "load",
    dsn: false,
    onOutboxEvent: ({ kind }) => {
      if (kind === "settled") told();
    },
  });
  const letter = letterOf(bytes);
  return {
    async run(done) {
      told = done;
      // As many wait for a connection as are on one: a connection is then never idle while the database is asked for more.
      if (work === "outbox") await outbox.run({ stopWhenIdle: true, concurrency: 2 * connections });
      for (let n = first; work === "enqueue" && n < first + messages; n += 1) {
        await outbox.enqueue(composeMessage(letter), { key: `k${n}` });
        done();
      }
    },
    async close() {
      await outbox.close();
      await database.close();
    },
  };
}

const [task] = (await once(process, "message")) as [SenderTask];
const job = task.work === "pool" ? poolJob(task) : outboxJob(task);
process.send?.("ready");
await once(process, "message");
let count = 0;
const peaks = watchPeaks(() => count / task.messages);
const before = process.cpuUsage();
const startMs = Date.now();
await job.run(() => {
  count += 1;
});
const { user, system } = process.cpuUsage(before);
const report: SenderReport = { startMs, endMs: Date.now(), cpuMs: (user + system) / 1_000, peaks: peaks.stop() };
process.send?.(report);
// The database forgets what a connection used when it ends: it is asked first.
await once(process, "message");
await job.close();
process.disconnect();
