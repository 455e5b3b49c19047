import type { SqlExecutor } from "@ldl/domain";
import { z } from "zod";
import { JsonObject, Label } from "./json.ts";

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, {
  error: "octets (Uint8Array) attendus (LDL-O-003)",
});

const areDistinct = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** What one entry carries: bytes that are the same on every attempt, and what the handler must know of them. @public */
export const OutboxMessage = z.strictObject({
  /** The bytes to send: a complete mail, a prepared lot. */
  payload: Bytes,
  /** What the handler needs besides: sender, envelope, identifiers. Kept after the payload is purged. Default: `{}`. */
  metadata: JsonObject.optional(),
  /**
   * Names of the parts that succeed or fail apart, usually the recipients. Default: none, the message succeeds or fails
   * as a whole.
   */
  parts: z
    .array(Label)
    .min(1, { error: "au moins une partie quand le champ est donné (LDL-O-004)" })
    .refine(areDistinct, { error: "parties distinctes attendues (LDL-O-005)" })
    .readonly()
    .optional(),
});
/** What one entry carries. @public */
export interface OutboxMessage extends z.infer<typeof OutboxMessage> {}

/** Where and when an entry is sent, in the part of {@link EnqueueOptions} that is data. */
export const Placement = z.strictObject({
  key: Label,
  group: Label.optional(),
  lane: Label.optional(),
  delayMs: z.number().nonnegative().optional(),
  maxAgeMs: z.number().positive().optional(),
});
export interface Placement extends z.infer<typeof Placement> {}

/** Options of {@link Outbox.enqueue}. @public */
export interface EnqueueOptions {
  /** Idempotency key, 1 to 300 characters: one entry per key, for ever. No health data: keys appear in errors. */
  readonly key: string;
  /** Name of what limits and pauses apply to, usually the sending mailbox or the operator. Default: `""`. */
  readonly group?: string;
  /**
   * Entries with the same lane are sent in the order in which they were enqueued: one starts when all earlier ones are
   * delivered or cancelled. A failed or parked one holds the lane until it is retried or cancelled; what waits behind it grows too old meanwhile. Default: no order.
   */
  readonly lane?: string;
  /** First attempt not before this many milliseconds. Default: 0. */
  readonly delayMs?: number;
  /** Gives up after this many milliseconds. Default: {@link OutboxLimits.maxAgeMs} of the outbox. */
  readonly maxAgeMs?: number;
  /** Open transaction of the caller: the entry exists if and only if that transaction commits. Default: its own. */
  readonly transaction?: SqlExecutor;
  /** Aborts before the statement is sent. */
  readonly signal?: AbortSignal;
}
