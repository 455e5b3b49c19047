import type { OutboxRetention, PurgeResult } from "../outbox.ts";
import { runSql } from "./run-sql.ts";
import { AT, CLOCK, milliseconds, type Store, timeParameter } from "./store.ts";

const FINAL = "state IN ('delivered', 'failed', 'cancelled')";

/** Deletes at most `count` payloads of entries settled for longer than `olderMs`; returns how many. */
async function purgePayloads(store: Store, olderMs: number, count: number): Promise<number> {
  const { entries } = store.tables;
  const statement = `WITH ${CLOCK}, old AS (
      SELECT id FROM ${entries}
      WHERE ${FINAL} AND settled_at IS NOT NULL AND purged_at IS NULL AND settled_at <= ${AT} - ${milliseconds("$2")}
      ORDER BY settled_at LIMIT $3::integer FOR UPDATE SKIP LOCKED)
    UPDATE ${entries} e SET payload = NULL, purged_at = ${AT} FROM old WHERE e.id = old.id RETURNING e.id`;
  return (await runSql(store.database, "outbox.purge", statement, [timeParameter(store), olderMs, count])).length;
}

/** Deletes at most `count` entries, with their history, settled for longer than `olderMs`; returns how many. */
async function purgeEntries(store: Store, olderMs: number, count: number): Promise<number> {
  const { entries } = store.tables;
  const statement = `WITH ${CLOCK}, old AS (
      SELECT id FROM ${entries} WHERE ${FINAL} AND settled_at <= ${AT} - ${milliseconds("$2")}
      LIMIT $3::integer FOR UPDATE SKIP LOCKED)
    DELETE FROM ${entries} e USING old WHERE e.id = old.id RETURNING e.id`;
  return (await runSql(store.database, "outbox.purge", statement, [timeParameter(store), olderMs, count])).length;
}

const BATCH = 500;

async function inBatches(purge: (count: number) => Promise<number>, signal: AbortSignal | undefined): Promise<number> {
  let total = 0;
  let purged: number;
  do {
    signal?.throwIfAborted();
    purged = await purge(BATCH);
    total += purged;
  } while (purged === BATCH);
  return total;
}

/** Purges everything older than the retentions, in short statements. */
export async function purgeOld(store: Store, retention: OutboxRetention, signal?: AbortSignal): Promise<PurgeResult> {
  const { payloadMs, entryMs } = retention;
  const never = Promise.resolve(0);
  return {
    entries: await (Number.isFinite(entryMs) ? inBatches((n) => purgeEntries(store, entryMs, n), signal) : never),
    payloads: await (Number.isFinite(payloadMs) ? inBatches((n) => purgePayloads(store, payloadMs, n), signal) : never),
  };
}
