import type { SqlDatabase } from "@ldl/domain";
import { EXTRACTION_COLUMNS, type ExtractionColumn } from "../../codes/extraction-columns.ts";
import { runQuery } from "../../internal/store-guard.ts";
import { joinCells } from "../extraction/extraction-line.ts";
import { searchKey, townKey } from "../search-key.ts";
import { IMPORTS, KEY_COLUMNS } from "./tables.ts";

/** What an import that was killed left behind is removed after so long. */
const STALE_AFTER = "1 day";

/** The table in which one import gathers its lines, out of the sight of readers. */
export interface Staging {
  /** Rank of the import. */
  readonly id: string;
  /** Name of the table. */
  readonly table: string;
}

const OPERATION = "directory.stage";

function tableOf(id: string): string {
  return `ldl_directory_staging_${id}`;
}

function position(column: ExtractionColumn): number {
  return EXTRACTION_COLUMNS.findIndex(([name]) => name === column);
}

const AT = {
  address: position("address"),
  personIdType: position("personIdType"),
  personId: position("personId"),
  personIdNat: position("personIdNat"),
  structureId: position("structureId"),
  service: position("service"),
  name: position("name"),
  givenName: position("givenName"),
  postalLine: position("postalLine"),
} as const;

/** Begins an import. */
export async function openStaging(database: SqlDatabase, now: Date): Promise<Staging> {
  const stale = await runQuery(
    database,
    OPERATION,
    `DELETE FROM ${IMPORTS} WHERE ended_at IS NULL AND started_at < $1::timestamptz - interval '${STALE_AFTER}'
     RETURNING id::text AS id`,
    [now],
  );
  for (const { id } of stale.rows) await runQuery(database, OPERATION, `DROP TABLE IF EXISTS ${tableOf(String(id))}`);
  const { rows } = await runQuery(
    database,
    OPERATION,
    `INSERT INTO ${IMPORTS} (started_at) VALUES ($1) RETURNING id::text AS id`,
    [now],
  );
  const id = String(rows[0]?.["id"]);
  const table = tableOf(id);
  // Unlogged: what a crash loses is read again, and nothing is written twice.
  await runQuery(
    database,
    OPERATION,
    `CREATE UNLOGGED TABLE ${table} (line_number bigint NOT NULL, key uuid NOT NULL, hash uuid NOT NULL, ${KEY_COLUMNS})`,
  );
  return { id, table };
}

/** Ends an import that gave nothing. */
export async function dropStaging(database: SqlDatabase, { id, table }: Staging): Promise<void> {
  await runQuery(database, OPERATION, `DROP TABLE IF EXISTS ${table}`);
  await runQuery(database, OPERATION, `DELETE FROM ${IMPORTS} WHERE id = $1 AND ended_at IS NULL`, [id]);
}

/** What is found by, then the cells: one text, since neither `|` nor a line end is in a cell. */
function stagedLine(cells: readonly string[], lineNumber: number): string {
  const at = (index: number) => cells[index] ?? "";
  const national = at(AT.personIdNat);
  const person = national === "" ? at(AT.personIdType) + at(AT.personId) : national;
  const keys = [
    String(lineNumber),
    at(AT.address).toLowerCase(),
    person,
    at(AT.structureId),
    searchKey(at(AT.name)),
    searchKey(at(AT.givenName)),
    townKey(at(AT.postalLine)),
    at(AT.service),
  ];
  return joinCells([...keys, ...cells]);
}

const KEYS = 8;

/** A batch of lines on its way to the staging table. */
export interface StagingBatch {
  readonly size: number;
  add(cells: readonly string[], lineNumber: number): void;
  /** Writes the batch and empties it. */
  flush(): Promise<void>;
}

/** Creates an empty batch. A batch is one text parameter: arrays of cells would be escaped one by one. */
export function createStagingBatch(database: SqlDatabase, { table }: Staging): StagingBatch {
  let lines: string[] = [];
  // OFFSET 0 keeps the planner from splitting a row anew for each of its cells.
  const statement = `
    INSERT INTO ${table} (line_number, key, hash, address_key, person, structure, name_key, given_key, town_key, line)
    SELECT c[1]::bigint, md5(concat_ws('|', c[2], c[3], c[4], c[8]))::uuid, md5(l)::uuid, c[2], c[3], c[4], c[5], c[6], c[7], l
    FROM unnest(string_to_array($1, E'\\n')) AS row,
      LATERAL (SELECT string_to_array(row, '|') AS c OFFSET 0) AS cells,
      LATERAL (SELECT array_to_string(c[${KEYS + 1}:], '|', '') AS l OFFSET 0) AS lines`;
  return {
    get size() {
      return lines.length;
    },
    add: (cells, lineNumber) => void lines.push(stagedLine(cells, lineNumber)),
    async flush() {
      if (lines.length === 0) return;
      const text = lines.join("\n");
      lines = [];
      await runQuery(database, OPERATION, statement, [text]);
    },
  };
}
