import type { Settlement } from "../internal/settlement.ts";
import { GIVEN_IDS, HOLD_NAME, type Hold, heldRows, holdsOf } from "./hold-lease.ts";
import { runSql } from "./run-sql.ts";
import { AT, CLOCK, milliseconds, type Store, timeParameter } from "./store.ts";

/** What a held row becomes. */
export interface HeldSettlement {
  readonly hold: Hold;
  readonly settlement: Settlement;
}

const COLUMNS = `, state text, reason text, delay_ms double precision, parts jsonb, tries integer, errors integer,
  uncertain boolean, attempted boolean, line_kind text, line_outcome text, line_reason text, line_detail jsonb,
  line_parts jsonb`;

/**
 * Writes rows and history lines together; rows that were leased anew in the meantime stay as they are. A row with the
 * same fence that is no longer leased was written by an earlier try of this statement whose answer was lost.
 */
function recordStatement({ entries, history }: Store["tables"]): string {
  return `WITH ${CLOCK}, ${heldRows(entries, COLUMNS)}, changed AS (
      UPDATE ${entries} e
      SET state = given.state, reason = given.reason, due_at = ${AT} + ${milliseconds("given.delay_ms")},
        parts = given.parts, tries = given.tries, errors = given.errors, uncertain = given.uncertain,
        attempts = e.attempts - (NOT given.attempted)::integer, worker = NULL, leased_at = NULL, dispatched = false,
        settled_at = CASE WHEN given.state = 'ready' THEN NULL ELSE ${AT} END
      FROM held JOIN given ON given.id = held.id
      WHERE e.id = held.id
      RETURNING e.id, e.fence, e.attempts, held.leased_at, held.worker, held.dispatched
    ), lines AS (
      INSERT INTO ${history} (entry_id, at, kind, attempt, outcome, state, started_at, worker, dispatched, reason, detail,
        parts)
      SELECT changed.id, ${AT}, line_kind, changed.attempts, line_outcome, state,
        CASE WHEN attempted THEN changed.leased_at END, CASE WHEN attempted THEN changed.worker END,
        attempted AND changed.dispatched, line_reason, line_detail, line_parts
      FROM changed JOIN given ON given.id = changed.id
      WHERE line_kind IS NOT NULL
    )
    SELECT ${HOLD_NAME} FROM changed e
    UNION ALL
    SELECT ${HOLD_NAME} FROM ${entries} e JOIN given ON given.id = e.id AND given.fence = e.fence
    WHERE e.id = ANY ${GIVEN_IDS} AND e.state <> 'leased'`;
}

function toJson({ hold, settlement }: HeldSettlement): Readonly<Record<string, unknown>> {
  const { state, reason, delayMs, parts, tries, errors, uncertain, line } = settlement;
  const lineColumns = {
    line_kind: line?.kind,
    line_outcome: line?.outcome,
    line_reason: line?.reason,
    line_detail: line?.detail,
    line_parts: line?.parts,
  };
  const attempted = line?.kind === "attempt";
  return { ...hold, state, reason, delay_ms: delayMs, parts, tries, errors, uncertain, attempted, ...lineColumns };
}

/** Returns the names of the holds that were written; the other rows had been taken by somebody else. */
export async function recordSettlements(
  store: Store,
  settlements: readonly HeldSettlement[],
): Promise<ReadonlySet<string>> {
  const parameters = [timeParameter(store), JSON.stringify(settlements.map(toJson))];
  return holdsOf(await runSql(store.database, "outbox.record", recordStatement(store.tables), parameters));
}
