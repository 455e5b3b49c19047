import type { SqlRow } from "@ldl/domain";
import { runSql } from "./run-sql.ts";
import { AT, CLOCK, milliseconds, type Store, timeParameter } from "./store.ts";

/** A row together with the number that changes each time it is leased: proof of being the present holder. */
export interface Hold {
  readonly id: string;
  readonly fence: string;
}

/** Identifiers of the given rows: by them a row is found through its primary key, whatever the planner believes of the table. */
export const GIVEN_IDS = "(ARRAY(SELECT id FROM given))";

/**
 * Reads holds from parameter `$2` and locks, in one order for everybody, the rows that are still held. Only a leased row has
 * `leased_at`; asked by its state, the planner would walk through the whole queue by the index of what is due.
 */
export function heldRows(entries: string, further = ""): string {
  return `given AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS given (id bigint, fence bigint${further})),
    held AS (
      SELECT e.id, e.attempts, e.leased_at, e.worker, e.dispatched
      FROM ${entries} e JOIN given ON given.id = e.id AND given.fence = e.fence
      WHERE e.id = ANY ${GIVEN_IDS} AND e.leased_at IS NOT NULL ORDER BY e.id FOR UPDATE OF e)`;
}

/** A hold as one text: the same row leased twice gives two names. */
export const nameOfHold = ({ id, fence }: Hold): string => `${id}/${fence}`;
/** The same in SQL. */
export const HOLD_NAME = "e.id || '/' || e.fence AS hold";

export const holdsOf = (rows: readonly SqlRow[]): ReadonlySet<string> =>
  new Set(rows.map((row) => String(row["hold"])));

/** Prolongs leases; returns the names of the holds that are still good. */
export async function renewLeases(store: Store, holds: readonly Hold[], leaseMs: number): Promise<ReadonlySet<string>> {
  const { entries } = store.tables;
  const statement = `WITH ${CLOCK}, ${heldRows(entries)}
    UPDATE ${entries} e SET due_at = ${AT} + ${milliseconds("$3")} FROM held WHERE e.id = held.id
    RETURNING ${HOLD_NAME}`;
  const given = JSON.stringify(holds.map(({ id, fence }) => ({ id, fence })));
  return holdsOf(await runSql(store.database, "outbox.renew", statement, [timeParameter(store), given, leaseMs]));
}

/**
 * Notes that the attempt reached the point from which its effect may exist. An expired lease that nobody took is
 * prolonged; one that somebody took gives `false`.
 */
export async function markDispatched(store: Store, hold: Hold, leaseMs: number): Promise<boolean> {
  const statement = `WITH ${CLOCK}
    UPDATE ${store.tables.entries}
    SET dispatched = true, due_at = CASE WHEN due_at <= ${AT} THEN ${AT} + ${milliseconds("$4")} ELSE due_at END
    WHERE id = $2::bigint AND fence = $3::bigint AND state = 'leased'
    RETURNING id`;
  const parameters = [timeParameter(store), hold.id, hold.fence, leaseMs];
  return (await runSql(store.database, "outbox.dispatching", statement, parameters)).length > 0;
}
