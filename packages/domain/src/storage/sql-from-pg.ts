import type { SqlDatabase, SqlExecutor, SqlResult, SqlRow } from "./sql-database.ts";

/** The part of a `pg` client that is used here. @public */
export interface PgQueryable {
  /** Runs one statement. */
  query(
    text: string,
    parameters?: unknown[],
  ): Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number | null; readonly command: string }>;
}

/** A client borrowed from a `pg` pool. @public */
export interface PgClientLike extends PgQueryable {
  /** Gives the client back; with an error, the connection is thrown away. */
  release(error?: Error): void;
}

/** The part of a `pg` pool that is used here, so that this package need not depend on `pg`. @public */
export interface PgPoolLike extends PgQueryable {
  /** Borrows a client. */
  connect(): Promise<PgClientLike>;
  /** Closes every connection. */
  end(): Promise<void>;
}

function executorOf(client: PgQueryable): SqlExecutor {
  return {
    async query<R extends SqlRow>(text: string, parameters: readonly unknown[] = []): Promise<SqlResult<R>> {
      const answer = await client.query(text, [...parameters]);
      return { rows: answer.rows as readonly R[], changes: answer.command === "SELECT" ? 0 : (answer.rowCount ?? 0) };
    },
  };
}

async function runTransaction<T>(pool: PgPoolLike, work: (transaction: SqlExecutor) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(executorOf(client));
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query("ROLLBACK").then(
      () => undefined,
      (rollbackError: unknown) => (rollbackError instanceof Error ? rollbackError : new Error("ROLLBACK failed")),
    );
    client.release(broken);
    throw error;
  }
}

/**
 * Makes a {@link SqlDatabase} of a `pg` connection pool.
 *
 * @example
 * ```ts
 * import pg from "pg";
 * import { sqlFromPg } from "@ldl/domain";
 *
 * const database = sqlFromPg(new pg.Pool({ connectionString: "postgres://localhost/ldl" }));
 * ```
 * @param pool - A pool; it is ended with the returned database.
 * @returns The database.
 * @public
 */
export function sqlFromPg(pool: PgPoolLike): SqlDatabase {
  return {
    ...executorOf(pool),
    transaction: (work) => runTransaction(pool, work),
    close: () => pool.end(),
  };
}
