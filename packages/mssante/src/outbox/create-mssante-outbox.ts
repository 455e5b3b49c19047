import type { MssanteAddress, SqlDatabase, SqlExecutor } from "@ldl/domain";
import { type CreateOutboxOptions, createOutbox, type OnOutboxEvent, type Outbox } from "@ldl/outbox";
import type { AuditTrail } from "../audit/audit-trail.ts";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import { createImapMailbox } from "../imap/create-imap-mailbox.ts";
import { type CreateSmtpTransportOptions, createSmtpTransport } from "../smtp/create-smtp-transport.ts";
import type { SmtpTransport } from "../smtp/smtp-transport.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import { createFollowUpStore } from "./follow-up-store.ts";
import { createGiveUp } from "./give-up.ts";
import type { MssanteOutbox, RunSendingOptions, SendingAlert } from "./mssante-outbox.ts";
import { overdueRecipients } from "./overdue-recipients.ts";
import { readTransmission, transmissionOf } from "./read-transmission.ts";
import { recordReport } from "./record-report.ts";
import { type BeforeSending, createSendEntry, type SendingSetting } from "./send-entry.ts";
import { readReportMetrics } from "./sending-metrics.ts";
import { DEFAULT_SENDING_DELAYS, type SendingDelays } from "./sending-outcome.ts";
import { createSentCopies, type SentCopies, type SentCopyOptions } from "./sent-copies.ts";
import { createTellSubmission } from "./submissions.ts";
import type { TransmissionEvents } from "./transmission-events.ts";
import { createTransportPool } from "./transport-pool.ts";

/** Default of `windowMs` of metrics. */
const METRICS_WINDOW_MS = 3_600_000;

/** Options of {@link createMssanteOutbox}. @public */
export interface CreateMssanteOutboxOptions {
  /** Where the tables are: PostgreSQL, or PGlite in one process. */
  readonly database: SqlDatabase;
  /** Settings of the mailbox that sends, or a function that gives those of each. */
  readonly profile: OperatorProfile | ((mailbox: MssanteAddress) => OperatorProfile);
  /** Name of the channel, see `createOutbox`; 26 characters at most with `sentCopy`. Default: `mssante`. */
  readonly channel?: string;
  /** Asks for delivery notifications (DSN). Default: `true`. */
  readonly dsn?: boolean;
  /** Delays that differ from those of {@link SendingDelays}. */
  readonly delays?: Partial<SendingDelays>;
  /** Turns what happens into events. Default: none are told. */
  readonly events?: TransmissionEvents;
  /**
   * Puts a copy of each message that was sent in the mailbox, marked as read; notifications excepted. `true`: in the folder
   * that the server says is for sent mail. Many operators do it themselves. Default: `false`.
   */
  readonly sentCopy?: boolean | SentCopyOptions;
  /** Looks at a message right before each attempt. Default: everything is sent. */
  readonly beforeSending?: BeforeSending;
  /**
   * Told when a person must act: a mailbox cannot send, or cannot take a copy, or a message is given up (parked, or older than
   * its `maxAgeMs`); at least once. Default: nobody.
   */
  readonly onAlert?: (alert: SendingAlert) => void;
  /** Receives what the workers do, for logs and counters. Default: nobody. */
  readonly onOutboxEvent?: OnOutboxEvent;
  /** Limits, retry schedule, retention of the queue; see `createOutbox`. */
  readonly queue?: Pick<CreateOutboxOptions, "limits" | "schedule" | "retention" | "random" | "delay" | "newId">;
  /** Trace of what leaves, of connections, logins and messages. Default: none. */
  readonly audit?: AuditTrail;
  /** Makes the transport of a profile; hand the options on, they hold the trace. Default: {@link createSmtpTransport}. */
  readonly createTransport?: (profile: OperatorProfile, options: CreateSmtpTransportOptions) => SmtpTransport;
  /** Clock. Default: that of the database for the queue, that of the system for events. */
  readonly now?: () => Date;
}

function queueOf(options: CreateMssanteOutboxOptions): Outbox {
  const { database, channel = "mssante", queue, onOutboxEvent: onEvent, now } = options;
  return createOutbox({
    ...queue,
    database,
    channel,
    ...(onEvent === undefined ? {} : { onEvent }),
    ...(now === undefined ? {} : { now }),
  });
}

/** The copies of what is sent, when they are wanted. */
function copiesOf(
  options: CreateMssanteOutboxOptions,
  outbox: Outbox,
  profileOf: (mailbox: MssanteAddress) => OperatorProfile,
): SentCopies | undefined {
  const { sentCopy = false, database, channel = "mssante", queue, audit, now, onAlert, delays } = options;
  if (sentCopy === false) return undefined;
  return createSentCopies({
    ...(sentCopy === true ? {} : sentCopy),
    database,
    channel,
    outbox,
    profileOf,
    queue: { ...queue, ...(now === undefined ? {} : { now }) },
    openMailbox: (of) => createImapMailbox(of, audit === undefined ? {} : { audit }),
    onAlert,
    delays: { ...DEFAULT_SENDING_DELAYS, ...delays },
  });
}

/** An open transaction, where a database is wanted. */
function databaseWithin(transaction: SqlExecutor): SqlDatabase {
  return {
    query: (text, parameters) => transaction.query(text, parameters),
    transaction: (work) => work(transaction),
    close: () => Promise.resolve(),
  };
}

