import type { JsonObject } from "./json.ts";
import type { Outcome } from "./outcome.ts";

/** One attempt, as the handler sees it. @public */
export interface OutboxLease {
  /** Idempotency key of the entry. */
  readonly key: string;
  /** Group of the entry. */
  readonly group: string;
  /** Bytes to send; the same on every attempt. */
  readonly payload: Uint8Array;
  /** Metadata given at {@link Outbox.enqueue}. */
  readonly metadata: JsonObject;
  /** Parts still to be sent, in the order given; empty when the message declared none. */
  readonly parts: readonly string[];
  /** Number of this attempt, from 1. */
  readonly attempt: number;
  /** Grows with each lease of the entry: lets the other side refuse an attempt older than one it has seen. */
  readonly fence: bigint;
  /**
   * True when an earlier attempt may have delivered what is pending: its outcome was `unknown`, or its worker died after
   * the point of dispatch. The handler may ask the other side first.
   */
  readonly uncertain: boolean;
  /** When the entry was enqueued. */
  readonly enqueuedAt: Date;
  /** Aborted when the attempt must end: lease lost (`LDL_OUTBOX_LEASE_LOST`), time over, or the worker stops. */
  readonly signal: AbortSignal;
  /**
   * Records that what follows can no longer be taken back or asked about, and checks that the lease still holds. To be
   * called right before that point by handlers run with `dispatch: "explicit"`: when a worker dies before it, the next
   * attempt is certain not to be a duplicate.
   *
   * @throws `LdlError` `LDL_OUTBOX_LEASE_LOST` when another worker has the entry, `LDL_STORE_FAILED` when the
   * database does not answer: in both cases nothing must be sent.
   */
  dispatching(): Promise<void>;
}

/**
 * Sends one entry and says what became of it. What it throws counts as an attempt of outcome `error`: sent again, and
 * parked after {@link OutboxLimits.maxErrors} of them unless what it threw is an `LdlError` that is `retryable`.
 *
 * @param lease - The entry and the attempt.
 * @returns The outcome.
 * @public
 */
export type OutboxHandler = (lease: OutboxLease) => Promise<Outcome>;
