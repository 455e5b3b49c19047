import type { SqlDatabase } from "@ldl/domain";
import { inTransaction, runSql } from "./run-sql.ts";

/** Names of the two tables of a channel. */
export interface Tables {
  readonly entries: string;
  readonly history: string;
}

const CHANNEL = /^[a-z][a-z0-9_]{0,30}$/;

/** The names enter statements as they are, therefore the channel is checked. */
export function tablesOf(channel: string): Tables {
  if (!CHANNEL.test(channel)) {
    throw new RangeError("channel: expected 1 to 31 of a-z, 0-9 and _, a letter first");
  }
  return { entries: `ldl_outbox_${channel}`, history: `ldl_outbox_${channel}_history` };
}

function createStatements({ entries, history }: Tables): readonly string[] {
  return [
    `CREATE TABLE ${entries} (
       id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       key text NOT NULL UNIQUE,
       content_hash text NOT NULL,
       send_group text NOT NULL,
       lane text,
       payload bytea,
       payload_bytes bigint NOT NULL,
       plain_text boolean NOT NULL,
       metadata jsonb NOT NULL,
       parts jsonb NOT NULL,
       state text NOT NULL CHECK (state IN ('ready', 'leased', 'delivered', 'failed', 'parked', 'cancelled')),
       reason text,
       due_at timestamptz NOT NULL,
       expires_at timestamptz NOT NULL,
       max_age_ms double precision NOT NULL,
       enqueued_at timestamptz NOT NULL,
       settled_at timestamptz,
       purged_at timestamptz,
       attempts integer NOT NULL DEFAULT 0,
       tries integer NOT NULL DEFAULT 0,
       errors integer NOT NULL DEFAULT 0,
       abandoned integer NOT NULL DEFAULT 0,
       uncertain boolean NOT NULL DEFAULT false,
       fence bigint NOT NULL DEFAULT 0,
       worker text,
       leased_at timestamptz,
       dispatched boolean NOT NULL DEFAULT false
     )`,
    // Payloads are compressed already (zip, signed XML): stored aside as they are, and untouched when the row changes.
    `ALTER TABLE ${entries} ALTER COLUMN payload SET STORAGE EXTERNAL`,
    // due_at is the next attempt of a ready entry and the end of the lease of a leased one: one index finds both.
    `CREATE INDEX ${entries}_due ON ${entries} (due_at, id) WHERE state IN ('ready', 'leased')`,
    `CREATE INDEX ${entries}_lane ON ${entries} (lane, id)
       WHERE lane IS NOT NULL AND state NOT IN ('delivered', 'cancelled')`,
    `CREATE INDEX ${entries}_attention ON ${entries} (state) WHERE state IN ('failed', 'parked')`,
    `CREATE INDEX ${entries}_payload ON ${entries} (settled_at)
       WHERE settled_at IS NOT NULL AND purged_at IS NULL`,
    `CREATE TABLE ${history} (
       entry_id bigint NOT NULL REFERENCES ${entries} (id) ON DELETE CASCADE,
       line bigint GENERATED ALWAYS AS IDENTITY,
       at timestamptz NOT NULL,
       kind text NOT NULL,
       attempt integer NOT NULL,
       outcome text,
       state text NOT NULL,
       started_at timestamptz,
       worker text,
       dispatched boolean NOT NULL,
       reason text,
       detail jsonb,
       parts jsonb NOT NULL,
       PRIMARY KEY (entry_id, line)
     )`,
    `CREATE INDEX ${history}_at ON ${history} USING brin (at)`,
  ];
}

/** Creates both tables unless they are there; processes that start together wait for one another. */
export async function createTables(database: SqlDatabase, tables: Tables): Promise<void> {
  const operation = "outbox.install";
  await inTransaction(database, operation, async (transaction) => {
    await runSql(transaction, operation, "SELECT pg_advisory_xact_lock(hashtext($1))", [tables.entries]);
    const found = await runSql(transaction, operation, "SELECT to_regclass($1) IS NOT NULL AS present", [
      tables.entries,
    ]);
    if (found[0]?.["present"] === true) return;
    for (const statement of createStatements(tables)) await runSql(transaction, operation, statement);
  });
}
