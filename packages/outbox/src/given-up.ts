import type { JsonObject } from "./json.ts";

/** An entry that is about to become `failed` or `parked`. @public */
export interface OutboxGivenUp {
  /** Idempotency key of the entry. */
  readonly key: string;
  /** Group of the entry. */
  readonly group: string;
  /** Metadata given at {@link Outbox.enqueue}. */
  readonly metadata: JsonObject;
  /** Attempts begun so far. */
  readonly attempts: number;
  /** `failed`: it is over; `parked`: a person has to look. */
  readonly state: "failed" | "parked";
  /** Why: `expired`, `unknown-outcome`, `max-attempts`, what the handler said. */
  readonly reason: string | undefined;
  /** Parts given up only because of the age of the entry, in the order given; of the others the handler knows already. */
  readonly expired: readonly string[];
  /** When it grew or grows too old: another one after each {@link Outbox.retry}. */
  readonly expiresAt: Date;
}

/**
 * Told before an entry becomes `failed` or `parked`, with or without an attempt, and before that is committed: after a crash
 * in between it is told again, never not at all. What it throws stops the worker once the outcome is recorded.
 *
 * @param entry - The entry, and why.
 * @public
 */
export type BeforeGivingUp = (entry: OutboxGivenUp) => void;
