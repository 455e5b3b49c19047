/**
 * A worker as a process of its own, to be killed. One JSON argument: where the database is, where the sink is.
 * Sends each message to the sink as one line and waits for its answer; stops gracefully on SIGTERM.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { type SqlDatabase, sqlFromPg } from "@ldl/domain";
import pg from "pg";
import { z } from "zod";
import { createOutbox, type OutboxHandler } from "../../src/index.ts";
import { openPglite } from "./databases.ts";

const Task = z.object({
  connectionString: z.string().optional(),
  folder: z.string().optional(),
  channel: z.string(),
  port: z.number().optional(),
  concurrency: z.number(),
  leaseMs: z.number(),
  /** Messages `k0`… to enqueue first; those that are there already stay as they are. */
  enqueue: z.number().default(0),
  stopWhenIdle: z.boolean().default(false),
});
export type Task = z.input<typeof Task>;

function openDatabase({ connectionString, folder }: z.output<typeof Task>): Promise<SqlDatabase> {
  if (connectionString === undefined) return openPglite(folder);
  return Promise.resolve(sqlFromPg(new pg.Pool({ connectionString, max: 6 })));
}

function sendTo(socket: Socket): OutboxHandler {
  const waiting = new Map<string, () => void>();
  createInterface({ input: socket }).on("line", (key) => waiting.get(key)?.());
  return async (lease) => {
    await lease.dispatching();
    const answered = new Promise<void>((resolve) => waiting.set(lease.key, resolve));
    socket.write(`${lease.key} ${lease.attempt} ${process.pid}\n`);
    await answered;
    waiting.delete(lease.key);
    return { kind: "delivered" };
  };
}

async function connectTo(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").setNoDelay(true);
  await once(socket, "connect");
  return socket;
}

/** Nobody is left to stop it. */
const orphaned = (): never => process.exit(1);
process.once("disconnect", orphaned);

const task = Task.parse(JSON.parse(process.argv[2] ?? "{}"));
const database = await openDatabase(task);
const outbox = createOutbox({ database, channel: task.channel });
await outbox.install();
for (let n = 0; n < task.enqueue; n++) {
  await outbox.enqueue({ payload: new TextEncoder().encode(`message ${n}`) }, { key: `k${n}` });
  process.send?.(`k${n}`);
}
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
process.send?.("ready");
const socket = task.port === undefined ? undefined : await connectTo(task.port);
const { concurrency, leaseMs, stopWhenIdle } = task;
await outbox.run({
  signal: stop.signal,
  concurrency,
  leaseMs,
  stopWhenIdle,
  pollMs: 200,
  dispatch: socket === undefined ? "implicit" : "explicit",
  handler: socket === undefined ? () => Promise.resolve({ kind: "delivered" }) : sendTo(socket),
});
socket?.destroy();
await database.close();
process.removeListener("disconnect", orphaned);
process.disconnect?.();
