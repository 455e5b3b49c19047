import { randomUUID } from "node:crypto";
import { setTimeout as delayFor } from "node:timers/promises";
import { parseInput, type SqlDatabase, type SqlExecutor } from "@ldl/domain";
import { exponentialBackoff, type RetrySchedule } from "./backoff.ts";
import type { OutboxEntry } from "./entry.ts";
import { DEFAULT_LIMITS, type OutboxLimits } from "./limits.ts";
import { type EnqueueOptions, OutboxMessage, Placement } from "./message.ts";
import type { EnqueueResult, OperateOptions, Outbox, OutboxRetention } from "./outbox.ts";
import type { OnOutboxEvent } from "./outbox-event.ts";
import { insertEntry } from "./store/insert-entry.ts";
import { type Operation, operate } from "./store/operate.ts";
import { purgeOld } from "./store/purge-entries.ts";
import { readEntries, readEntry, readHistory, readPayload } from "./store/read-entries.ts";
import { readMetrics } from "./store/read-metrics.ts";
import { inTransaction } from "./store/run-sql.ts";
import type { Store } from "./store/store.ts";
import { createTables, tablesOf } from "./store/tables.ts";
import type { Bell } from "./worker/bell.ts";
import { runWorker, type WorkerSetting } from "./worker/run-worker.ts";

/** Options of {@link createOutbox}. @public */
export interface CreateOutboxOptions {
  /** Where the tables are: PostgreSQL, or PGlite in one process. */
  readonly database: SqlDatabase;
  /** Name of the channel, 1 to 31 of `a-z`, `0-9` and `_`: its tables are `ldl_outbox_<channel>` and `…_history`. */
  readonly channel: string;
  /** When the outbox stops trying by itself. Default: those of {@link OutboxLimits}, each. */
  readonly limits?: Partial<OutboxLimits>;
  /** Delay between attempts. Default: {@link exponentialBackoff} with its defaults. */
  readonly schedule?: RetrySchedule;
  /** How long what has served is kept. Default: those of {@link OutboxRetention}, each. */
  readonly retention?: Partial<OutboxRetention>;
  /** Receives what the workers of this object tell. Default: nobody. */
  readonly onEvent?: OnOutboxEvent;
  /**
   * Clock. Default: the clock of the database, which makes that of each machine irrelevant; waits and times of attempts within
   * one process are then counted by a clock that nobody can set.
   */
  readonly now?: () => Date;
  /** Source of the random share of delays, from 0 to 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Source of worker names. Default: random UUIDs. */
  readonly newId?: () => string;
  /** Waits; must end, fulfilled or rejected, when the signal is aborted. Default: a timer of Node. */
  readonly delay?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const DEFAULT_RETENTION: OutboxRetention = { payloadMs: 30 * 86_400_000, entryMs: Number.POSITIVE_INFINITY };

interface OutboxParts {
  readonly store: Store;
  readonly setting: WorkerSetting;
  readonly ring: () => void;
}

/** Rings at once, or when the caller's transaction is committed: before that there is nothing to see. */
function ringAfter(transaction: SqlExecutor | undefined, ring: () => void): void {
  if (transaction?.afterCommit === undefined) ring();
  else transaction.afterCommit(ring);
}

async function enqueue(
  { store, setting, ring }: OutboxParts,
  message: OutboxMessage,
  options: EnqueueOptions,
): Promise<EnqueueResult> {
  const { signal, transaction, ...data } = options;
  const checked = parseInput(OutboxMessage, message, { name: "message" });
  const placement = parseInput(Placement, data, { name: "options" });
  signal?.throwIfAborted();
  const maxAgeMs = placement.maxAgeMs ?? setting.policy.limits.maxAgeMs;
  const result = await insertEntry(store, transaction ?? store.database, checked, { ...placement, maxAgeMs });
  if (result.created) ringAfter(transaction, ring);
  return result;
}

async function act(
  { store, ring }: OutboxParts,
  operation: Operation,
  key: string,
  options: OperateOptions = {},
): Promise<OutboxEntry> {
  const { signal, transaction, reason } = options;
  signal?.throwIfAborted();
  const request = { operation, key, reason };
  const entry =
    transaction === undefined
      ? await inTransaction(store.database, `outbox.${operation}`, (own) => operate(store, own, request))
      : await operate(store, transaction, request);
  // A cancelled entry may free its lane.
  ringAfter(transaction, ring);
  return entry;
}

async function afterCheck<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  return work();
}

function outboxOf(channel: string, parts: OutboxParts): Outbox {
  const { store, setting, ring } = parts;
  return {
    channel,
    install: ({ signal } = {}) => afterCheck(signal, () => createTables(store.database, store.tables)),
    enqueue: (message, options) => enqueue(parts, message, options),
    get: (key, { signal } = {}) => afterCheck(signal, () => readEntry(store, key)),
    history: (key, { signal } = {}) => afterCheck(signal, () => readHistory(store, key)),
    readPayload: (key, { signal } = {}) => afterCheck(signal, () => readPayload(store, key)),
    list: ({ states, group, signal } = {}) => readEntries(store, { states, group }, signal),
    retry: (key, options) => act(parts, "retry", key, options),
    cancel: (key, options) => act(parts, "cancel", key, options),
    park: (key, options) => act(parts, "park", key, options),
    purge: ({ signal, ...retention } = {}) => purgeOld(store, { ...setting.retention, ...retention }, signal),
    metrics: ({ signal, windowMs = 3_600_000 } = {}) => afterCheck(signal, () => readMetrics(store, windowMs)),
    run: (options) => runWorker(setting, options),
    wake: ring,
  };
}

/**
 * Makes the outbox of one channel: what is enqueued is committed with the caller's own data and sent by workers, on any
 * number of machines, until its outcome is known.
 *
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { sqlFromPglite } from "@ldl/domain";
 * import { createOutbox } from "@ldl/outbox";
 *
 * const outbox = createOutbox({ database: sqlFromPglite(await PGlite.create()), channel: "mail" });
 * await outbox.install();
 * await outbox.enqueue({ payload: new TextEncoder().encode("hello"), parts: ["a@example.test"] }, { key: "letter-1" });
 * await outbox.run({ stopWhenIdle: true, handler: async (lease) => ({ kind: "delivered", detail: { n: lease.attempt } }) });
 * console.log((await outbox.get("letter-1"))?.state); // delivered
 * ```
 * @param options - Database, channel, policy and injected sources.
 * @returns The outbox; it holds no resource besides the database, which stays the caller's to close.
 * @throws `RangeError` when the channel name does not fit.
 * @public
 */
export function createOutbox(options: CreateOutboxOptions): Outbox {
  const store: Store = { database: options.database, tables: tablesOf(options.channel), now: options.now };
  const bells = new Set<Bell>();
  const setting: WorkerSetting = {
    store,
    policy: {
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      schedule: options.schedule ?? exponentialBackoff(),
      random: options.random ?? Math.random,
    },
    retention: { ...DEFAULT_RETENTION, ...options.retention },
    onEvent: options.onEvent,
    delay: options.delay ?? ((ms, signal) => delayFor(ms, undefined, { signal })),
    newId: options.newId ?? randomUUID,
    bells,
  };
  const ring = (): void => {
    for (const bell of bells) bell.ring();
  };
  return outboxOf(options.channel, { store, setting, ring });
}
