import { isLdlError, LdlError, MssanteAddress, parseInput, type SqlDatabase } from "@ldl/domain";
import {
  type CreateOutboxOptions,
  createOutbox,
  type Outbox,
  type OutboxHandler,
  type Outcome,
  type PurgeOptions,
} from "@ldl/outbox";
import { z } from "zod";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import type { ImapMailbox } from "../imap/imap-mailbox.ts";
import type { RunSendingOptions, SendingAlert } from "./mssante-outbox.ts";
import type { SendingDelays } from "./sending-outcome.ts";
import type { TransmissionFacts } from "./transmission.ts";

/** Where a copy of each message that was sent is put. @public */
export interface SentCopyOptions {
  /** Folder. Default: the one that the server says is for sent mail (`\Sent`). */
  readonly folder?: string;
}

/** Puts copies of what was sent in the mailbox, apart from sending: a copy that fails is tried again by itself. */
export interface SentCopies {
  install(): Promise<void>;
  /** Notes that a message was taken; it never rejects, a copy is not worth a message. */
  add(key: string, facts: TransmissionFacts): Promise<void>;
  /** Copies while some work runs, and what is left afterwards when it stops by being idle. */
  runBeside<T>(options: RunSendingOptions, sending: () => Promise<T>): Promise<T>;
  /** Copies that wait, and those that a person must look at. */
  metrics(): Promise<{ readonly waiting: number; readonly failed: number }>;
  /** Deletes what has served, with the messages. */
  purge(options: PurgeOptions | undefined): Promise<void>;
  close(): Promise<void>;
}

/** What copies need. */
export interface SentCopiesSetting extends SentCopyOptions {
  readonly database: SqlDatabase;
  readonly channel: string;
  readonly queue: Pick<CreateOutboxOptions, "schedule" | "random" | "delay" | "newId" | "now">;
  /** Has the bytes of the messages. */
  readonly outbox: Outbox;
  readonly profileOf: (mailbox: MssanteAddress) => OperatorProfile;
  readonly openMailbox: (profile: OperatorProfile) => ImapMailbox;
  readonly onAlert: ((alert: SendingAlert) => void) | undefined;
  readonly delays: SendingDelays;
}

const CopyFacts = z.strictObject({ mailbox: MssanteAddress, messageId: z.string() });

/** What becomes of a copy that could not be put away. */
function outcomeOf(error: unknown, { pauseMs, longRetryMs }: SendingDelays): Outcome | undefined {
  if (!isLdlError(error)) return undefined;
  switch (error.code) {
    case "LDL_MSS_CONNECTION_FAILED":
    case "LDL_MSS_HTTP_FAILED":
      return { kind: "retry", reason: error.code };
    case "LDL_MSS_TLS_FAILED":
    case "LDL_MSS_AUTHENTICATION_FAILED":
    case "LDL_MSS_TOKEN_FAILED":
    case "LDL_MSS_CRL_UNAVAILABLE":
    case "LDL_MSS_AUDIT_FAILED":
      return { kind: "pause", reason: error.code, afterMs: pauseMs };
    // A folder that does not exist, a mailbox that is full: a person may help.
    case "LDL_MSS_MAILBOX_FAILED":
      return { kind: "retry", reason: error.code, afterMs: longRetryMs };
    case "LDL_OUTBOX_PAYLOAD_PURGED":
    case "LDL_OUTBOX_ENTRY_UNKNOWN":
      return { kind: "failed", reason: error.code };
    default:
      return undefined;
  }
}

/** The folder of a mailbox for sent mail. */
async function sentFolder(mailbox: ImapMailbox, profile: OperatorProfile, signal: AbortSignal): Promise<string> {
  const folders = await mailbox.folders({ signal });
  const found = folders.find(({ specialUse }) => specialUse === "\\Sent");
  if (found !== undefined) return found.path;
  const { host, port } = profile.imap;
  throw new LdlError("LDL_MSS_MAILBOX_FAILED", "the mailbox has no folder for sent mail", {
    details: { protocol: "imap", host, port, operation: "append" },
  });
}

function createHandler(
  setting: SentCopiesSetting,
  mailboxOf: (address: MssanteAddress) => ImapMailbox,
  alert: (alert: SendingAlert) => void,
): OutboxHandler {
  const { outbox, profileOf, folder, delays } = setting;
  return async ({ key, metadata, attempt, signal }) => {
    const { mailbox: address, messageId } = parseInput(CopyFacts, metadata);
    try {
      const raw = await outbox.readPayload(key, { signal });
      const mailbox = mailboxOf(address);
      const target = folder ?? (await sentFolder(mailbox, profileOf(address), signal));
      // An earlier attempt may have put it there before its answer was lost.
      const known = attempt > 1 ? { unlessMessageId: messageId } : {};
      await mailbox.append(target, raw, { flags: ["\\Seen"], signal, ...known });
      return { kind: "delivered" };
    } catch (error) {
      const outcome = outcomeOf(error, delays);
      if (outcome === undefined || !isLdlError(error)) throw error;
      const isNews = attempt === 1 || outcome.kind !== "retry";
      if (isNews && error.code !== "LDL_MSS_CONNECTION_FAILED") alert({ mailbox: address, error });
      return outcome;
    }
  };
}

/** Opens the copies of an outbox, on a queue of their own. */
export function createSentCopies(setting: SentCopiesSetting): SentCopies {
  const { database, channel, queue, profileOf, openMailbox } = setting;
  const copies = createOutbox({ ...queue, database, channel: `${channel}_sent` });
  const open = new Map<string, ImapMailbox>();
  const mailboxOf = (address: MssanteAddress): ImapMailbox => {
    const mailbox = open.get(address) ?? openMailbox(profileOf(address));
    open.set(address, mailbox);
    return mailbox;
  };
  const alert = (told: SendingAlert): void => {
    try {
      setting.onAlert?.(told);
    } catch {
      // Whoever is told must not change what becomes of a message.
    }
  };
  const handler = createHandler(setting, mailboxOf, alert);
  const copy = ({ pollMs, leaseMs }: RunSendingOptions, stop: { signal?: AbortSignal; stopWhenIdle: boolean }) =>
    copies.run({
      handler,
      concurrency: 1,
      ...stop,
      ...(pollMs === undefined ? {} : { pollMs }),
      ...(leaseMs === undefined ? {} : { leaseMs }),
    });
  return {
    install: () => copies.install(),
    async add(key, { mailbox, messageId }) {
      try {
        await copies.enqueue({ payload: new Uint8Array(), metadata: { mailbox, messageId } }, { key, group: mailbox });
      } catch (error) {
        if (isLdlError(error)) alert({ mailbox, error });
      }
    },
    async runBeside(options, sending) {
      if (options.stopWhenIdle === true) {
        const done = await sending();
        await copy(options, {
          stopWhenIdle: true,
          ...(options.signal === undefined ? {} : { signal: options.signal }),
        });
        return done;
      }
      const ended = new AbortController();
      const copying = copy(options, { signal: ended.signal, stopWhenIdle: false });
      try {
        return await sending();
      } finally {
        ended.abort();
        await copying;
      }
    },
    async metrics() {
      const { depth, parked, failed } = await copies.metrics();
      return { waiting: depth, failed: parked + failed };
    },
    async purge(options) {
      await copies.purge(options);
    },
    async close() {
      await Promise.all([...open.values()].map((mailbox) => mailbox.close()));
      open.clear();
    },
  };
}
