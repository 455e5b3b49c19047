/** When the outbox stops trying by itself. @public */
export interface OutboxLimits {
  /** Counted attempts, from enqueuing or from the last {@link Outbox.retry}; then parked, `max-attempts`. Default: 100. */
  readonly maxAttempts: number;
  /** Age in milliseconds; then `failed`, `expired`. Default: 172 800 000 (48 h). */
  readonly maxAgeMs: number;
  /** How often a part is sent again after an `unknown` outcome; then parked, `unknown-outcome`. Default: 1. */
  readonly maxUnknown: number;
  /** Attempts in which the handler threw; then parked, `handler-error`. Default: 3. */
  readonly maxErrors: number;
  /** Attempts whose worker disappeared: an entry may be what kills them; then parked, `abandoned`. Default: 5. */
  readonly maxAbandoned: number;
}

/** Documented defaults of {@link OutboxLimits}. */
export const DEFAULT_LIMITS: OutboxLimits = {
  maxAttempts: 100,
  maxAgeMs: 48 * 3_600_000,
  maxUnknown: 1,
  maxErrors: 3,
  maxAbandoned: 5,
};
