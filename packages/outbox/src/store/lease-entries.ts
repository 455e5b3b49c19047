import { z } from "zod";
import { StoredPart } from "../internal/parts.ts";
import { JsonObject } from "../json.ts";
import { Count, Timestamp } from "./entry-row.ts";
import { runSql } from "./run-sql.ts";
import { AT, CLOCK, milliseconds, type Store, timeParameter } from "./store.ts";

const LeasedRow = z.object({
  id: z.string(),
  fence: z.string(),
  key: z.string(),
  send_group: z.string(),
  lane: z.string().nullable(),
  metadata: JsonObject,
  parts: z.array(StoredPart),
  attempts: Count,
  tries: Count,
  errors: Count,
  abandoned: Count,
  uncertain: z.boolean(),
  enqueued_at: Timestamp,
  expires_at: Timestamp,
  remaining_ms: z.coerce.number(),
  lost_attempt: z.boolean(),
  lost_dispatched: z.boolean(),
});
/** A row that this worker holds. */
export interface LeasedRow extends z.infer<typeof LeasedRow> {}

export interface LeaseRequest {
  readonly worker: string;
  readonly count: number;
  readonly leaseMs: number;
  /** Groups to leave alone. */
  readonly blocked: readonly string[];
  /** Whether an attempt counts as dispatched from its beginning. */
  readonly dispatched: boolean;
}

/**
 * Takes due entries: ready ones, and leased ones whose lease expired, of which the history keeps that their attempt was
 * abandoned. What waits behind others of its lane is taken only when it has grown too old, to be given up. Other workers neither wait for the rows taken here nor see them.
 */
function leaseStatement({ entries, history }: Store["tables"]): string {
  return `WITH ${CLOCK}, picked AS (
      SELECT e.id, e.state, e.attempts, e.leased_at, e.worker, e.dispatched
      FROM ${entries} e
      WHERE e.state IN ('ready', 'leased') AND e.due_at <= ${AT} AND e.send_group <> ALL ($5::text[])
        AND (e.lane IS NULL OR e.expires_at <= ${AT} OR NOT EXISTS (
          SELECT 1 FROM ${entries} earlier
          WHERE earlier.lane = e.lane AND earlier.id < e.id AND earlier.state NOT IN ('delivered', 'cancelled')))
      ORDER BY e.due_at, e.id LIMIT $3::integer
      FOR UPDATE OF e SKIP LOCKED
    ), abandoned AS (
      INSERT INTO ${history} (entry_id, at, kind, attempt, outcome, state, started_at, worker, dispatched, reason, parts)
      SELECT id, ${AT}, 'attempt', attempts, 'abandoned', 'ready', leased_at, worker, dispatched, 'lease-expired', '[]'
      FROM picked WHERE state = 'leased'
    )
    UPDATE ${entries} e
    SET state = 'leased', fence = e.fence + 1, worker = $2, leased_at = ${AT}, due_at = ${AT} + ${milliseconds("$4")},
      attempts = e.attempts + 1, dispatched = $6::boolean,
      tries = e.tries + (p.state = 'leased')::integer, abandoned = e.abandoned + (p.state = 'leased')::integer,
      uncertain = e.uncertain OR (p.state = 'leased' AND p.dispatched)
    FROM picked p WHERE e.id = p.id
    RETURNING e.id::text, e.fence::text, e.key, e.send_group, e.lane, e.metadata, e.parts, e.attempts, e.tries,
      e.errors, e.abandoned, e.uncertain, e.enqueued_at, e.expires_at,
      (extract(epoch FROM e.expires_at - ${AT}) * 1000)::double precision AS remaining_ms,
      p.state = 'leased' AS lost_attempt, p.state = 'leased' AND p.dispatched AS lost_dispatched`;
}

export async function leaseEntries(store: Store, request: LeaseRequest): Promise<readonly LeasedRow[]> {
  const { worker, count, leaseMs, blocked, dispatched } = request;
  const parameters = [timeParameter(store), worker, count, leaseMs, blocked, dispatched];
  const rows = await runSql(store.database, "outbox.lease", leaseStatement(store.tables), parameters);
  return rows.map((row) => LeasedRow.parse(row));
}
