import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { CivilDate, MssanteAddress } from "@ldl/domain";
import { type ComposeMessageInput, composeMessage, createSmtpTransport, parseIncoming } from "@ldl/mssante";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";

/*
 * Mail bench: composing, reading and sending a message of 400 kB, beside the libraries that a vendor would use.
 * Run with `pnpm --filter @ldl/mssante bench`. Figures are CPU milliseconds of this process for one message.
 */

const DPI = MssanteAddress.parse("dpi@ch-test.mssante.fr");
const LGC = MssanteAddress.parse("medecin@cabinet-test.mssante.fr");
const pdf = Buffer.concat([Buffer.from("%PDF-1.4\n"), randomBytes(100_000)]);
const xdm = Buffer.concat([Buffer.from("PK\u0003\u0004IHE_XDM/SUBSET01/METADATA.XML"), randomBytes(200_000)]);
const input: ComposeMessageInput = {
  from: { kind: "entite", adresse: DPI, entite: "CH Test" },
  to: [LGC],
  patient: { nomNaissance: "VIAL", prenom: "Paul", dateNaissance: CivilDate.parse("1978-11-26"), insQualifiee: true },
  documents: [{ libelle: "Lettre de liaison", typeCode: "11490-0", dateActe: CivilDate.parse("2024-02-19"), pdf }],
  xdm,
  nil: "BENCH",
};
const message = composeMessage(input);

async function measure(name: string, runs: number, work: () => unknown): Promise<void> {
  for (let warm = 0; warm < Math.min(10, runs); warm += 1) await work();
  const before = process.cpuUsage();
  const start = performance.now();
  for (let run = 0; run < runs; run += 1) await work();
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000 / runs;
  console.log(
    `${name.padEnd(44)} ${cpu.toFixed(2).padStart(7)} CPU ms ${((performance.now() - start) / runs).toFixed(2).padStart(8)} ms`,
  );
}

async function compose(): Promise<void> {
  await measure("compose: composeMessage", 200, () => composeMessage(input));
  await measure("compose: nodemailer MailComposer", 200, () =>
    new MailComposer({
      from: { name: "CH Test", address: DPI },
      to: LGC,
      subject: "XDM/1.0/DDM+Lettre de liaison VIAL Paul 26/11/1978",
      text: "Bonjour",
      attachments: [
        { filename: "20240219_Lettre de liaison_VIAL_Paul.pdf", content: pdf },
        { filename: "IHE_XDM.ZIP", content: xdm },
      ],
    })
      .compile()
      .build(),
  );
}

async function parse(): Promise<void> {
  await measure("read: parseIncoming", 200, () => parseIncoming(message.raw));
  await measure("read: mailparser", 100, () => simpleParser(Buffer.from(message.raw)));
}

interface Started {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

async function send(): Promise<void> {
  const child = fork(new URL("./operator.ts", import.meta.url), { execArgv: process.execArgv });
  const [{ host, port, ca, certificate, key }] = (await once(child, "message")) as [Started];
  const server = { host, port, mode: "starttls" } as const;
  const auth = { kind: "password", user: DPI, password: "secret" } as const;
  await using transport = createSmtpTransport({
    smtp: server,
    imap: server,
    tls: { ca, certificate, key },
    auth,
    maxConnections: 1,
  });
  const pool = createTransport({
    pool: true,
    maxConnections: 1,
    maxMessages: 1000,
    host,
    port,
    requireTLS: true,
    auth: { user: DPI, pass: "secret" },
    tls: { ca, cert: certificate, key },
  });
  const raw = Buffer.from(message.raw);
  // Turn by turn, so that neither gains from the warmth of the other.
  for (let round = 0; round < 3; round += 1) {
    await measure("send: createSmtpTransport", 200, () => transport.send(message));
    await measure("send: nodemailer pool, same bytes", 200, () =>
      pool.sendMail({ envelope: { from: DPI, to: [LGC] }, raw }),
    );
  }
  pool.close();
  child.disconnect();
}

console.log(`message of ${message.raw.length} bytes, Node ${process.version}`);
await compose();
await parse();
await send();
