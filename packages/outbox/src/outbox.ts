import type { SqlExecutor } from "@ldl/domain";
import type { Admit } from "./admission.ts";
import type { OutboxEntry, OutboxHistoryLine, OutboxState } from "./entry.ts";
import type { BeforeGivingUp } from "./given-up.ts";
import type { OutboxHandler } from "./lease.ts";
import type { EnqueueOptions, OutboxMessage } from "./message.ts";
import type { OutboxMetrics } from "./metrics.ts";
import type { AttemptOutcome } from "./outcome.ts";

/** Options of methods that only read. @public */
export interface ReadOptions {
  /** Aborts before the next statement is sent. */
  readonly signal?: AbortSignal;
}

/** Options of {@link Outbox.list}. @public */
export interface ListEntriesOptions extends ReadOptions {
  /** Only entries in one of these states. Default: all. */
  readonly states?: readonly OutboxState[];
  /** Only entries of this group. Default: all. */
  readonly group?: string;
}

/** Options of {@link Outbox.retry}, {@link Outbox.cancel} and {@link Outbox.park}. @public */
export interface OperateOptions {
  /** Why, and by whom, for the history; no health data. Default: none. */
  readonly reason?: string;
  /** Open transaction of the caller. Default: its own. */
  readonly transaction?: SqlExecutor;
  /** Aborts before the first statement is sent. */
  readonly signal?: AbortSignal;
}

/** How long what has served is kept, counted from the day the entry was delivered, failed or cancelled. @public */
export interface OutboxRetention {
  /** Payloads, in milliseconds. Default: 2 592 000 000 (30 days). `Infinity`: for ever. */
  readonly payloadMs: number;
  /** Entries with their history, in milliseconds. Default: `Infinity`, for ever. */
  readonly entryMs: number;
}

/** Options of {@link Outbox.purge}: retentions that differ from those of the outbox, and `signal`. @public */
export interface PurgeOptions extends ReadOptions, Partial<OutboxRetention> {}

/** What {@link Outbox.purge} did. @public */
export interface PurgeResult {
  /** Payloads deleted; their entries and history stay. */
  readonly payloads: number;
  /** Entries deleted with their history. */
  readonly entries: number;
}

/** Options of {@link Outbox.metrics}. @public */
export interface ReadMetricsOptions extends ReadOptions {
  /** Window in which attempts are counted, in milliseconds. Default: 3 600 000 (1 h). */
  readonly windowMs?: number;
}

/** What {@link Outbox.enqueue} gives back. @public */
export interface EnqueueResult {
  /** The entry of the key. */
  readonly entry: OutboxEntry;
  /** False when the key existed with the same content. */
  readonly created: boolean;
}

/** Options of {@link Outbox.run}. @public */
export interface RunOptions {
  /** Sends one entry. */
  readonly handler: OutboxHandler;
  /** Stops the worker: nothing new is leased, what is under way may end within `drainMs`. Default: never. */
  readonly signal?: AbortSignal;
  /** Ends when nothing is due and nothing under way, instead of waiting for more. Default: `false`. */
  readonly stopWhenIdle?: boolean;
  /** Entries under way at the same time. Default: 4. */
  readonly concurrency?: number;
  /**
   * From when on an attempt may have had its effect: from its beginning (`implicit`), or from
   * {@link OutboxLease.dispatching} (`explicit`). Default: `implicit`.
   */
  readonly dispatch?: "implicit" | "explicit";
  /** Length of a lease, in milliseconds: how long after a crash an entry is taken over. Renewed at a third. Default: 60 000. */
  readonly leaseMs?: number;
  /** Longest attempt, in milliseconds: then its signal is aborted and its lease is let go. Default: 600 000 (10 min). */
  readonly attemptTimeoutMs?: number;
  /** Longest wait between two looks at an empty queue, in milliseconds. Default: 1 000. */
  readonly pollMs?: number;
  /** How long attempts under way may go on after `signal`, in milliseconds; then theirs is aborted. Default: 30 000. */
  readonly drainMs?: number;
  /** How long attempts may take to end once aborted, in milliseconds; then `run` returns without them. Default: 5 000. */
  readonly abortGraceMs?: number;
  /** Limits of operators, see {@link createGroupLimits}. Default: none. */
  readonly admit?: Admit;
  /** Told before an entry becomes `failed` or `parked`, at least once. Default: nobody. */
  readonly beforeGivingUp?: BeforeGivingUp;
  /** Name of the worker in rows and history. Default: a random UUID. */
  readonly worker?: string;
}

/** What a worker did. @public */
export interface RunSummary {
  /** Attempts of this worker whose outcome is recorded, by outcome; outcomes that did not occur are absent. */
  readonly outcomes: Readonly<Partial<Record<AttemptOutcome, number>>>;
  /** Attempts of other workers that had disappeared, taken over. */
  readonly abandoned: number;
  /** Attempts whose outcome came too late. */
  readonly fenced: number;
  /** Attempts that had not ended, or whose outcome could not be written, when the worker stopped. */
  readonly unrecorded: number;
}

