import { isLdlError, type SqlDatabase, type SqlExecutor, type SqlResult, storeFailure } from "@ldl/domain";

async function guarded<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isLdlError(error) ? error : storeFailure(operation, error);
  }
}

/** Sends one statement; what the driver throws becomes `LDL_STORE_FAILED`. */
export function runQuery(
  executor: SqlExecutor,
  operation: string,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<SqlResult> {
  return guarded(operation, () => executor.query(text, parameters));
}

/** Runs work in one transaction, with the same treatment of errors. */
export function runTransaction<T>(
  database: SqlDatabase,
  operation: string,
  work: (transaction: SqlExecutor) => Promise<T>,
): Promise<T> {
  return guarded(operation, () => database.transaction(work));
}
