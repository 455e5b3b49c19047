import { z } from "zod";
import type { JsonObject } from "./json.ts";
import type { AttemptOutcome } from "./outcome.ts";

/**
 * State of an entry.
 *
 * - `ready`: waits for its next attempt;
 * - `leased`: a worker has it;
 * - `delivered`: every part is delivered;
 * - `failed`: nothing is pending any more and at least one part failed, or the entry grew too old;
 * - `parked`: set aside for a person, see `reason`;
 * - `cancelled`: withdrawn.
 *
 * @public
 */
export const OutboxState = z.enum(["ready", "leased", "delivered", "failed", "parked", "cancelled"]);
/** One of the states of {@link OutboxState:var}. @public */
export type OutboxState = z.infer<typeof OutboxState>;

/** State of one part of an entry, usually of one recipient. @public */
export interface OutboxPart {
  /** Name given at {@link Outbox.enqueue}. */
  readonly name: string;
  /** `unknown`: sent as often as allowed without ever learning the outcome. */
  readonly state: "pending" | "delivered" | "failed" | "unknown";
  /** How many attempts ended without anyone knowing whether the part was delivered. */
  readonly unknowns: number;
  /** Attempt that gave the last outcome; `undefined` before the first. */
  readonly attempt: number | undefined;
  /** Reason of the last outcome. */
  readonly reason: string | undefined;
  /** Facts that came with the last outcome. */
  readonly detail: JsonObject | undefined;
}

/** One entry, without its payload. @public */
export interface OutboxEntry {
  /** Idempotency key. */
  readonly key: string;
  /** What limits and pauses apply to. */
  readonly group: string;
  /** Lane within which order is kept. */
  readonly lane: string | undefined;
  /** State. */
  readonly state: OutboxState;
  /** Why it is retried, failed, parked or cancelled. */
  readonly reason: string | undefined;
  /** Metadata given at {@link Outbox.enqueue}. */
  readonly metadata: JsonObject;
  /** Parts, in the order given; empty when none were given. */
  readonly parts: readonly OutboxPart[];
  /** Size of the payload, in bytes. */
  readonly payloadBytes: number;
  /** SHA-256 of payload, metadata and part names, in hexadecimal: what the key stands for. */
  readonly contentHash: string;
  /** Attempts begun so far. */
  readonly attempts: number;
  /** True when some attempt may have delivered what is still pending. */
  readonly uncertain: boolean;
  /** When it was enqueued. */
  readonly enqueuedAt: Date;
  /** Earliest next attempt of a `ready` entry. */
  readonly nextAttemptAt: Date | undefined;
  /** End of the lease of a `leased` entry; renewed while the worker lives. */
  readonly leasedUntil: Date | undefined;
  /** Worker that holds it. */
  readonly worker: string | undefined;
  /** When the outbox gives it up. */
  readonly expiresAt: Date;
  /** When it became `delivered`, `failed`, `parked` or `cancelled`. */
  readonly settledAt: Date | undefined;
  /** When the payload was deleted. */
  readonly purgedAt: Date | undefined;
}

/** What happened to an entry: one line for each attempt that ended and each act of a person. Never changed. @public */
export interface OutboxHistoryLine {
  /** When it happened; for an attempt, when it ended. */
  readonly at: Date;
  /** An attempt, an act of a person ({@link Outbox.retry}, {@link Outbox.cancel}, {@link Outbox.park}), or age. */
  readonly kind: "attempt" | "reopened" | "cancelled" | "parked" | "expired" | "exhausted";
  /** Number of the attempt, from 1; for other lines, how many there were. */
  readonly attempt: number;
  /** How the attempt ended. */
  readonly outcome: AttemptOutcome | undefined;
  /** State of the entry afterwards. */
  readonly state: OutboxState;
  /** When the attempt began. */
  readonly startedAt: Date | undefined;
  /** Worker that made it. */
  readonly worker: string | undefined;
  /** Whether the attempt went as far as the point from which its effect may exist, see {@link OutboxLease.dispatching}. */
  readonly dispatched: boolean;
  /** Why. */
  readonly reason: string | undefined;
  /** Facts that came with the outcome. */
  readonly detail: JsonObject | undefined;
  /** Outcome of each part that the attempt dealt with. */
  readonly parts: readonly Pick<OutboxPart, "name" | "state" | "reason" | "detail">[];
}
