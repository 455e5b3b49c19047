import type { AnyLdlError } from "@ldl/domain";
import type { OutboxState } from "./entry.ts";
import type { AttemptOutcome } from "./outcome.ts";

/** What every event about one entry says. @public */
export interface OutboxEntryEvent {
  /** Idempotency key of the entry. */
  readonly key: string;
  /** Group of the entry. */
  readonly group: string;
  /** Number of the attempt. */
  readonly attempt: number;
}

/** An entry is handed to the handler. @public */
export interface OutboxStarted extends OutboxEntryEvent {
  /** Kind of event. */
  readonly kind: "started";
  /** Whether an earlier attempt may have delivered it. */
  readonly uncertain: boolean;
}

/** An attempt ended, or an entry was given up without one; told after that is committed. @public */
export interface OutboxSettled extends OutboxEntryEvent {
  /** Kind of event. */
  readonly kind: "settled";
  /** How the attempt ended; `undefined` when there was none. */
  readonly outcome: AttemptOutcome | undefined;
  /** State of the entry now. */
  readonly state: OutboxState;
  /** Why. */
  readonly reason: string | undefined;
  /** Time from the lease to this event, in milliseconds. */
  readonly durationMs: number;
}

/** The attempt of a worker that disappeared was taken over. @public */
export interface OutboxAbandoned extends OutboxEntryEvent {
  /** Kind of event. */
  readonly kind: "abandoned";
  /** Whether what that worker sent may exist. */
  readonly dispatched: boolean;
}

/**
 * The outcome of an attempt is not in the database: `fenced`, because somebody else has the entry by now and what this
 * attempt did may be a duplicate; `unrecorded`, because the worker stopped before it could be written, and the entry will
 * be leased again.
 *
 * @public
 */
export interface OutboxOutcomeLost extends OutboxEntryEvent {
  /** Kind of event. */
  readonly kind: "fenced" | "unrecorded";
  /** What the attempt would have recorded; `undefined` when it had not ended. */
  readonly outcome: AttemptOutcome | undefined;
}

/** The handler threw. @public */
export interface OutboxHandlerThrew extends OutboxEntryEvent {
  /** Kind of event. */
  readonly kind: "handler-threw";
  /** What it threw; may hold what must not be logged. */
  readonly error: unknown;
}

/** The database failed; the worker goes on. @public */
export interface OutboxStoreFailed {
  /** Kind of event. */
  readonly kind: "store-failed";
  /** `LDL_STORE_FAILED` with the operation and the driver's error as `cause`. */
  readonly error: AnyLdlError;
  /** When the worker tries again, in milliseconds. */
  readonly retryInMs: number;
}

/** What a worker tells while it runs, for logs, counters and alerts. @public */
export type OutboxEvent =
  | OutboxStarted
  | OutboxSettled
  | OutboxAbandoned
  | OutboxOutcomeLost
  | OutboxHandlerThrew
  | OutboxStoreFailed;

/** Receives each {@link OutboxEvent}. It must not throw: what it throws stops the worker and rejects its `run`. @public */
export type OnOutboxEvent = (event: OutboxEvent) => void;
