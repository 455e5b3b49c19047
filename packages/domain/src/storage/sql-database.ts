/** A row as a database driver gives it: column name to value. @public */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Answer of a query. @public */
export interface SqlResult<R extends SqlRow = SqlRow> {
  /** Rows, in the order of the statement. */
  readonly rows: readonly R[];
  /** Number of rows that the statement changed; 0 for a SELECT. */
  readonly changes: number;
}

/** What runs statements: a database, or one open transaction of it. @public */
export interface SqlExecutor {
  /**
   * Runs one PostgreSQL statement with `$1…` parameters.
   *
   * @param text - The statement.
   * @param parameters - Values of `$1`, `$2`…; arrays are passed as PostgreSQL arrays.
   * @returns Rows and number of changes.
   */
  query<R extends SqlRow = SqlRow>(text: string, parameters?: readonly unknown[]): Promise<SqlResult<R>>;
  /**
   * Registers what to do once the open transaction is committed; dropped when it is rolled back. Only the executor of a
   * transaction has it, and an executor that a host wrote may leave it out: then nothing can be told of the commit.
   *
   * @param callback - Called once, right after the commit; it must not throw.
   */
  afterCommit?(callback: () => void): void;
}

/**
 * The database that the outbox, the inbox ledger, the prepared DMP lots and the event store share.
 *
 * Embedded PGlite and PostgreSQL (`pg`) both fit behind it with the same statements.
 *
 * @public
 */
export interface SqlDatabase extends SqlExecutor {
  /**
   * Runs work in one transaction: committed when the promise is fulfilled, rolled back when it is rejected.
   *
   * @param work - Receives the executor of the transaction; it must not use the database itself meanwhile.
   * @returns What `work` returned.
   */
  transaction<T>(work: (transaction: SqlExecutor) => Promise<T>): Promise<T>;
  /** Releases the connection or connections. */
  close(): Promise<void>;
}
