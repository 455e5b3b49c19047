import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { CivilDate, MssanteAddress, type SqlDatabase, sqlFromPg } from "@ldl/domain";
import { startTestPostgres } from "@ldl/testbench";
import { createTransport } from "nodemailer";
import pg from "pg";
import { type ComposedMessage, composeMessage, createMssanteOutbox, type OperatorProfile } from "../src/index.ts";

/*
 * Load: messages through the durable outbox on PostgreSQL to the operator of the test bench, beside nodemailer's own pool on the
 * same bytes in the same run. `pnpm --filter @ldl/mssante bench:load --messages 10000 --bytes 400000 --connections 4`.
 */

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "500" },
    bytes: { type: "string", default: "400000" },
    connections: { type: "string", default: "4" },
  },
});
const [messages, bytes, connections] = [values.messages, values.bytes, values.connections].map(Number) as [
  number,
  number,
  number,
];

const DPI = MssanteAddress.parse("dpi@ch-test.mssante.fr");
const LGC = MssanteAddress.parse("medecin@cabinet-test.mssante.fr");
const pdf = Buffer.concat([Buffer.from("%PDF-1.4\n"), randomBytes(1_000)]);
const xdm = Buffer.concat([
  Buffer.from("PK\u0003\u0004IHE_XDM/SUBSET01/METADATA.XML"),
  randomBytes(Math.max(0, Math.round(bytes / 1.37) - 2_000)),
]);

/** A new message each time, as a host makes them. */
const next = (): ComposedMessage =>
  composeMessage({
    from: { kind: "entite", adresse: DPI, entite: "CH Test" },
    to: [LGC],
    patient: { nomNaissance: "VIAL", prenom: "Paul", dateNaissance: CivilDate.parse("1978-11-26"), insQualifiee: true },
    documents: [{ libelle: "Lettre de liaison", typeCode: "11490-0", dateActe: CivilDate.parse("2024-02-19"), pdf }],
    xdm,
    nil: "BENCH",
  });

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1_000 / messages;
  const memory = Math.round(process.memoryUsage().rss / 1_048_576);
  console.log(
    `${name.padEnd(40)} ${(messages / seconds).toFixed(0).padStart(6)}/s ${cpu.toFixed(2).padStart(7)} CPU ms each ${memory} MB`,
  );
}

async function throughOutbox(database: SqlDatabase, profile: OperatorProfile): Promise<void> {
  await using outbox = createMssanteOutbox({ database, profile, channel: "load", dsn: false });
  await outbox.install();
  await measure("compose and enqueue", async () => {
    for (let n = 0; n < messages; n += 1) await outbox.enqueue(next(), { key: `k${n}` });
  });
  await measure(`send through the outbox, ${connections} at once`, () =>
    outbox.run({ stopWhenIdle: true, concurrency: connections }),
  );
  const { depth, parked, failed } = await outbox.metrics();
  if (depth + parked + failed > 0) throw new Error("some messages were not delivered");
}

async function throughPool({ smtp, tls, auth }: OperatorProfile): Promise<void> {
  if (auth.kind !== "password") throw new TypeError("a password expected");
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
  const raw = Buffer.from(next().raw);
  let left = messages;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await pool.sendMail({ envelope: { from: DPI, to: [LGC] }, raw });
  };
  await measure(`nodemailer's pool, ${connections} at once`, () =>
    Promise.all(Array.from({ length: connections }, worker)),
  );
  pool.close();
}

const child = fork(new URL("./operator.ts", import.meta.url), { execArgv: process.execArgv });
const [started] = (await once(child, "message")) as [
  Record<"host" | "ca" | "certificate" | "key", string> & { port: number },
];
const server = { host: started.host, port: started.port, mode: "starttls" } as const;
const profile: OperatorProfile = {
  smtp: server,
  imap: server,
  tls: { ca: started.ca, certificate: started.certificate, key: started.key },
  auth: { kind: "password", user: DPI, password: "secret" },
  maxConnections: connections,
};
const postgres = await startTestPostgres();
const database = sqlFromPg(new pg.Pool({ connectionString: await postgres.createDatabase() }));
console.log(`${messages} messages of ${next().raw.length} bytes, Node ${process.version}`);
await throughPool(profile);
await throughOutbox(database, profile);
await throughPool(profile);
await database.close();
await postgres.stop();
child.disconnect();
