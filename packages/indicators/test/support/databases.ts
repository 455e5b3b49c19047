import { type SqlDatabase, sqlFromPg, sqlFromPglite } from "@ldl/domain";
import { findPostgres, startTestPostgres } from "@ldl/testbench";
import pg from "pg";
import { openPglite } from "./open-store.ts";

/** A database to run the same tests on. */
export interface TestDatabase {
  readonly name: string;
  readonly open: () => Promise<SqlDatabase>;
}

const pglite: TestDatabase = { name: "PGlite", open: async () => sqlFromPglite(await openPglite()) };

const postgres: TestDatabase = {
  name: "PostgreSQL",
  async open() {
    const server = await startTestPostgres();
    const database = sqlFromPg(new pg.Pool({ connectionString: await server.createDatabase() }));
    const close = async (): Promise<void> => {
      await database.close();
      await server.stop();
    };
    return { ...database, close };
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
