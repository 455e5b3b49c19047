import { type SqlDatabase, type SqlExecutor, type SqlResult, type SqlRow, storeFailure } from "@ldl/domain";

/**
 * Runs one statement; what the driver throws becomes `LDL_STORE_FAILED`.
 *
 * @param operation - What is being done, for the error.
 */
export async function runSql<R extends SqlRow>(
  executor: SqlExecutor,
  operation: string,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<SqlResult<R>> {
  try {
    return await executor.query<R>(text, parameters);
  } catch (error) {
    throw storeFailure(`indicators.${operation}`, error);
  }
}

/** Runs work in a transaction; its own errors pass unchanged, those of the transaction become `LDL_STORE_FAILED`. */
export async function inTransaction<T>(database: SqlDatabase, work: (executor: SqlExecutor) => Promise<T>): Promise<T> {
  const own: { error?: unknown } = {};
  try {
    return await database.transaction(async (transaction) => {
      try {
        return await work(transaction);
      } catch (error) {
        own.error = error;
        throw error;
      }
    });
  } catch (error) {
    if ("error" in own) throw own.error;
    throw storeFailure("indicators.transaction", error);
  }
}

/**
 * Every join of the counting statements is an equality between large sets, most on a participant and a unit. A planner
 * without statistics takes them for small ones: it loops over them, or merges them on the participant alone and compares
 * every pair of units, minutes for seconds. Hashes take all keys and get room; no time is spent on compiling.
 */
const PLANNER = ["enable_nestloop = off", "enable_mergejoin = off", "work_mem = '64MB'", "jit = off"] as const;

/**
 * Runs work in one transaction in which the database does not move: figures of one report agree with each other while
 * events keep coming.
 *
 * @param options - `lockTable`: table that one such transaction writes at a time; taken before the snapshot, so that the
 * next one sees what the last one wrote.
 */
export async function inSnapshot<T>(
  database: SqlDatabase,
  work: (executor: SqlExecutor) => Promise<T>,
  options: { readonly lockTable?: "ind_report" } = {},
): Promise<T> {
  return inTransaction(database, async (transaction) => {
    await runSql(transaction, "snapshot", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    for (const setting of PLANNER) await runSql(transaction, "snapshot", `SET LOCAL ${setting}`);
    if (options.lockTable !== undefined) {
      await runSql(transaction, "lock", `LOCK TABLE ${options.lockTable} IN SHARE ROW EXCLUSIVE MODE`);
    }
    return work(transaction);
  });
}
