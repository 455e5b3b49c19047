/**
 * A practice that receives, as a process of its own, which kills itself by SIGKILL at a given point. One argument: the path of
 * a task as JSON. What the host integrates is added to a file at once, as a record that outlives the process.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { MssanteAddress, sqlFromPg } from "@ldl/domain";
import pg from "pg";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import type { ImapMailbox } from "../../src/imap/imap-mailbox.ts";
import { createMssanteInbox } from "../../src/inbox/create-mssante-inbox.ts";
import { createMssanteOutbox } from "../../src/outbox/create-mssante-outbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import type { SmtpTransport } from "../../src/smtp/smtp-transport.ts";
import { RECORD } from "./letter.ts";

/** Where it dies: in this order a message goes through them. */
export type KillPoint = "fetching" | "handing" | "integrated" | "settled" | "marking" | "answering" | "answered";

/** What it is to do. */
export interface InboxTask {
  readonly connectionString: string;
  readonly profile: OperatorProfile;
  readonly mailbox: string;
  /** File that the host's record is added to. */
  readonly record: string;
  readonly killAt?: KillPoint;
}

const task = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as InboxTask;

/** The end of the process, without any warning, when the point is the one that was asked for. */
function passing(point: KillPoint): void {
  if (task.killAt === point) process.kill(process.pid, "SIGKILL");
}

/** Messages that have been stored when the process dies while fetching. */
const STORED_BEFORE = 2;

function watchedMailbox(mailbox: ImapMailbox): ImapMailbox {
  return {
    ...mailbox,
    async *fetchNew(options) {
      let count = 0;
      for await (const mail of mailbox.fetchNew(options)) {
        if (count === STORED_BEFORE) passing("fetching");
        count += 1;
        yield mail;
      }
    },
    addFlags(message, flags, options) {
      passing("marking");
      return mailbox.addFlags(message, flags, options);
    },
  };
}

function watchedTransport(transport: SmtpTransport): SmtpTransport {
  return {
    ...transport,
    async send(message, options) {
      const result = await transport.send(message, options);
      passing("answered");
      return result;
    },
  };
}

const { profile } = task;
const channel = "killed";
const database = sqlFromPg(new pg.Pool({ connectionString: task.connectionString, max: 4 }));
const outbox = createMssanteOutbox({
  database,
  profile,
  channel,
  dsn: false,
  beforeSending: () => {
    passing("answering");
    return Promise.resolve({ allowed: true });
  },
  createTransport: (of, options) => watchedTransport(createSmtpTransport(of, options)),
});
const inbox = createMssanteInbox({
  database,
  profile,
  outbox,
  channel,
  mailbox: MssanteAddress.parse(task.mailbox),
  nil: "REF-NIL",
  leaseMs: 100,
  maxAttempts: 5,
  findPatient: () => Promise.resolve(RECORD),
  createMailbox: (of, options) => watchedMailbox(createImapMailbox(of, options)),
  onNotice: ({ kind }) => {
    if (kind === "settled") passing("settled");
  },
  onDocument: ({ uniqueId }, { attempt }) => {
    passing("handing");
    appendFileSync(task.record, `${uniqueId} ${attempt}\n`);
    passing("integrated");
    return Promise.resolve({ kind: "integrated" });
  },
});
await outbox.install();
await inbox.install();
await inbox.receive();
await outbox.run({ stopWhenIdle: true, leaseMs: 1_000, concurrency: 1 });
await inbox.close();
await outbox.close();
await database.close();
