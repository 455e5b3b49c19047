import { LdlError, type SqlExecutor } from "@ldl/domain";
import { z } from "zod";
import { type OutboxEntry, OutboxState } from "../entry.ts";
import { reopenedParts, StoredPart } from "../internal/parts.ts";
import { Count, ENTRY_COLUMNS, toEntry } from "./entry-row.ts";
import { runSql } from "./run-sql.ts";
import { AT, CLOCK, milliseconds, type Store, timeParameter } from "./store.ts";

/** What a person does to an entry. */
export type Operation = "retry" | "cancel" | "park";

const ALLOWED: Readonly<Record<Operation, readonly OutboxState[]>> = {
  retry: ["ready", "failed", "parked", "cancelled"],
  cancel: ["ready", "failed", "parked"],
  park: ["ready", "failed"],
};
const RESULT = {
  retry: { state: "ready", line: "reopened" },
  cancel: { state: "cancelled", line: "cancelled" },
  park: { state: "parked", line: "parked" },
} as const;

const FoundRow = z.object({
  id: z.string(),
  state: OutboxState,
  parts: z.array(StoredPart),
  attempts: Count,
  expired_lease: z.boolean(),
  purged: z.boolean(),
});
interface FoundRow extends z.infer<typeof FoundRow> {}

async function lockEntry(store: Store, executor: SqlExecutor, operation: Operation, key: string): Promise<FoundRow> {
  const statement = `WITH ${CLOCK} SELECT id::text, state, parts, attempts,
      state = 'leased' AND due_at <= ${AT} AS expired_lease, payload IS NULL AS purged
    FROM ${store.tables.entries} WHERE key = $2 FOR UPDATE`;
  const rows = await runSql(executor, `outbox.${operation}`, statement, [timeParameter(store), key]);
  if (rows[0] !== undefined) return FoundRow.parse(rows[0]);
  throw new LdlError("LDL_OUTBOX_ENTRY_UNKNOWN", "aucune entrée n'a cette clé", { details: { key } });
}

function checkAllowed(found: FoundRow, operation: Operation, key: string): void {
  // An expired lease belongs to nobody: its worker is fenced off, and the attempt goes to the history as abandoned.
  if (!found.expired_lease && !ALLOWED[operation].includes(found.state)) {
    throw new LdlError(
      "LDL_OUTBOX_STATE_CONFLICT",
      `opération « ${operation} » impossible dans l'état « ${found.state} »`,
      {
        details: { key, state: found.state, operation },
        retryable: found.state === "leased",
      },
    );
  }
  if (operation === "retry" && found.purged) {
    throw new LdlError("LDL_OUTBOX_PAYLOAD_PURGED", "le contenu de cette entrée a été purgé", { details: { key } });
  }
}

async function logAbandoned(store: Store, executor: SqlExecutor, operation: Operation, id: string): Promise<void> {
  const statement = `WITH ${CLOCK}
    INSERT INTO ${store.tables.history} (entry_id, at, kind, attempt, outcome, state, started_at, worker, dispatched, reason, parts)
    SELECT id, ${AT}, 'attempt', attempts, 'abandoned', 'ready', leased_at, worker, dispatched, 'lease-expired', '[]'
    FROM ${store.tables.entries} WHERE id = $2::bigint`;
  await runSql(executor, `outbox.${operation}`, statement, [timeParameter(store), id]);
}

function changeStatement({ entries, history }: Store["tables"], operation: Operation): string {
  // A person's retry starts anew: counters and age; what happened before stays in the history.
  const anew =
    operation === "retry"
      ? `tries = 0, errors = 0, abandoned = 0, settled_at = NULL, expires_at = ${AT} + ${milliseconds("max_age_ms")}`
      : `settled_at = ${AT}`;
  return `WITH ${CLOCK}, changed AS (
      UPDATE ${entries}
      SET state = $3, reason = $4, parts = $5::jsonb, due_at = ${AT}, fence = fence + 1, worker = NULL,
        uncertain = uncertain OR dispatched, dispatched = false, leased_at = NULL, ${anew}
      WHERE id = $2::bigint RETURNING *
    ), line AS (
      INSERT INTO ${history} (entry_id, at, kind, attempt, state, dispatched, reason, parts)
      SELECT id, ${AT}, $6, attempts, state, false, reason, '[]' FROM changed
    )
    SELECT ${ENTRY_COLUMNS} FROM changed`;
}

/** Applies what a person decided, within the given transaction. */
export async function operate(
  store: Store,
  executor: SqlExecutor,
  request: { readonly operation: Operation; readonly key: string; readonly reason: string | undefined },
): Promise<OutboxEntry> {
  const { operation, key, reason } = request;
  const found = await lockEntry(store, executor, operation, key);
  checkAllowed(found, operation, key);
  if (found.expired_lease) await logAbandoned(store, executor, operation, found.id);
  const { state, line } = RESULT[operation];
  const parts = operation === "retry" ? reopenedParts(found.parts) : found.parts;
  const rows = await runSql(executor, `outbox.${operation}`, changeStatement(store.tables, operation), [
    timeParameter(store),
    found.id,
    state,
    reason ?? null,
    JSON.stringify(parts),
    line,
  ]);
  return toEntry(rows[0] ?? {});
}
