import type { SqlExecutor } from "@ldl/domain";
import { runTransaction } from "../internal/store-guard.ts";
import type { ClaimedMessage, InboxStore } from "./inbox-store.ts";

/** Changes reservations alone: no lock outlives the statements. */
function exclusively<T>(store: InboxStore, work: (transaction: SqlExecutor) => Promise<T>): Promise<T> {
  return runTransaction(store.database, "inbox.reservation", async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock(hashtext($1), hashtext($2))", [
      store.tables.reservations,
      store.mailbox,
    ]);
    return work(transaction);
  });
}

/** Reserves documents for a message until its lease ends: all of them, or none when another message has one. */
export async function reserveDocuments(
  store: InboxStore,
  { id, attempts, leasedUntil }: ClaimedMessage,
  uniqueIds: readonly string[],
  at: Date,
): Promise<boolean> {
  const wanted = [...new Set(uniqueIds)];
  if (wanted.length === 0) return true;
  const { reservations } = store.tables;
  const { rows } = await exclusively(store, (transaction) =>
    transaction.query(
      `INSERT INTO ${reservations} (mailbox, unique_id, message, attempt, reserved_until)
       SELECT $1, wanted, $3::bigint, $4::integer, $5::timestamptz FROM unnest($2::text[]) AS wanted
       WHERE NOT EXISTS (SELECT 1 FROM ${reservations} WHERE mailbox = $1 AND unique_id = ANY($2::text[])
         AND message <> $3::bigint AND reserved_until > $6::timestamptz)
       ON CONFLICT (mailbox, unique_id) DO UPDATE
         SET message = excluded.message, attempt = excluded.attempt, reserved_until = excluded.reserved_until
       RETURNING unique_id`,
      [store.mailbox, wanted, id, attempts, leasedUntil.toISOString(), at.toISOString()],
    ),
  );
  return rows.length > 0;
}

/** Ends the reservations of a message, unless it was taken up anew meanwhile, and sweeps those of the dead. */
export async function releaseDocuments(store: InboxStore, { id, attempts }: ClaimedMessage, at: Date): Promise<void> {
  await exclusively(store, (transaction) =>
    transaction.query(
      `DELETE FROM ${store.tables.reservations}
       WHERE mailbox = $1 AND ((message = $2::bigint AND attempt = $3::integer) OR reserved_until <= $4::timestamptz)`,
      [store.mailbox, id, attempts, at.toISOString()],
    ),
  );
}
