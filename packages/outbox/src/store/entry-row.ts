import type { SqlRow } from "@ldl/domain";
import { z } from "zod";
import { type OutboxEntry, OutboxState } from "../entry.ts";
import { declaredParts, StoredPart } from "../internal/parts.ts";
import { JsonObject } from "../json.ts";

/** Drivers give `bigint` as text, a number or a BigInt. */
export const Count = z.coerce.number();
/** Drivers give `timestamptz` as a Date, or as text when the host changed their parsers. */
export const Timestamp = z.coerce.date();

const EntryRow = z.object({
  key: z.string(),
  content_hash: z.string(),
  send_group: z.string(),
  lane: z.string().nullable(),
  payload_bytes: Count,
  metadata: JsonObject,
  parts: z.array(StoredPart),
  state: OutboxState,
  reason: z.string().nullable(),
  due_at: Timestamp,
  expires_at: Timestamp,
  enqueued_at: Timestamp,
  settled_at: Timestamp.nullable(),
  purged_at: Timestamp.nullable(),
  attempts: Count,
  uncertain: z.boolean(),
  worker: z.string().nullable(),
});

/** Columns that {@link toEntry} reads. */
export const ENTRY_COLUMNS = Object.keys(EntryRow.shape).join(", ");

export function toEntry(row: SqlRow): OutboxEntry {
  const read = EntryRow.parse(row);
  return {
    key: read.key,
    group: read.send_group,
    lane: read.lane ?? undefined,
    state: read.state,
    reason: read.reason ?? undefined,
    metadata: read.metadata,
    parts: declaredParts(read.parts).map(({ name, state, unknowns, attempt, reason, detail }) => ({
      name,
      state,
      unknowns,
      attempt,
      reason,
      detail,
    })),
    payloadBytes: read.payload_bytes,
    contentHash: read.content_hash,
    attempts: read.attempts,
    uncertain: read.uncertain,
    enqueuedAt: read.enqueued_at,
    nextAttemptAt: read.state === "ready" ? read.due_at : undefined,
    leasedUntil: read.state === "leased" ? read.due_at : undefined,
    worker: read.worker ?? undefined,
    expiresAt: read.expires_at,
    settledAt: read.settled_at ?? undefined,
    purgedAt: read.purged_at ?? undefined,
  };
}
