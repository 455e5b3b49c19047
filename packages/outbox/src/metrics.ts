import type { AttemptOutcome } from "./outcome.ts";

/** How the channel stands. @public */
export interface OutboxMetrics {
  /** Entries that still have to be sent: `ready` and `leased`. */
  readonly depth: number;
  /** `ready` entries whose next attempt is due, blocked lanes included. */
  readonly due: number;
  /** Entries that a worker has. */
  readonly leased: number;
  /** Entries whose worker disappeared and that nobody has taken over yet. */
  readonly expiredLeases: number;
  /** Entries that may already be delivered, among those still to be sent. */
  readonly uncertain: number;
  /** Entries that wait for a person. */
  readonly parked: number;
  /** Entries given up and not yet cancelled or purged. */
  readonly failed: number;
  /** Age of the oldest entry still to be sent, in milliseconds; 0 when there is none. */
  readonly oldestAgeMs: number;
  /** Attempts that ended within the window, by outcome; outcomes that did not occur are absent. */
  readonly attempts: Readonly<Partial<Record<AttemptOutcome, number>>>;
}
