import type { SqlDatabase, SqlExecutor } from "@ldl/domain";
import { runQuery, runTransaction } from "../../internal/store-guard.ts";
import { extractionRefused } from "../extraction/extraction-report.ts";
import type { Staging } from "./staging.ts";
import { IMPORTS, MAILBOXES } from "./tables.ts";

/** What the comparison of an extraction with the directory gave. */
export interface AppliedChanges {
  readonly duplicates: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly total: number;
}

const OPERATION = "directory.apply";
const COLUMNS = ["address_key", "person", "structure", "name_key", "given_key", "town_key", "line"] as const;

async function changesOf(executor: SqlExecutor, text: string, parameters: readonly unknown[] = []): Promise<number> {
  return (await runQuery(executor, OPERATION, text, parameters)).changes;
}

async function countOf(executor: SqlExecutor): Promise<number> {
  const { rows } = await runQuery(executor, OPERATION, `SELECT count(*)::text AS n FROM ${MAILBOXES}`);
  return Number(rows[0]?.["n"]);
}

/** Keeps the first of lines that say the same, and lets the planner know the table. */
async function dropDuplicates(database: SqlDatabase, table: string): Promise<number> {
  const duplicates = await changesOf(
    database,
    `DELETE FROM ${table} s USING (
       SELECT key, min(line_number) AS first FROM ${table} GROUP BY key HAVING count(*) > 1
     ) d WHERE s.key = d.key AND s.line_number <> d.first`,
  );
  await runQuery(database, OPERATION, `CREATE UNIQUE INDEX ON ${table} (key)`);
  await runQuery(database, OPERATION, `ANALYZE ${table}`);
  return duplicates;
}

/** Of two imports at once, the one that began last wins, whichever ends first. */
async function refuseIfSuperseded(transaction: SqlExecutor, id: string): Promise<void> {
  await runQuery(transaction, OPERATION, "SELECT pg_advisory_xact_lock(hashtext($1))", [IMPORTS]);
  const { rows } = await runQuery(
    transaction,
    OPERATION,
    `SELECT 1 FROM ${IMPORTS} WHERE id > $1 AND ended_at IS NOT NULL LIMIT 1`,
    [id],
  );
  if (rows.length > 0) throw extractionRefused("superseded");
}

async function removeMissing(transaction: SqlExecutor, table: string, maxShare: number): Promise<number> {
  const before = await countOf(transaction);
  const removed = await changesOf(
    transaction,
    `DELETE FROM ${MAILBOXES} m WHERE NOT EXISTS (SELECT 1 FROM ${table} s WHERE s.key = m.key)`,
  );
  if (before > 0 && removed / before > maxShare) throw extractionRefused("tooManyRemoved", { share: removed / before });
  return removed;
}

/**
 * Makes the directory what the staging table holds, in one transaction: readers see the former extraction until then, and the
 * new one after. Only rows that differ are written.
 */
export async function applyStaging(
  database: SqlDatabase,
  { id, table }: Staging,
  options: { readonly maxRemovedShare: number; readonly now: () => Date },
): Promise<AppliedChanges> {
  const duplicates = await dropDuplicates(database, table);
  const set = ["hash", ...COLUMNS].map((column) => `${column} = s.${column}`).join(", ");
  const columns = ["key", "hash", ...COLUMNS].join(", ");
  const applied = await runTransaction(database, OPERATION, async (transaction) => {
    await refuseIfSuperseded(transaction, id);
    const removed = await removeMissing(transaction, table, options.maxRemovedShare);
    const changed = await changesOf(
      transaction,
      `UPDATE ${MAILBOXES} m SET ${set} FROM ${table} s WHERE s.key = m.key AND s.hash <> m.hash`,
    );
    const added = await changesOf(
      transaction,
      `INSERT INTO ${MAILBOXES} (${columns}) SELECT ${columns} FROM ${table} s
       WHERE NOT EXISTS (SELECT 1 FROM ${MAILBOXES} m WHERE m.key = s.key)`,
    );
    const total = await countOf(transaction);
    await runQuery(transaction, OPERATION, `UPDATE ${IMPORTS} SET ended_at = $2, total = $3 WHERE id = $1`, [
      id,
      options.now(),
      total,
    ]);
    return { duplicates, added, changed, removed, total };
  });
  await runQuery(database, OPERATION, `DROP TABLE ${table}`);
  if (applied.added + applied.changed + applied.removed > 0)
    await runQuery(database, OPERATION, `ANALYZE ${MAILBOXES}`);
  return applied;
}
