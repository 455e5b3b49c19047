import { LdlError, type SqlRow } from "@ldl/domain";
import { z } from "zod";
import { type OutboxEntry, type OutboxHistoryLine, OutboxState } from "../entry.ts";
import { StoredPart } from "../internal/parts.ts";
import { JsonObject } from "../json.ts";
import { AttemptOutcome } from "../outcome.ts";
import { Count, ENTRY_COLUMNS, Timestamp, toEntry } from "./entry-row.ts";
import { readPayloadOf } from "./read-payload.ts";
import { runSql } from "./run-sql.ts";
import type { Store } from "./store.ts";

const PAGE = 200;

export async function readEntry(store: Store, key: string): Promise<OutboxEntry | undefined> {
  const statement = `SELECT ${ENTRY_COLUMNS} FROM ${store.tables.entries} WHERE key = $1`;
  const rows = await runSql(store.database, "outbox.get", statement, [key]);
  return rows[0] === undefined ? undefined : toEntry(rows[0]);
}

export async function readPayload(store: Store, key: string): Promise<Uint8Array> {
  const payload = await readPayloadOf(store, "outbox.readPayload", "key", key);
  if (payload === undefined) {
    throw new LdlError("LDL_OUTBOX_ENTRY_UNKNOWN", "aucune entrée n'a cette clé", { details: { key } });
  }
  if (payload !== "purged") return payload;
  throw new LdlError("LDL_OUTBOX_PAYLOAD_PURGED", "le contenu de cette entrée a été purgé", { details: { key } });
}

export interface EntryFilter {
  readonly states: readonly OutboxState[] | undefined;
  readonly group: string | undefined;
}

/** Entries in the order of enqueuing, page by page: nothing is locked or held between two pages. */
export async function* readEntries(
  store: Store,
  filter: EntryFilter,
  signal?: AbortSignal,
): AsyncGenerator<OutboxEntry> {
  const statement = `SELECT id::text AS position, ${ENTRY_COLUMNS} FROM ${store.tables.entries}
    WHERE id > $1::bigint AND ($2::text[] IS NULL OR state = ANY ($2::text[]))
      AND ($3::text IS NULL OR send_group = $3::text)
    ORDER BY id LIMIT ${PAGE}`;
  let after = "0";
  let rows: readonly SqlRow[];
  do {
    signal?.throwIfAborted();
    const parameters = [after, filter.states ?? null, filter.group ?? null];
    rows = await runSql(store.database, "outbox.list", statement, parameters);
    for (const row of rows) yield toEntry(row);
    after = String(rows.at(-1)?.["position"]);
  } while (rows.length === PAGE);
}

const LineRow = z.object({
  at: Timestamp,
  kind: z.enum(["attempt", "reopened", "cancelled", "parked", "expired", "exhausted"]),
  attempt: Count,
  outcome: AttemptOutcome.nullable(),
  state: OutboxState,
  started_at: Timestamp.nullable(),
  worker: z.string().nullable(),
  dispatched: z.boolean(),
  reason: z.string().nullable(),
  detail: JsonObject.nullable(),
  parts: z.array(StoredPart.pick({ name: true, state: true, reason: true, detail: true })),
});

function toLine(row: SqlRow): OutboxHistoryLine {
  const { started_at, outcome, worker, reason, detail, parts, ...rest } = LineRow.parse(row);
  return {
    ...rest,
    outcome: outcome ?? undefined,
    startedAt: started_at ?? undefined,
    worker: worker ?? undefined,
    reason: reason ?? undefined,
    detail: detail ?? undefined,
    parts: parts.map((part) => ({ name: part.name, state: part.state, reason: part.reason, detail: part.detail })),
  };
}

export async function readHistory(store: Store, key: string): Promise<readonly OutboxHistoryLine[]> {
  const { entries, history } = store.tables;
  const columns = Object.keys(LineRow.shape).map((column) => `h.${column}`);
  const statement = `SELECT ${columns.join(", ")} FROM ${history} h JOIN ${entries} e ON e.id = h.entry_id
    WHERE e.key = $1 ORDER BY h.line`;
  return (await runSql(store.database, "outbox.history", statement, [key])).map(toLine);
}
