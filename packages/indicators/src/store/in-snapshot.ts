import { isLdlError, type SqlDatabase, type SqlExecutor, storeFailure } from "@ldl/domain";

/**
 * Runs reading statements in one transaction in which the database does not move: figures of one report agree with each
 * other while events keep coming.
 */
export async function inSnapshot<T>(database: SqlDatabase, work: (executor: SqlExecutor) => Promise<T>): Promise<T> {
  return database.transaction(async (transaction) => {
    await transaction.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").catch((error: unknown) => {
      throw isLdlError(error) ? error : storeFailure("indicators.snapshot", error);
    });
    return work(transaction);
  });
}
