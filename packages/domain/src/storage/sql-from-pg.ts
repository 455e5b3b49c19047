import { createHash } from "node:crypto";
import type { SqlDatabase, SqlExecutor, SqlResult, SqlRow } from "./sql-database.ts";

/** What `pg` answers. @public */
export interface PgAnswer {
  /** Rows, in the order of the statement. */
  readonly rows: readonly unknown[];
  /** Rows found or changed. */
  readonly rowCount: number | null;
  /** First word of the statement. */
  readonly command: string;
}

/** The part of a `pg` client that is used here. @public */
export interface PgQueryable {
  /** Runs one statement. */
  query(text: string, parameters?: unknown[]): Promise<PgAnswer>;
  /** Runs one statement that the connection keeps prepared under a name. */
  query(statement: { name: string; text: string; values: unknown[] }): Promise<PgAnswer>;
}

/** Options of {@link sqlFromPg}. @public */
export interface SqlFromPgOptions {
  /**
   * Keeps statements prepared in each connection, so that the server parses and plans each of them once. Not for pools of transactions (PgBouncer before 1.21), where connections change hands.
   * Default: `false`.
   */
  readonly prepare?: boolean;
}

/** A client borrowed from a `pg` pool. @public */
export interface PgClientLike extends PgQueryable {
  /** Gives the client back; with an error, the connection is thrown away. */
  release(error?: Error): void;
  /** Listens for the loss of the connection. */
  on?(event: "error", listener: (error: Error) => void): unknown;
  /** Stops listening. */
  removeListener?(event: "error", listener: (error: Error) => void): unknown;
}

/** The part of a `pg` pool that is used here, so that this package need not depend on `pg`. @public */
export interface PgPoolLike extends PgQueryable {
  /** Borrows a client. */
  connect(): Promise<PgClientLike>;
  /** Closes every connection. */
  end(): Promise<void>;
  /** Listens for the loss of an idle connection. */
  on?(event: "error", listener: (error: Error) => void): unknown;
}

/**
 * A connection that the server closes (restart, failover) emits `error`, which ends the process when nobody listens.
 * The statement in progress rejects by itself and the pool replaces idle connections, so there is nothing more to do.
 */
const connectionLost = (): void => undefined;

type Send = (client: PgQueryable, text: string, parameters: unknown[]) => Promise<PgAnswer>;

const sendText: Send = (client, text, parameters) => client.query(text, parameters);

/** Statements are named by their text, so that one name never stands for two. */
function sendPrepared(): Send {
  const names = new Map<string, string>();
  return (client, text, parameters) => {
    const name = names.get(text) ?? `ldl_${createHash("sha256").update(text).digest("base64url")}`;
    names.set(text, name);
    return client.query({ name, text, values: parameters });
  };
}

function executorOf(client: PgQueryable, send: Send): SqlExecutor {
  return {
    async query<R extends SqlRow>(text: string, parameters: readonly unknown[] = []): Promise<SqlResult<R>> {
      const answer = await send(client, text, [...parameters]);
      return { rows: answer.rows as readonly R[], changes: answer.command === "SELECT" ? 0 : (answer.rowCount ?? 0) };
    },
  };
}

async function commitWork<T>(
  client: PgClientLike,
  send: Send,
  work: (transaction: SqlExecutor) => Promise<T>,
): Promise<T> {
  const committed: (() => void)[] = [];
  await client.query("BEGIN");
  const result = await work({ ...executorOf(client, send), afterCommit: (callback) => void committed.push(callback) });
  const { command } = await client.query("COMMIT");
  // PostgreSQL answers COMMIT of a transaction in which a statement failed with ROLLBACK, and no error.
  if (command !== "COMMIT") throw new Error("a statement of the transaction failed: it was rolled back");
  for (const callback of committed) callback();
  return result;
}

async function runTransaction<T>(
  pool: PgPoolLike,
  send: Send,
  work: (transaction: SqlExecutor) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  client.on?.("error", connectionLost);
  let broken: Error | undefined;
  try {
    return await commitWork(client, send, work);
  } catch (error) {
    broken = await client.query("ROLLBACK").then(
      () => undefined,
      (rollbackError: unknown) => (rollbackError instanceof Error ? rollbackError : new Error("ROLLBACK failed")),
    );
    throw error;
  } finally {
    client.removeListener?.("error", connectionLost);
    client.release(broken);
  }
}

/**
 * Makes a {@link SqlDatabase} of a `pg` connection pool. A connection lost by the server makes the statement in progress
 * reject; it never ends the process.
 *
 * @example
 * ```ts
 * import pg from "pg";
 * import { sqlFromPg } from "@ldl/domain";
 *
 * const database = sqlFromPg(new pg.Pool({ connectionString: "postgres://localhost/ldl" }));
 * ```
 * @param pool - A pool; it is ended with the returned database.
 * @param options - Whether statements stay prepared.
 * @returns The database.
 * @public
 */
export function sqlFromPg(pool: PgPoolLike, options: SqlFromPgOptions = {}): SqlDatabase {
  pool.on?.("error", connectionLost);
  const send = options.prepare === true ? sendPrepared() : sendText;
  return {
    ...executorOf(pool, send),
    transaction: (work) => runTransaction(pool, send, work),
    close: () => pool.end(),
  };
}
