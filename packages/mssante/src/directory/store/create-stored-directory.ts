import { MssanteAddress, parseInput, type SqlDatabase, type SqlRow } from "@ldl/domain";
import { auditDirectory } from "../../audit/audit-directory.ts";
import type { AuditTrail } from "../../audit/audit-trail.ts";
import { definedOnly } from "../../internal/defined-only.ts";
import { runQuery } from "../../internal/store-guard.ts";
import {
  type DirectoryAnswer,
  type DirectoryMailbox,
  type DirectoryPerson,
  DirectoryQuery,
  type DirectoryStructure,
  type MailboxDirectory,
} from "../directory.ts";
import { cellsOf, type ExtractionCells } from "../extraction/extraction-line.ts";
import { keepMatches, namesPerson } from "../matches-query.ts";
import { searchKey, townKey } from "../search-key.ts";
import { createDirectoryTables, IMPORTS, MAILBOXES } from "./tables.ts";

/** Rows read at most for one search: beyond, the query says too little. */
const MAX_ROWS = 1000;
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

function cellText(cell: string): string | undefined {
  return cell === "" ? undefined : cell;
}

function personOf(cells: ExtractionCells): DirectoryPerson | undefined {
  const idNat = cells.personIdNat === "" ? cells.personIdType + cells.personId : cells.personIdNat;
  if (idNat === "" && cells.name === "") return undefined;
  return {
    name: cells.name,
    ...definedOnly({
      idNat: cellText(idNat),
      givenName: cellText(cells.givenName),
      civility: cellText(cells.civility),
      professionCode: cellText(cells.professionCode),
      profession: cellText(cells.profession),
      speciality: cellText(cells.speciality),
    }),
  };
}

function structureOf(cells: ExtractionCells): DirectoryStructure | undefined {
  if (cells.structureId === "" && cells.structureName === "") return undefined;
  return definedOnly({
    id: cellText(cells.structureId),
    name: cellText(cells.structureName) ?? cellText(cells.structureSign),
    postalCode: cellText(cells.postalCode),
    city: cellText(cells.postalLine.replace(/^\d[\dAB]\d{3}\s+/, "")),
  });
}

function mailboxOf(row: SqlRow): DirectoryMailbox {
  const cells = cellsOf(String(row["line"]));
  return {
    // Checked when it was imported.
    address: MssanteAddress.parse(cells.address),
    type: cells.type,
    ...definedOnly({
      zeroPaper: cells.zeroPaper === "" ? undefined : /^(?:O|OUI|1|TRUE|VRAI)$/i.test(cells.zeroPaper),
      service: cellText(cells.service),
      person: personOf(cells),
      structure: structureOf(cells),
    }),
  };
}

interface Condition {
  readonly text: string;
  readonly values: readonly unknown[];
}

function personCondition(query: DirectoryQuery): Condition {
  if (query.rpps !== undefined) return { text: "person = $1", values: [`8${query.rpps}`] };
  const values: unknown[] = [searchKey(query.name ?? "")];
  const tests = ["name_key = $1"];
  if (query.givenName !== undefined) tests.push(`starts_with(given_key, $${values.push(searchKey(query.givenName))})`);
  // A mailbox attached to no structure has no town: its holder may still be there.
  if (query.city !== undefined) tests.push(`town_key IN ($${values.push(townKey(query.city))}, '')`);
  return { text: tests.join(" AND "), values };
}

function structureCondition(finess: string): Condition {
  return { text: "structure IN ($1, $2) AND person = ''", values: [finess, `1${finess}`] };
}

async function select(database: SqlDatabase, { text, values }: Condition): Promise<readonly DirectoryMailbox[]> {
  const statement = `SELECT line FROM ${MAILBOXES} WHERE ${text} ORDER BY key LIMIT ${MAX_ROWS + 1}`;
  return (await runQuery(database, OPERATION, statement, values)).rows.map(mailboxOf);
}

async function lastImport(database: SqlDatabase): Promise<{ readonly asOf?: Date }> {
  const { rows } = await runQuery(database, OPERATION, `SELECT max(ended_at) AS at FROM ${IMPORTS}`);
  const at = rows[0]?.["at"];
  return at instanceof Date ? { asOf: at } : {};
}

async function search(database: SqlDatabase, query: DirectoryQuery): Promise<DirectoryAnswer> {
  const persons = namesPerson(query) ? await select(database, personCondition(query)) : [];
  const structures = query.finess === undefined ? [] : await select(database, structureCondition(query.finess));
  const rows = [...persons.slice(0, MAX_ROWS), ...structures.slice(0, MAX_ROWS)];
  return {
    mailboxes: keepMatches(rows, rows, query),
    complete: persons.length <= MAX_ROWS && structures.length <= MAX_ROWS,
    ...(await lastImport(database)),
  };
}

/**
 * Opens the directory that {@link importExtraction} fills: answers at once, without the network.
 *
 * @remarks The public extraction holds personal and organisational mailboxes only; applicative ones are in the API.
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
      return search(database, checked);
    },
    async lookupAddress(address, { signal } = {}) {
      await prepared(signal);
      return select(database, { text: "address_key = $1", values: [address.toLowerCase()] });
    },
  };
  return auditDirectory(directory, options.audit, { protocol: "database" });
}
