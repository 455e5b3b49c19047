import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { type ComposedMessage, composeMessage, createSmtpTransport, parseIncoming } from "@ldl/mssante";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import { DPI, LGC, letterOf, sameForNodemailer } from "./letter.ts";
import { inTurns, type Work } from "./mail/measure.ts";

/*
 * Mail bench: composing, sending and reading, beside the libraries that a vendor would use, all in one run and turn by turn.
 * `pnpm --filter @ldl/mssante build && pnpm --filter @ldl/mssante bench [--sizes 100000,400000,2000000] [--rounds 7]`.
 *
 * Figures are milliseconds of CPU of this process for one message, medians over the rounds; the operator of the test bench is
 * another process, reached over TLS with a client certificate on one connection that is kept. The SDK's share of composing and
 * sending is what composing costs, plus what our transport costs above nodemailer's own pool on the same freshly composed bytes.
 */

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "100000,400000,2000000" },
    rounds: { type: "string", default: "7" },
  },
});
const rounds = Number(values.rounds);

interface Started {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

const child = fork(new URL("./operator.ts", import.meta.url), { execArgv: process.execArgv });
const [{ host, port, ca, certificate, key }] = (await once(child, "message")) as [Started];
const server = { host, port, mode: "starttls" } as const;
const transport = createSmtpTransport({
  smtp: server,
  imap: server,
  tls: { ca, certificate, key },
  auth: { kind: "password", user: DPI, password: "secret" },
  maxConnections: 1,
});
const pool = createTransport({
  pool: true,
  maxConnections: 1,
  maxMessages: 1_000,
  host,
  port,
  requireTLS: true,
  auth: { user: DPI, pass: "secret" },
  tls: { ca, cert: certificate, key },
});

const envelope = { from: DPI, to: [LGC] };
const bytesOf = ({ raw }: ComposedMessage): Buffer => Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);

async function benchSize(size: number): Promise<void> {
  const input = letterOf(size);
  const theirs = sameForNodemailer(input);
  const message = composeMessage(input);
  const raw = bytesOf(message);
  const works = {
    "compose: composeMessage": () => composeMessage(input),
    "compose: nodemailer MailComposer": () => new MailComposer(theirs).compile().build(),
    "read: parseIncoming": () => parseIncoming(raw),
    "read: mailparser": () => simpleParser(raw),
    "send: createSmtpTransport": () => transport.send(message),
    "send: nodemailer pool, same bytes": () => pool.sendMail({ envelope, raw }),
    "both: composeMessage, createSmtpTransport": () => transport.send(composeMessage(input)),
    "both: composeMessage, nodemailer pool": () => pool.sendMail({ envelope, raw: bytesOf(composeMessage(input)) }),
    "both: nodemailer alone": () => pool.sendMail(theirs),
  } satisfies Record<string, Work>;
  const cpu = await inTurns(works, { rounds, runs: Math.min(200, Math.ceil(8e7 / size)) });
  console.log(`\n${raw.length} bytes`);
  for (const [name, value] of Object.entries(cpu)) console.log(`${name.padEnd(44)}${value.toFixed(2).padStart(8)} ms`);
  const whole = cpu["both: composeMessage, createSmtpTransport"];
  const above = Math.max(0, whole - cpu["both: composeMessage, nodemailer pool"]);
  const percent = (100 * (cpu["compose: composeMessage"] + above)) / whole;
  console.log(`share of the SDK in composing and sending ${percent.toFixed(0)} %`);
  const bare = cpu["send: nodemailer pool, same bytes"];
  console.log(`whole path of the SDK / nodemailer's pool on bytes that are ready ${(whole / bare).toFixed(2)}`);
  console.log(`nodemailer alone / SDK, composing and sending ${(cpu["both: nodemailer alone"] / whole).toFixed(2)}`);
}

console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${rounds} rounds`);
for (const size of values.sizes.split(",").map(Number)) await benchSize(size);
await transport.close();
pool.close();
child.disconnect();
