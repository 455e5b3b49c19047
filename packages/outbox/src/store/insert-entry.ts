import { createHash } from "node:crypto";
import { LdlError, type SqlExecutor, type SqlRow } from "@ldl/domain";
import type { OutboxEntry } from "../entry.ts";
import { newParts } from "../internal/parts.ts";
import { canonicalJson } from "../json.ts";
import type { OutboxMessage, Placement } from "../message.ts";
import { ENTRY_COLUMNS, toEntry } from "./entry-row.ts";
import { isPlainText } from "./read-payload.ts";
import { runSql } from "./run-sql.ts";
import { AT, CLOCK, milliseconds, type Store, timeParameter } from "./store.ts";

const OPERATION = "outbox.enqueue";

/** What the key stands for: metadata and part names in canonical form, then the bytes. */
export function contentHash(message: OutboxMessage): string {
  const described = canonicalJson({ metadata: message.metadata ?? {}, parts: (message.parts ?? []).toSorted() });
  return createHash("sha256").update(described).update("\n").update(message.payload).digest("hex");
}

function insertStatement({ tables }: Store): string {
  return `WITH ${CLOCK}
    INSERT INTO ${tables.entries} (key, content_hash, send_group, lane, payload, payload_bytes, plain_text, metadata, parts,
      state, due_at, expires_at, max_age_ms, enqueued_at)
    SELECT $2, $3, $4, $5, $6::bytea, octet_length($6::bytea), $7::boolean, $8::jsonb, $9::jsonb, 'ready',
      ${AT} + ${milliseconds("$10")}, ${AT} + ${milliseconds("$11")}, $11::double precision, ${AT}
    ON CONFLICT (key) DO NOTHING
    RETURNING ${ENTRY_COLUMNS}`;
}

function sameContent(row: SqlRow, key: string, hash: string): OutboxEntry {
  const entry = toEntry(row);
  if (entry.contentHash === hash) return entry;
  throw new LdlError("LDL_OUTBOX_KEY_CONFLICT", "cette clé désigne déjà une entrée d'un autre contenu", {
    details: { key },
  });
}

/**
 * Inserts the entry unless its key exists.
 *
 * A conflict is followed by a reading in a new snapshot, which finds the other entry unless it was deleted in between:
 * then the second round inserts.
 */
export async function insertEntry(
  store: Store,
  executor: SqlExecutor,
  message: OutboxMessage,
  placement: Placement & { readonly maxAgeMs: number },
): Promise<{ readonly entry: OutboxEntry; readonly created: boolean }> {
  const hash = contentHash(message);
  const { key, group, lane, delayMs, maxAgeMs } = placement;
  const json = [JSON.stringify(message.metadata ?? {}), JSON.stringify(newParts(message.parts))];
  const content = [message.payload, isPlainText(message.payload), ...json];
  const values = [key, hash, group ?? "", lane ?? null, ...content, delayMs ?? 0, maxAgeMs];
  for (let round = 1; round <= 2; round++) {
    const inserted = await runSql(executor, OPERATION, insertStatement(store), [timeParameter(store), ...values]);
    if (inserted[0] !== undefined) return { entry: toEntry(inserted[0]), created: true };
    const reading = `SELECT ${ENTRY_COLUMNS} FROM ${store.tables.entries} WHERE key = $1`;
    const found = await runSql(executor, OPERATION, reading, [key]);
    if (found[0] !== undefined) return { entry: sameContent(found[0], key, hash), created: false };
  }
  throw new LdlError("LDL_STORE_FAILED", "l'entrée de même clé est invisible depuis cette transaction", {
    details: { operation: OPERATION },
    retryable: true,
  });
}
