import { LdlError, type SqlDatabase, type SqlExecutor } from "@ldl/domain";
import { MIGRATIONS } from "./migrations.ts";
import { inTransaction, runSql } from "./sql-guard.ts";

/** Any number, the same in every process: whoever holds it migrates, the others wait. */
const MIGRATION_LOCK = 7_210_423_118;

async function currentVersion(executor: SqlExecutor): Promise<number> {
  await runSql(
    executor,
    "migrate",
    "CREATE TABLE IF NOT EXISTS ind_migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())",
  );
  const { rows } = await runSql<{ version: number }>(
    executor,
    "migrate",
    "SELECT coalesce(max(version), 0) AS version FROM ind_migration",
  );
  return rows[0]?.version ?? 0;
}

/**
 * Brings the tables of the store to the newest version; several processes may do so at once.
 *
 * @throws `LdlError` `LDL_IND_STORE_NEWER` when a newer software already migrated the database.
 */
export async function migrate(database: SqlDatabase): Promise<void> {
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  await inTransaction(database, async (transaction) => {
    await runSql(transaction, "migrate", "SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    const version = await currentVersion(transaction);
    if (version > newest) {
      throw new LdlError(
        "LDL_IND_STORE_NEWER",
        `la base des indicateurs est en version ${version}, ce logiciel connaît la version ${newest}`,
        { details: { found: version, supported: newest } },
      );
    }
    for (const migration of MIGRATIONS.filter((step) => step.version > version)) {
      for (const statement of migration.statements) await runSql(transaction, "migrate", statement);
      await runSql(transaction, "migrate", "INSERT INTO ind_migration (version) VALUES ($1)", [migration.version]);
    }
  });
}
