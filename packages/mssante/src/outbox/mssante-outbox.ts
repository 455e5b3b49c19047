import type { AnyLdlError, MssanteAddress, SqlExecutor } from "@ldl/domain";
import type {
  ListEntriesOptions,
  OperateOptions,
  OutboxHistoryLine,
  PurgeOptions,
  PurgeResult,
  ReadMetricsOptions,
  ReadOptions,
  RunOptions,
  RunSummary,
} from "@ldl/outbox";
import type { ComposedMessage } from "../compose/compose-message.ts";
import type { IncomingDsn, IncomingErrorMail, IncomingMdn } from "../incoming/incoming-message.ts";
import type { SendingMetrics } from "./sending-metrics.ts";
import type { RecipientState, TracedDocuments, Transmission } from "./transmission.ts";

/** Options of {@link MssanteOutbox.enqueue}. @public */
export interface EnqueueMessageOptions {
  /** Idempotency key: one message per key, for ever. It appears in errors: no health data. */
  readonly key: string;
  /**
   * Keys of the documents: their CDA ids, hashed when they may carry a patient or stay number. Enqueuing the same documents to
   * the same recipients under a known key gives the existing transmission, even when the message was composed again. Default: none.
   */
  readonly documentIds?: readonly string[];
  /** What the trace says of the documents beside their keys. Default: nothing. */
  readonly traced?: TracedDocuments;
  /** Mailbox whose login is used. Default: the envelope sender. */
  readonly mailbox?: MssanteAddress;
  /** Messages of a lane go in order: a new version after the one that it replaces. Default: no order. */
  readonly lane?: string;
  /** First attempt not before this many milliseconds. Default: 0. */
  readonly delayMs?: number;
  /** Gives up after this many milliseconds. Default: 172 800 000 (48 h). */
  readonly maxAgeMs?: number;
  /** Open transaction of the caller on the same database. Default: its own. */
  readonly transaction?: SqlExecutor;
  /** Aborts before the first statement is sent. */
  readonly signal?: AbortSignal;
}

/** What {@link MssanteOutbox.enqueue} gives back. @public */
export interface EnqueuedMessage {
  /** The transmission of the key. */
  readonly transmission: Transmission;
  /** False when the key was known. */
  readonly created: boolean;
}

/** What a report changed. @public */
export type ReportVerdict =
  /** It changed a recipient, or repeated what was known. */
  | { readonly kind: "recorded"; readonly key: string; readonly changed: readonly RecordedReport[] }
  /** It is about no message of this outbox. */
  | { readonly kind: "unknownMessage" }
  /** It speaks for nobody that the message was sent to: anybody in the trusted space can write such a report. */
  | { readonly kind: "unverified"; readonly key: string }
  /** It cannot be understood. */
  | { readonly kind: "unreadable"; readonly key: string };

/** What a report changed for one recipient. @public */
export interface RecordedReport {
  /** The recipient. */
  readonly address: MssanteAddress;
  /** How it stands now. */
  readonly state: RecipientState;
  /** Code that goes with it. */
  readonly code?: string;
}

/** A recipient of whom nothing was heard. @public */
export interface OverdueRecipient {
  /** Key of the transmission. */
  readonly key: string;
  /** The recipient. */
  readonly address: MssanteAddress;
  /** The last that is known of it. */
  readonly state: RecipientState;
}

/** Options of {@link MssanteOutbox.overdue}. @public */
export interface OverdueOptions extends ReadOptions {
  /** Days after which silence is told. Default: 7. */
  readonly days?: number;
}

/** Something that a person has to look at. @public */
export interface SendingAlert {
  /** Mailbox that cannot send and is left alone for a while, that no copy of what was sent can be put in, or whose message is given up. */
  readonly mailbox: MssanteAddress;
  /**
   * What it failed with: certificate, revocation list, token, login, configuration, trace, folder. `LDL_OUTBOX_GIVEN_UP` is about
   * one message: `details` has its key and the reason, `expired`, `unknown-outcome`, …
   */
  readonly error: AnyLdlError;
}

/** Options of {@link MssanteOutbox.run}. @public */
export type RunSendingOptions = Omit<RunOptions, "handler" | "beforeGivingUp" | "admit" | "dispatch">;

/**
 * Messages on their way to an operator, durable: what is enqueued is sent, or told to have failed; nothing is lost by a crash.
 * Any number of processes may hold one on the same PostgreSQL database.
 *
 * @public
 */
export interface MssanteOutbox extends AsyncDisposable {
  /**
   * Creates the tables when they are missing.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  install(options?: ReadOptions): Promise<void>;
  /**
   * Puts a message in the outbox; once this is committed it is sent, with the same Message-ID on every attempt.
   *
   * @throws LdlError `LDL_OUTBOX_KEY_CONFLICT` when the key stands for other documents or recipients, `LDL_INPUT_INVALID` (rule
   * `LDL-MSS-040`: the same message, by its Message-ID, is there under another key; a `transaction` of the caller is then void),
   * `LDL_STORE_FAILED`.
   */
  enqueue(message: ComposedMessage, options: EnqueueMessageOptions): Promise<EnqueuedMessage>;
  /**
   * Reads one transmission.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  get(key: string, options?: ReadOptions): Promise<Transmission | undefined>;
  /**
   * Reads what happened to one transmission, oldest line first.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  history(key: string, options?: ReadOptions): Promise<readonly OutboxHistoryLine[]>;
  /**
   * Reads transmissions in the order of enqueuing. `group` is the mailbox.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  list(options?: ListEntriesOptions): AsyncIterable<Transmission>;
  /**
   * Sends a transmission again now: to the recipients that were refused or are unknown.
   *
   * @throws LdlError `LDL_OUTBOX_ENTRY_UNKNOWN`, `LDL_OUTBOX_STATE_CONFLICT`, `LDL_OUTBOX_PAYLOAD_PURGED`, `LDL_STORE_FAILED`.
   */
  retry(key: string, options?: OperateOptions): Promise<Transmission>;
  /**
   * Withdraws a transmission.
   *
   * @throws LdlError `LDL_OUTBOX_ENTRY_UNKNOWN`, `LDL_OUTBOX_STATE_CONFLICT`, `LDL_STORE_FAILED`.
   */
  cancel(key: string, options?: OperateOptions): Promise<Transmission>;
  /**
   * Notes what a receipt, a delivery notification or an error mail says of a message that was sent, and tells its events.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  record(report: IncomingMdn | IncomingDsn | IncomingErrorMail, options?: ReadOptions): Promise<ReportVerdict>;
  /**
   * Gives the recipients that took a message days ago and of whom nothing final was heard; each once.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  overdue(options?: OverdueOptions): Promise<readonly OverdueRecipient[]>;
  /**
   * Counts what is queued, what waits for a person, recent attempts, and what was reported in the same window.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  metrics(options?: ReadMetricsOptions): Promise<SendingMetrics>;
  /**
   * Deletes what has served.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  purge(options?: PurgeOptions): Promise<PurgeResult>;
  /**
   * Works as one worker until `signal`, or until idle with `stopWhenIdle`.
   *
   * @throws What `onEvent` or `onOutboxEvent` threw, once what was under way is recorded.
   */
  run(options?: RunSendingOptions): Promise<RunSummary>;
  /** Closes the connections; the database stays the caller's. */
  close(): Promise<void>;
}
