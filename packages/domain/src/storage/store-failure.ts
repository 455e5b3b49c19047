import { LdlError } from "../errors/ldl-error.ts";

/**
 * Classes of SQLSTATE that say nothing against the statement: the same one may pass later.
 *
 * PostgreSQL 15 manual, appendix A: 08 connection, 25 (25006 read-only standby), 40 rollback, 53 resources (disk full),
 * 55 object not ready, 57 operator intervention, 58 system error.
 */
const PASSING_CLASSES: ReadonlySet<string> = new Set(["08", "25", "40", "53", "55", "57", "58"]);
const SQLSTATE = /^[0-9A-Z]{5}$/;
const SYSTEM_CODE = /^E[A-Z]+$/;

function isPassing(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null || !("code" in cause) || typeof cause.code !== "string") return true;
  if (!SQLSTATE.test(cause.code) || SYSTEM_CODE.test(cause.code)) return true;
  return PASSING_CLASSES.has(cause.code.slice(0, 2));
}

/**
 * Turns what a database driver threw into an `LdlError`: the one place where foreign database errors are read.
 *
 * `retryable` is true unless the database refused the statement itself (syntax, missing table, broken constraint). The
 * driver's message may quote stored values, therefore it stays in `cause` and never enters the message.
 *
 * @example
 * ```ts
 * import { storeFailure } from "@ldl/domain";
 *
 * const error = storeFailure("outbox.enqueue", new Error("connection terminated"));
 * console.log(error.code, error.retryable); // LDL_STORE_FAILED true
 * ```
 * @param operation - What was being done, `<package>.<verb>`; a constant, never data.
 * @param cause - What the driver threw.
 * @returns The error to throw.
 * @public
 */
export function storeFailure(operation: string, cause: unknown): LdlError<"LDL_STORE_FAILED"> {
  return new LdlError("LDL_STORE_FAILED", `échec de la base de données pendant « ${operation} »`, {
    details: { operation },
    retryable: isPassing(cause),
    cause,
  });
}