/** The outbox of one channel. Any number of processes may hold one on the same database. @public */
export interface Outbox {
  /** Name of the channel. */
  readonly channel: string;
  /**
   * Creates the tables of the channel when they are missing.
   *
   * @param options - `signal`.
   * @throws `LdlError` `LDL_STORE_FAILED`.
   */
  install(options?: ReadOptions): Promise<void>;
  /**
   * Puts a message in the outbox; once this is committed, it is never lost. Idempotent by key.
   *
   * @param message - Bytes, metadata and parts.
   * @param options - Key, group, lane, delay, and the caller's transaction.
   * @returns The entry, and whether it is new.
   * @throws `LdlError` `LDL_INPUT_INVALID`, `LDL_OUTBOX_KEY_CONFLICT` when the key exists with another content,
   * `LDL_STORE_FAILED`.
   */
  enqueue(message: OutboxMessage, options: EnqueueOptions): Promise<EnqueueResult>;
  /**
   * Reads one entry.
   *
   * @param key - Idempotency key.
   * @param options - `signal`.
   * @returns The entry, or `undefined` when the key is unknown.
   * @throws `LdlError` `LDL_STORE_FAILED`.
   */
  get(key: string, options?: ReadOptions): Promise<OutboxEntry | undefined>;
  /**
   * Reads what happened to one entry, oldest line first.
   *
   * @param key - Idempotency key.
   * @param options - `signal`.
   * @returns The lines; none when the key is unknown.
   * @throws `LdlError` `LDL_STORE_FAILED`.
   */
  history(key: string, options?: ReadOptions): Promise<readonly OutboxHistoryLine[]>;
  /**
   * Reads the payload of one entry.
   *
   * @param key - Idempotency key.
   * @param options - `signal`.
   * @returns The bytes given at {@link Outbox.enqueue}.
   * @throws `LdlError` `LDL_OUTBOX_ENTRY_UNKNOWN`, `LDL_OUTBOX_PAYLOAD_PURGED`, `LDL_STORE_FAILED`.
   */
  readPayload(key: string, options?: ReadOptions): Promise<Uint8Array>;
  /**
   * Reads entries in the order of enqueuing, page by page, without holding a transaction.
   *
   * @param options - Filter and `signal`.
   * @returns The entries, without payloads.
   * @throws `LdlError` `LDL_STORE_FAILED`.
   */
  list(options?: ListEntriesOptions): AsyncIterable<OutboxEntry>;
  /**
   * Sends an entry again now: its failed and unknown parts are pending again, its counters and age start anew.
   *
   * @param key - Idempotency key of a ready, failed, parked or cancelled entry.
   * @param options - Reason, transaction, `signal`.
   * @returns The entry.
   * @throws `LdlError` `LDL_OUTBOX_ENTRY_UNKNOWN`, `LDL_OUTBOX_STATE_CONFLICT` while it is being sent or when it
   * is delivered, `LDL_OUTBOX_PAYLOAD_PURGED`, `LDL_STORE_FAILED`.
   */
  retry(key: string, options?: OperateOptions): Promise<OutboxEntry>;
  /**
   * Withdraws an entry.
   *
   * @param key - Idempotency key of a ready, failed or parked entry.
   * @param options - Reason, transaction, `signal`.
   * @returns The entry.
   * @throws `LdlError` `LDL_OUTBOX_ENTRY_UNKNOWN`, `LDL_OUTBOX_STATE_CONFLICT`, `LDL_STORE_FAILED`.
   */
  cancel(key: string, options?: OperateOptions): Promise<OutboxEntry>;
  /**
   * Sets an entry aside until {@link Outbox.retry} or {@link Outbox.cancel}.
   *
   * @param key - Idempotency key of a ready or failed entry.
   * @param options - Reason, transaction, `signal`.
   * @returns The entry.
   * @throws `LdlError` `LDL_OUTBOX_ENTRY_UNKNOWN`, `LDL_OUTBOX_STATE_CONFLICT`, `LDL_STORE_FAILED`.
   */
  park(key: string, options?: OperateOptions): Promise<OutboxEntry>;
  /**
   * Deletes what has served: payloads, and entries when asked, of delivered, failed and cancelled entries.
   *
   * @param options - Retentions and `signal`.
   * @returns How much was deleted.
   * @throws `LdlError` `LDL_STORE_FAILED`.
   */
  purge(options?: PurgeOptions): Promise<PurgeResult>;
  /**
   * Counts what is queued, what waits for a person, and recent attempts.
   *
   * @param options - Window and `signal`.
   * @returns The figures.
   * @throws `LdlError` `LDL_STORE_FAILED`.
   */
  metrics(options?: ReadMetricsOptions): Promise<OutboxMetrics>;
  /**
   * Works as one worker until `signal`, or until idle with `stopWhenIdle`. A failing database does not end it: it tries
   * again, and what it could not record is leased again later.
   *
   * @param options - Handler, limits and times.
   * @returns What the worker did.
   * @throws What `onEvent` threw, after what was under way has ended; `RangeError` for an option out of its range.
   */
  run(options: RunOptions): Promise<RunSummary>;
  /**
   * Makes the workers of this object look at the queue now. {@link Outbox.enqueue} does so by itself; another process
   * may call it on a notification of the database.
   */
  wake(): void;
}