/** Runs a worker; what a callback of the host throws ends it, once outcomes are recorded. */
async function runSending(
  outbox: Outbox,
  setting: Omit<SendingSetting, "fail">,
  pool: ReturnType<typeof createTransportPool>,
  options: RunSendingOptions,
) {
  const stop = new AbortController();
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
    stop.abort(error);
  };
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]);
  const handler = createSendEntry({ ...setting, fail });
  const beforeGivingUp = createGiveUp({ ...setting, fail });
  const send = () =>
    outbox.run({ ...options, signal, handler, beforeGivingUp, admit: pool.admit, dispatch: "explicit" });
  const { copies } = setting;
  const summary = await (copies === undefined ? send() : copies.runBeside({ ...options, signal }, send));
  if (failure !== undefined) throw failure.error;
  return summary;
}

/**
 * Opens the durable outbox of MSSanté: what is enqueued is committed with the caller's data and handed to the operator, each
 * attempt with the same bytes, until every recipient is accepted or refused for good; reports then tell what became of it.
 *
 * @remarks Retry classes: RFC 5321, RFC 3463 and the table SMTPERRORCODE of the ANS volet. A failure of certificate, token or
 * configuration pauses the mailbox and costs no attempt. After a crash between the last bytes and the recorded answer, the message
 * is sent again with the same Message-ID: nobody can know whether the operator has it, and receivers recognise it.
 * @example
 * ```ts
 * import { type ComposedMessage, createMssanteOutbox, type OperatorProfile } from "@ldl/mssante";
 * import type { SqlDatabase } from "@ldl/domain";
 *
 * declare const database: SqlDatabase;
 * declare const profile: OperatorProfile;
 * declare const message: ComposedMessage;
 *
 * await using outbox = createMssanteOutbox({ database, profile });
 * await outbox.install();
 * await outbox.enqueue(message, { key: "sejour-123-lettre-1", documentIds: ["1.2.250.1.999.1.1.7898.4.1"] });
 * await outbox.run({ stopWhenIdle: true });
 * console.log((await outbox.get("sejour-123-lettre-1"))?.recipients[0]?.state); // accepted
 * ```
 * @param options - Database, operator, events.
 * @returns The outbox; dispose of it to close its connections.
 * @throws RangeError when the channel name does not fit.
 * @public
 */
export function createMssanteOutbox(options: CreateMssanteOutboxOptions): MssanteOutbox {
  const { database, profile, channel = "mssante", events, audit } = options;
  const createTransport = options.createTransport ?? createSmtpTransport;
  const now = options.now ?? (() => new Date());
  const outbox = queueOf(options);
  const followUp = createFollowUpStore(database, channel);
  const profileOf = typeof profile === "function" ? profile : () => profile;
  const copies = copiesOf(options, outbox, profileOf);
  const pool = createTransportPool({
    profileOf,
    createTransport: (of) => createTransport(of, audit === undefined ? {} : { audit }),
    now: options.now,
  });
  const tellSubmission = createTellSubmission(events);
  const setting = {
    transportOf: (mailbox: MssanteAddress) => pool.of(mailbox),
    delays: { ...DEFAULT_SENDING_DELAYS, ...options.delays },
    dsn: options.dsn ?? true,
    beforeSending: options.beforeSending,
    onAlert: options.onAlert,
    copies,
    events,
    tellSubmission,
    now,
  };
  const close = async (): Promise<void> => {
    await pool.close();
    await copies?.close();
  };
  const outboxWithin = (transaction: SqlExecutor): Outbox =>
    queueOf({ ...options, database: databaseWithin(transaction) });
  const parts = { database, outbox, outboxWithin, followUp, events, tellSubmission, audit, now };
  return {
    async install({ signal } = {}) {
      await outbox.install(signal === undefined ? {} : { signal });
      await followUp.install();
      await copies?.install();
    },
    enqueue: (message, enqueueOptions) => enqueueMessage(parts, message, enqueueOptions),
    get: (key, readOptions) => readTransmission(parts, key, readOptions),
    history: (key, readOptions) => outbox.history(key, readOptions),
    async *list(listOptions) {
      for await (const entry of outbox.list(listOptions))
        yield transmissionOf(entry, await followUp.reports(entry.key));
    },
    retry: async (key, acting) => transmissionOf(await outbox.retry(key, acting), await followUp.reports(key)),
    cancel: async (key, acting) => transmissionOf(await outbox.cancel(key, acting), await followUp.reports(key)),
    record: (report, readOptions) => recordReport(parts, report, readOptions),
    overdue: (overdueOptions) => overdueRecipients(parts, overdueOptions),
    metrics: async ({ windowMs = METRICS_WINDOW_MS, ...others } = {}) => {
      const reports = await readReportMetrics(database, channel, new Date(now().getTime() - windowMs));
      return { ...(await outbox.metrics({ windowMs, ...others })), ...reports, copies: await copies?.metrics() };
    },
    purge: async (purgeOptions) => {
      await copies?.purge(purgeOptions);
      return outbox.purge(purgeOptions);
    },
    run: (runOptions = {}) => runSending(outbox, setting, pool, runOptions),
    close,
    [Symbol.asyncDispose]: close,
  };
}
