import type { AnyLdlError } from "@ldl/domain";
import type { OutboxState } from "./entry.ts";
import type { AttemptOutcome } from "./outcome.ts";

interface EntryEvent {
  /** Idempotency key of the entry. */
  readonly key: string;
  /** Group of the entry. */
  readonly group: string;
  /** Number of the attempt. */
  readonly attempt: number;
}

/**
 * What a worker tells while it runs: for logs, counters and alerts. `settled` comes after the outcome is committed.
 *
 * @public
 */
export type OutboxEvent =
  /** An entry was handed to the handler. */
  | (EntryEvent & { readonly kind: "started"; readonly uncertain: boolean })
  /** An attempt ended, or an entry was given up without one (`outcome` absent): `state` is what it is now. */
  | (EntryEvent & {
      readonly kind: "settled";
      readonly outcome: AttemptOutcome | undefined;
      readonly state: OutboxState;
      readonly reason: string | undefined;
      readonly durationMs: number;
    })
  /** An attempt of a worker that disappeared was taken over; with `dispatched`, what it sent may exist. */
  | (EntryEvent & { readonly kind: "abandoned"; readonly dispatched: boolean })
  /** The outcome of an attempt came too late: somebody else has the entry, and what this attempt did may be a duplicate. */
  | (EntryEvent & { readonly kind: "fenced"; readonly outcome: AttemptOutcome | undefined })
  /** The outcome of an attempt could not be written before the worker stopped: the entry will be leased again. */
  | (EntryEvent & { readonly kind: "unrecorded"; readonly outcome: AttemptOutcome | undefined })
  /** The handler threw: `error` is what it threw, and may hold what must not be logged. */
  | (EntryEvent & { readonly kind: "handler-threw"; readonly error: unknown })
  /** The database failed; the worker tries again after `retryInMs`. */
  | { readonly kind: "store-failed"; readonly error: AnyLdlError; readonly retryInMs: number };

/** Receives {@link OutboxEvent}s. It must not throw: what it throws stops the worker and rejects its `run`. @public */
export type OnOutboxEvent = (event: OutboxEvent) => void;
