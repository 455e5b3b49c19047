import { LdlError, type SqlDatabase, type SqlExecutor } from "@ldl/domain";
import { runQuery, runTransaction } from "../internal/store-guard.ts";
import { REPORTED_STATES, RecipientState, type TransmissionFacts } from "./transmission.ts";

/** What the outbox of `@ldl/outbox` does not know: by which keys reports find a message, and what they said of each recipient. */
export interface FollowUpStore {
  install(): Promise<void>;
  add(executor: SqlExecutor, entry: NewFollowUp): Promise<void>;
  /** Key of the message that a report is about. */
  find(keys: {
    readonly envelopeId?: string | undefined;
    readonly messageIds: readonly string[];
  }): Promise<string | undefined>;
  /** What was reported of each recipient. */
  reports(key: string, executor?: SqlExecutor): Promise<ReadonlyMap<string, Reported>>;
  /** Notes a report; false when something at least as strong was known. */
  report(
    key: string,
    address: string,
    said: { readonly state: RecipientState; readonly code?: string | undefined; readonly at: Date },
  ): Promise<boolean>;
  /** Recipients of whom nobody said anything final since a date, and who were not told of yet. */
  silent(before: Date): Promise<readonly { readonly key: string; readonly address: string }[]>;
  /** Notes that the silence of a recipient was told of; false when it was already. */
  markOverdue(key: string, address: string, at: Date): Promise<boolean>;
}

/** A message that reports may come for. */
export interface NewFollowUp {
  readonly key: string;
  readonly facts: TransmissionFacts;
  readonly to: readonly string[];
  readonly at: Date;
}

/** A report on a recipient. */
export interface Reported {
  readonly state: RecipientState;
  readonly code: string | undefined;
  readonly at: Date;
}

/** States after which nothing more is waited for. */
const FINAL: readonly RecipientState[] = ["bounced", "deleted", "read", "rejected", "integrated"];

function tablesOf(channel: string) {
  return { messages: `ldl_${channel}_transmission`, recipients: `ldl_${channel}_recipient` };
}

function createStatements(channel: string): readonly string[] {
  const { messages, recipients } = tablesOf(channel);
  return [
    `CREATE TABLE IF NOT EXISTS ${messages} (
       key text PRIMARY KEY,
       message_id text NOT NULL UNIQUE,
       envelope_id text NOT NULL UNIQUE,
       enqueued_at timestamptz NOT NULL
     )`,
    `CREATE TABLE IF NOT EXISTS ${recipients} (
       key text NOT NULL REFERENCES ${messages} (key) ON DELETE CASCADE,
       address text NOT NULL,
       state text,
       code text,
       reported_at timestamptz,
       overdue_at timestamptz,
       PRIMARY KEY (key, address)
     )`,
    `CREATE INDEX IF NOT EXISTS ${recipients}_silent ON ${recipients} (key)
       WHERE overdue_at IS NULL AND (state IS NULL OR state NOT IN ('${FINAL.join("', '")}'))`,
  ];
}

/**
 * Names what the database refuses when a message is there already under another key. The refused statement has made the
 * transaction void: the caller's cannot be committed with half of this message.
 */
function refuseKnownMessage(error: unknown): never {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== "object" || cause === null || !("code" in cause && "constraint" in cause)) throw error;
  const isKnown = cause.code === "23505" && /_(?:message|envelope)_id_key$/.test(String(cause.constraint));
  if (!isKnown) throw error;
  const message = "ce message est déjà dans la file sous une autre clé (LDL-MSS-040)";
  const issue = { rule: "LDL-MSS-040", path: "message.messageId", message, severity: "error" } as const;
  throw new LdlError("LDL_INPUT_INVALID", message, { details: { issues: [issue] }, cause: error });
}

/** Opens the follow-up of a channel whose name was checked by the outbox. */
export function createFollowUpStore(database: SqlDatabase, channel: string): FollowUpStore {
  const { messages, recipients } = tablesOf(channel);
  const run = (operation: string, text: string, parameters: readonly unknown[], executor: SqlExecutor = database) =>
    runQuery(executor, `mssante.${operation}`, text, parameters);
  return {
    install: () =>
      runTransaction(database, "mssante.install", async (transaction) => {
        await transaction.query("SELECT pg_advisory_xact_lock(hashtext($1))", [messages]);
        for (const statement of createStatements(channel)) await transaction.query(statement);
      }),
    async add(executor, { key, facts: { messageId, envelopeId }, to, at }) {
      const added = run(
        "enqueue",
        `INSERT INTO ${messages} (key, message_id, envelope_id, enqueued_at) VALUES ($1, $2, $3, $4::timestamptz)`,
        [key, messageId, envelopeId, at.toISOString()],
        executor,
      );
      await added.catch(refuseKnownMessage);
      await run(
        "enqueue",
        `INSERT INTO ${recipients} (key, address) SELECT $1, unnest($2::text[])`,
        [key, to],
        executor,
      );
    },
    async find({ envelopeId, messageIds }) {
      const found = await run(
        "correlate",
        `SELECT key FROM ${messages} WHERE envelope_id = $1 OR message_id = ANY($2::text[])
         ORDER BY envelope_id = $1 DESC NULLS LAST, array_position($2::text[], message_id) LIMIT 1`,
        [envelopeId ?? null, messageIds],
      );
      const key = found.rows[0]?.["key"];
      return typeof key === "string" ? key : undefined;
    },
    async reports(key, executor) {
      const { rows } = await run(
        "get",
        `SELECT address, state, code, reported_at FROM ${recipients} WHERE key = $1 AND state IS NOT NULL`,
        [key],
        executor,
      );
      return new Map(rows.map((row) => [String(row["address"]), toReported(row)]));
    },
    async report(key, address, { state, code, at }) {
      const changed = await run(
        "report",
        `UPDATE ${recipients} SET state = $3, code = $4, reported_at = $5::timestamptz
         WHERE key = $1 AND lower(address) = lower($2)
           AND (state IS NULL OR array_position($6::text[], state) < array_position($6::text[], $3))`,
        [key, address, state, code ?? null, at.toISOString(), REPORTED_STATES],
      );
      return changed.changes > 0;
    },
    async silent(before) {
      const { rows } = await run(
        "overdue",
        `SELECT r.key, r.address FROM ${recipients} r JOIN ${messages} m ON m.key = r.key
         WHERE r.overdue_at IS NULL AND (r.state IS NULL OR r.state <> ALL($2::text[])) AND m.enqueued_at < $1::timestamptz
         ORDER BY m.enqueued_at`,
        [before.toISOString(), FINAL],
      );
      return rows.map((row) => ({ key: String(row["key"]), address: String(row["address"]) }));
    },
    async markOverdue(key, address, at) {
      const { changes } = await run(
        "overdue",
        `UPDATE ${recipients} SET overdue_at = $3::timestamptz WHERE key = $1 AND address = $2 AND overdue_at IS NULL`,
        [key, address, at.toISOString()],
      );
      return changes > 0;
    },
  };
}

function toReported(row: Readonly<Record<string, unknown>>): Reported {
  const code = row["code"];
  return {
    state: RecipientState.parse(row["state"]),
    code: typeof code === "string" ? code : undefined,
    at: new Date(String(row["reported_at"])),
  };
}
