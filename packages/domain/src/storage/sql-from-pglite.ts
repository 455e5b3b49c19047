import type { SqlDatabase, SqlExecutor, SqlResult, SqlRow } from "./sql-database.ts";

/** The part of a PGlite transaction that is used here. @public */
export interface PgliteTransactionLike {
  /** Runs one statement. */
  query(
    text: string,
    parameters?: unknown[],
  ): Promise<{ readonly rows: readonly unknown[]; readonly affectedRows?: number | undefined }>;
}

/** The part of a PGlite database that is used here, so that this package need not depend on PGlite. @public */
export interface PgliteLike extends PgliteTransactionLike {
  /** Runs work in one transaction. */
  transaction<T>(work: (transaction: PgliteTransactionLike) => Promise<T>): Promise<T>;
  /** Closes the database. */
  close(): Promise<void>;
}

function executorOf(client: PgliteTransactionLike): SqlExecutor {
  return {
    async query<R extends SqlRow>(text: string, parameters: readonly unknown[] = []): Promise<SqlResult<R>> {
      const answer = await client.query(text, [...parameters]);
      return { rows: answer.rows as readonly R[], changes: answer.affectedRows ?? 0 };
    },
  };
}

async function runTransaction<T>(pglite: PgliteLike, work: (transaction: SqlExecutor) => Promise<T>): Promise<T> {
  const committed: (() => void)[] = [];
  const afterCommit = (callback: () => void): void => void committed.push(callback);
  const result = await pglite.transaction((transaction) => work({ ...executorOf(transaction), afterCommit }));
  for (const callback of committed) callback();
  return result;
}

/**
 * Makes a {@link SqlDatabase} of an open PGlite database.
 *
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { sqlFromPglite } from "@ldl/domain";
 *
 * const database = sqlFromPglite(await PGlite.create("./data"));
 * ```
 * @param pglite - An open PGlite; it is closed with the returned database.
 * @returns The database.
 * @public
 */
export function sqlFromPglite(pglite: PgliteLike): SqlDatabase {
  return {
    ...executorOf(pglite),
    transaction: (work) => runTransaction(pglite, work),
    close: () => pglite.close(),
  };
}
