import { parseInput, type SqlDatabase } from "@ldl/domain";
import { auditDirectory } from "../../audit/audit-directory.ts";
import type { AuditTrail } from "../../audit/audit-trail.ts";
import { runQuery } from "../../internal/store-guard.ts";
import { type DirectoryAnswer, type DirectoryMailbox, DirectoryQuery, type MailboxDirectory } from "../directory.ts";
import { keepMatches, namesPerson } from "../matches-query.ts";
import { addressCondition, personCondition, structureCondition } from "./conditions.ts";
import { selectMailboxes } from "./select-mailboxes.ts";
import { createDirectoryTables, IMPORTS } from "./tables.ts";

const OPERATION = "directory.search";

/**
 * Options of {@link createStoredDirectory}.
 *
 * @public
 */
export interface CreateStoredDirectoryOptions {
  /** Where {@link importExtraction} wrote. */
  readonly database: SqlDatabase;
  /** Trace of searches, without names. Default: none. */
  readonly audit?: AuditTrail;
}

async function lastImport(database: SqlDatabase): Promise<{ readonly asOf?: Date }> {
  const { rows } = await runQuery(database, OPERATION, `SELECT max(ended_at) AS at FROM ${IMPORTS}`);
  const at = rows[0]?.["at"];
  return at instanceof Date ? { asOf: at } : {};
}

async function search(
  database: SqlDatabase,
  query: DirectoryQuery,
  signal: AbortSignal | undefined,
): Promise<DirectoryAnswer> {
  // Of a mailbox attached to no structure, the condition has seen where its holder is.
  const keep = (mailboxes: readonly DirectoryMailbox[]) => keepMatches(mailboxes, () => true, query);
  const conditions = [
    ...(namesPerson(query) ? [personCondition(query)] : []),
    ...(query.finess === undefined ? [] : [structureCondition(query.finess)]),
  ];
  const mailboxes: DirectoryMailbox[] = [];
  let complete = true;
  for (const condition of conditions) {
    const selected = await selectMailboxes(database, condition, keep, signal);
    mailboxes.push(...selected.mailboxes);
    complete &&= selected.complete;
  }
  return { mailboxes, complete, ...(await lastImport(database)) };
}

/**
 * Opens the directory that {@link importExtraction} fills: answers at once, without the network.
 *
 * @remarks Every line that may fit is looked at, however many bear the name; of more than 1 000 mailboxes that fit, the first
 * are given and `complete` is `false`. The public extraction holds personal and organisational mailboxes only; applicative ones are in the API.
 * @example
 * ```ts
 * import { Rpps, sqlFromPg } from "@ldl/domain";
 * import { createStoredDirectory } from "@ldl/mssante";
 * import pg from "pg";
 *
 * const directory = createStoredDirectory({ database: sqlFromPg(new pg.Pool()) });
 * const { mailboxes, asOf } = await directory.search({ rpps: Rpps.parse("10002422979") });
 * console.log(mailboxes.length, asOf);
 * ```
 * @param options - Database.
 * @returns The directory. Its methods reject with `LDL_INPUT_INVALID` when nothing is looked for, with `LDL_STORE_FAILED` when
 * the database fails.
 * @public
 */
export function createStoredDirectory(options: CreateStoredDirectoryOptions): MailboxDirectory {
  const { database } = options;
  let ready: Promise<void> | undefined;
  const prepared = async (signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    ready ??= createDirectoryTables(database);
    await ready.catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
  };
  const directory: MailboxDirectory = {
    async search(query, { signal } = {}) {
      const checked = parseInput(DirectoryQuery, query, { name: "query" });
      await prepared(signal);
      return search(database, checked, signal);
    },
    async lookupAddress(address, { signal } = {}) {
      await prepared(signal);
      const condition = addressCondition(address);
      return (await selectMailboxes(database, condition, (mailboxes) => mailboxes, signal)).mailboxes;
    },
  };
  return auditDirectory(directory, options.audit, { protocol: "database" });
}
