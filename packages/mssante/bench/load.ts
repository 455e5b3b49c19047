import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { sqlFromPg } from "@ldl/domain";
import { composeMessage, createMssanteOutbox } from "@ldl/mssante";
import { startTestPostgres } from "@ldl/testbench";
import pg from "pg";
import { answerOf, ask } from "../test/support/child-process.ts";
import { DPI, letterOf } from "./letter.ts";
import { postgresCpuMs } from "./load/process-cpu.ts";
import type { SenderReport, SenderTask } from "./load/task.ts";

/*
 * Load: messages through the durable outbox on PostgreSQL to the operator of the test bench, beside nodemailer's own pool on the
 * same bytes in the same run. Senders, operator and database are processes of their own, so that the CPU of each is told apart.
 * `npm run build`, then `pnpm --filter @ldl/mssante bench:load --messages 10000 --workers 4`; Linux, PostgreSQL installed.
 * `--profile outbox` leaves a CPU profile of the senders in the temporary folder, under `ldl-profiles`.
 */

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "500" },
    bytes: { type: "string", default: "400000" },
    connections: { type: "string", default: "4" },
    workers: { type: "string", default: "1" },
    profile: { type: "string" },
  },
});
const [messages, bytes, connections, workers] = [values.messages, values.bytes, values.connections, values.workers].map(
  Number,
) as [number, number, number, number];

interface OperatorUse {
  readonly cpuMs: number;
  readonly received: number;
}

const operator = fork(new URL("./operator.ts", import.meta.url), { execArgv: process.execArgv });
const started = await answerOf<Record<"host" | "ca" | "certificate" | "key", string> & { port: number }>(operator);
const server = { host: started.host, port: started.port, mode: "starttls" } as const;
const profile: SenderTask["profile"] = {
  smtp: server,
  imap: server,
  tls: { ca: started.ca, certificate: started.certificate, key: started.key },
  auth: { kind: "password", user: DPI, password: "secret" },
  maxConnections: connections,
};

function operatorUse(): Promise<OperatorUse> {
  return ask<OperatorUse>(operator, "use");
}

async function startSender(task: SenderTask): Promise<ChildProcess> {
  const profiling =
    values.profile === task.work ? ["--cpu-prof", `--cpu-prof-dir=${path.join(tmpdir(), "ldl-profiles")}`] : [];
  const child = fork(new URL("./load/sender.ts", import.meta.url), { execArgv: [...process.execArgv, ...profiling] });
  await ask(child, task);
  return child;
}

const perMessage = (ms: number): string => (ms / messages).toFixed(2).padStart(6);

/** Runs one kind of work in as many processes and prints what it cost. */
async function measure(work: SenderTask["work"], connectionString: string): Promise<void> {
  const share = Math.ceil(messages / workers);
  const tasks = Array.from({ length: workers }, (_, worker): SenderTask => {
    const first = worker * share;
    return { work, connectionString, profile, connections, bytes, first, messages: Math.min(share, messages - first) };
  });
  const children = await Promise.all(tasks.map(startSender));
  const [operatorBefore, databaseBefore] = [await operatorUse(), postgresCpuMs(connectionString)];
  for (const child of children) child.send("go");
  const reports = await Promise.all(children.map((child) => answerOf<SenderReport>(child)));
  const [operatorAfter, databaseAfter] = [await operatorUse(), postgresCpuMs(connectionString)];
  for (const child of children) child.send("close");
  await Promise.all(children.map((child) => once(child, "exit")));
  const startMs = Math.min(...reports.map((report) => report.startMs));
  const seconds = (Math.max(...reports.map(({ endMs }) => endMs)) - startMs) / 1_000;
  const cpuMs = reports.reduce((sum, report) => sum + report.cpuMs, 0);
  const rate = (messages / seconds).toFixed(0).padStart(4);
  const cpu = [cpuMs, operatorAfter.cpuMs - operatorBefore.cpuMs, databaseAfter - databaseBefore].map(perMessage);
  const peaks = reports.map((report) => report.peaks.join(" ")).join(" | ");
  console.log(`${work.padEnd(8)} ${rate}/s   CPU ms ${cpu.join(" ")}   peak MB ${peaks}`);
  const received = operatorAfter.received - operatorBefore.received;
  if (received !== (work === "enqueue" ? 0 : messages)) throw new Error(`${received} messages reached the operator`);
}

await using postgres = await startTestPostgres({ durable: true });
const connectionString = await postgres.createDatabase();
const database = sqlFromPg(new pg.Pool({ connectionString }));
await createMssanteOutbox({ database, profile, channel: "load" }).install();
const size = composeMessage(letterOf(bytes)).raw.length;
console.log(`${messages} messages of ${size} bytes, ${workers} x ${connections} connections, Node ${process.version}`);
console.log("CPU of one message: senders, operator, database; peak memory of each sender, by quarter of its work");
for (const work of ["pool", "enqueue", "outbox", "pool"] as const) await measure(work, connectionString);
await database.close();
operator.disconnect();
