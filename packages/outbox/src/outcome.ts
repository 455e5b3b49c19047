import { z } from "zod";
import { JsonObject, StorableText } from "./json.ts";

const Reason = StorableText.min(1).max(500);
const AfterMs = z.number().nonnegative().max(Number.MAX_SAFE_INTEGER);

const reported = {
  /** Why, for operators: a status code, a constant. Never a name, an address or health data. */
  reason: Reason,
  /** Facts to keep in the history, for example the server's reply code or queue identifier. */
  detail: JsonObject.optional(),
};

const Delivered = z.strictObject({
  /** The other side has taken responsibility. */
  kind: z.literal("delivered"),
  /** Facts to keep in the history, for example the server's queue identifier. */
  detail: JsonObject.optional(),
});
const Retry = z.strictObject({
  /** Not now, perhaps later. */
  kind: z.literal("retry"),
  ...reported,
  /** Not before this many milliseconds, when the other side asks for a delay. Default: the retry schedule. */
  afterMs: AfterMs.optional(),
});
const Failed = z.strictObject({
  /** Never. */
  kind: z.literal("failed"),
  ...reported,
});
const Unknown = z.strictObject({
  /** Nobody can tell. */
  kind: z.literal("unknown"),
  ...reported,
  /** Not before this many milliseconds. Default: the retry schedule. */
  afterMs: AfterMs.optional(),
});

/** What became of one part. @public */
export const PartOutcome = z.discriminatedUnion("kind", [Delivered, Retry, Failed, Unknown]);
/** What became of one part. @public */
export type PartOutcome = z.infer<typeof PartOutcome>;

/**
 * What became of one attempt, as the handler reports it.
 *
 * - `delivered`: the other side has taken responsibility.
 * - `retry`: it has not, and may later.
 * - `failed`: it never will; permanent.
 * - `unknown`: the connection broke in the window in which nobody can tell, for mail after the final dot of DATA and
 *   before its reply, for SOAP after the request and before the response. Sent again as long as
 *   {@link OutboxLimits.maxUnknown} allows, then parked.
 * - `partial`: one outcome for each pending part.
 * - `park`: a person has to look at this entry; nothing is sent before {@link Outbox.retry}.
 * - `pause`: nothing is wrong with the entry but with its group (certificate, token, operator): this worker sends nothing
 *   of the group for `afterMs`, and the attempt does not count against the entry.
 *
 * @public
 */
export const Outcome = z.discriminatedUnion("kind", [
  Delivered,
  Retry,
  Failed,
  Unknown,
  z.strictObject({
    /** Each part for itself. */
    kind: z.literal("partial"),
    /** Outcome of every pending part, by name. */
    parts: z.record(z.string(), PartOutcome),
    /** Facts to keep in the history. */
    detail: JsonObject.optional(),
  }),
  z.strictObject({
    /** A person has to look. */
    kind: z.literal("park"),
    ...reported,
  }),
  z.strictObject({
    /** The group has to wait. */
    kind: z.literal("pause"),
    ...reported,
    /** How long this worker leaves the group alone, in milliseconds. */
    afterMs: AfterMs,
  }),
]);
/** What became of one attempt, see {@link Outcome:var}. @public */
export type Outcome = z.infer<typeof Outcome>;

/**
 * How an attempt stands in the history: what the handler reported, or
 *
 * - `error`: the handler threw;
 * - `invalid`: it returned something that is no outcome of this entry;
 * - `abandoned`: its worker disappeared, the lease expired;
 * - `released`: its worker stopped in time and gave the entry back.
 *
 * @public
 */
export const AttemptOutcome = z.enum([
  "delivered",
  "retry",
  "failed",
  "unknown",
  "partial",
  "park",
  "pause",
  "error",
  "invalid",
  "abandoned",
  "released",
]);
/** How an attempt stands in the history, see {@link AttemptOutcome:var}. @public */
export type AttemptOutcome = z.infer<typeof AttemptOutcome>;
