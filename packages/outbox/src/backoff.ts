/**
 * Delay before the next attempt.
 *
 * @param tries - How many attempts counted so far, from 1.
 * @param random - A number from 0 (included) to 1 (excluded).
 * @returns Milliseconds.
 * @public
 */
export type RetrySchedule = (tries: number, random: number) => number;

/** Options of {@link exponentialBackoff}. @public */
export interface ExponentialBackoffOptions {
  /** Delay after the first attempt, in milliseconds. Default: 60 000 (1 min). */
  readonly firstMs?: number;
  /** Longest delay, in milliseconds. Default: 3 600 000 (1 h). */
  readonly maxMs?: number;
  /** Growth from one attempt to the next. Default: 2. */
  readonly factor?: number;
  /** Share of the delay that is random, 0 to 1: the delay lies between `(1 - jitter) × d` and `d`. Default: 0.5. */
  readonly jitter?: number;
}

/**
 * Makes a retry schedule that grows exponentially up to a ceiling, with a random share so that the entries that failed
 * together do not come back together.
 *
 * @remarks The defaults are the transient class of MSSanté senders: 1 min growing to 1 h, with jitter.
 * @example
 * ```ts
 * import { exponentialBackoff } from "@ldl/outbox";
 *
 * const schedule = exponentialBackoff({ firstMs: 1_000, factor: 4, maxMs: 15_000, jitter: 0 });
 * console.log([1, 2, 3].map((tries) => schedule(tries, 0))); // [1000, 4000, 15000]
 * ```
 * @param options - Shape of the curve.
 * @returns The schedule.
 * @throws `RangeError` when an option is out of its range.
 * @public
 */
export function exponentialBackoff(options: ExponentialBackoffOptions = {}): RetrySchedule {
  const { firstMs = 60_000, maxMs = 3_600_000, factor = 2, jitter = 0.5 } = options;
  if (!(firstMs > 0 && maxMs >= firstMs && factor >= 1 && jitter >= 0 && jitter <= 1)) {
    throw new RangeError("expected 0 < firstMs <= maxMs, factor >= 1 and jitter between 0 and 1");
  }
  return (tries, random) => Math.min(maxMs, firstMs * factor ** (tries - 1)) * (1 - jitter * random);
}
