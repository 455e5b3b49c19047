import type { SqlDatabase } from "@ldl/domain";
import { runQuery, runTransaction } from "../../internal/store-guard.ts";

/** Mailboxes of the last extraction. */
export const MAILBOXES = "ldl_directory_mailbox";

/** Imports that ended, and the one in progress. */
export const IMPORTS = "ldl_directory_import";

/** Columns by which mailboxes are found. `COLLATE "C"`: compared by byte, so that an index serves beginnings too. */
export const KEY_COLUMNS = `
  address_key text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  structure text COLLATE "C" NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  given_key text COLLATE "C" NOT NULL,
  town_key text COLLATE "C" NOT NULL,
  line text NOT NULL`;

const STATEMENTS = [
  `CREATE TABLE ${IMPORTS} (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     started_at timestamptz NOT NULL,
     ended_at timestamptz,
     total bigint
   )`,
  `CREATE TABLE ${MAILBOXES} (
     key uuid PRIMARY KEY,
     hash uuid NOT NULL,
     ${KEY_COLUMNS}
   )`,
  `CREATE INDEX ${MAILBOXES}_address ON ${MAILBOXES} (address_key)`,
  `CREATE INDEX ${MAILBOXES}_person ON ${MAILBOXES} (person) WHERE person <> ''`,
  `CREATE INDEX ${MAILBOXES}_structure ON ${MAILBOXES} (structure) WHERE structure <> ''`,
  `CREATE INDEX ${MAILBOXES}_name ON ${MAILBOXES} (name_key, town_key) WHERE name_key <> ''`,
  `CREATE INDEX ${MAILBOXES}_town ON ${MAILBOXES} (town_key)`,
];

/** Creates the tables unless they are there; processes that start together wait for one another. */
export async function createDirectoryTables(database: SqlDatabase): Promise<void> {
  const operation = "directory.install";
  await runTransaction(database, operation, async (transaction) => {
    await runQuery(transaction, operation, "SELECT pg_advisory_xact_lock(hashtext($1))", [MAILBOXES]);
    const { rows } = await runQuery(transaction, operation, "SELECT to_regclass($1) IS NOT NULL AS present", [
      MAILBOXES,
    ]);
    if (rows[0]?.["present"] === true) return;
    for (const statement of STATEMENTS) await runQuery(transaction, operation, statement);
  });
}
