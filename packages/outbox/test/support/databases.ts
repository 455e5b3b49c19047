import { type SqlDatabase, sqlFromPg, sqlFromPglite } from "@ldl/domain";
import { findPostgres, startTestPostgres } from "@ldl/testbench";
import pg from "pg";
import { createPglite } from "./pglite.mjs";

/** A database to run the same tests on. */
export interface TestDatabase {
  readonly name: string;
  readonly open: () => Promise<{ readonly database: SqlDatabase; readonly close: () => Promise<void> }>;
}

/** A PGlite in memory, or in a folder. */
export async function openPglite(folder?: string): Promise<SqlDatabase> {
  return sqlFromPglite(await createPglite(folder));
}

const pglite: TestDatabase = {
  name: "PGlite",
  async open() {
    const database = await openPglite();
    return { database, close: () => database.close() };
  },
};

const postgres: TestDatabase = {
  name: "PostgreSQL",
  async open() {
    const server = await startTestPostgres();
    const pool = new pg.Pool({ connectionString: await server.createDatabase() });
    const database = sqlFromPg(pool, { prepare: true });
    const close = async (): Promise<void> => {
      await database.close();
      await server.stop();
    };
    return { database, close };
  },
};

export const postgresInstalled = findPostgres() !== undefined;

/** Says aloud what a run without PostgreSQL does not show. */
export function warnWithoutPostgres(what: string): void {
  if (!postgresInstalled) console.warn(`SKIPPED on PostgreSQL, which is not installed: ${what}`);
}

/** PGlite, and PostgreSQL where it is installed. */
export function testDatabases(what: string): readonly TestDatabase[] {
  warnWithoutPostgres(what);
  return postgresInstalled ? [pglite, postgres] : [pglite];
}
