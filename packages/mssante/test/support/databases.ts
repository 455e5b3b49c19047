import { type SqlDatabase, sqlFromPg, sqlFromPglite } from "@ldl/domain";
import { findPostgres, startTestPostgres } from "@ldl/testbench";
import pg from "pg";
import { createPglite } from "./pglite.mjs";

/** A database to run the same tests on. */
export interface TestDatabase {
  readonly name: string;
  readonly open: () => Promise<{ readonly database: SqlDatabase; readonly close: () => Promise<void> }>;
}

const pglite: TestDatabase = {
  name: "PGlite",
  async open() {
    const database = sqlFromPglite(await createPglite());
    return { database, close: () => database.close() };
  },
};

const postgres: TestDatabase = {
  name: "PostgreSQL",
  async open() {
    const server = await startTestPostgres();
    const database = sqlFromPg(new pg.Pool({ connectionString: await server.createDatabase() }));
    const close = async (): Promise<void> => {
      await database.close();
      await server.stop();
    };
    return { database, close };
  },
};

/** PGlite, and PostgreSQL where it is installed; says aloud what a run without it does not show. */
export function testDatabases(what: string): readonly TestDatabase[] {
  if (findPostgres() !== undefined) return [pglite, postgres];
  console.warn(`SKIPPED on PostgreSQL, which is not installed: ${what}`);
  return [pglite];
}
