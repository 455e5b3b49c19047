import type { SqlDatabase, SqlExecutor, SqlRow } from "@ldl/domain";
import type { ImapCursor } from "../imap/imap-mailbox.ts";
import { runQuery, runTransaction } from "../internal/store-guard.ts";
import type { DocumentOutcome } from "./document-outcome.ts";
import { createInboxStatements, type InboxTables, inboxTablesOf } from "./inbox-tables.ts";

/** A message that was fetched, to be stored before anything is done with it. */
export interface FetchedMessage {
  readonly folder: string;
  readonly cursor: ImapCursor;
  /** By which it is recognised when it comes again. */
  readonly messageKey: string;
  readonly kind: string;
  readonly raw: Uint8Array | undefined;
  readonly state: "received" | "quarantined";
  readonly reason: string | undefined;
  readonly at: Date;
}

/** A message that a worker has taken. */
export interface ClaimedMessage {
  readonly id: string;
  readonly attempts: number;
  readonly raw: Uint8Array;
  /** When another worker may take it. */
  readonly leasedUntil: Date;
}

/** How a message was dealt with. */
export interface MessageSettlement {
  readonly state: "settled" | "deferred" | "quarantined" | "received";
  readonly reason?: string | undefined;
  readonly outcome?: string | undefined;
  /** Outcome of each document, for `deferred`: what is known waits for the rest. */
  readonly outcomes?: readonly DocumentOutcome[];
  readonly answered?: boolean;
  /** When it is due again, for `received`. */
  readonly dueAt?: Date;
}

/** Everything the inbox keeps, of one mailbox. */
export interface InboxStore {
  readonly database: SqlDatabase;
  readonly tables: InboxTables;
  readonly mailbox: string;
  readonly query: (
    operation: string,
    text: string,
    parameters: readonly unknown[],
    executor?: SqlExecutor,
  ) => Promise<readonly SqlRow[]>;
  install(): Promise<void>;
  cursorOf(folder: string): Promise<ImapCursor | undefined>;
  /** Stores a message and where the reading stands, in one transaction; false when it came before. */
  store(message: FetchedMessage): Promise<boolean>;
  /** Takes the oldest message that is due, for a while. */
  claim(at: Date, leaseMs: number): Promise<ClaimedMessage | undefined>;
  /** Gives a message back untouched, to be taken up later, unless another worker has it by now. */
  postpone(message: ClaimedMessage, dueAt: Date): Promise<void>;
  settle(executor: SqlExecutor, id: string, settlement: MessageSettlement, at: Date): Promise<void>;
}

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array());

async function storeMessage(store: InboxStore, message: FetchedMessage): Promise<boolean> {
  const { tables, mailbox, database } = store;
  return runTransaction(database, "inbox.store", async (transaction) => {
    const { folder, cursor, messageKey, kind, raw, state, reason, at } = message;
    const inserted = await transaction.query(
      `INSERT INTO ${tables.messages} (mailbox, folder, uid_validity, uid, message_key, kind, raw, state, reason, received_at, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamptz, $10::timestamptz)
       ON CONFLICT (mailbox, message_key) DO UPDATE
         SET folder = excluded.folder, uid_validity = excluded.uid_validity, uid = excluded.uid, filed = false
       RETURNING (xmax = 0) AS created`,
      [
        mailbox,
        folder,
        cursor.uidValidity,
        cursor.uid,
        messageKey,
        kind,
        raw ?? null,
        state,
        reason ?? null,
        at.toISOString(),
      ],
    );
    await transaction.query(
      `INSERT INTO ${tables.cursors} (mailbox, folder, uid_validity, uid) VALUES ($1, $2, $3, $4)
       ON CONFLICT (mailbox, folder) DO UPDATE SET uid_validity = excluded.uid_validity, uid = excluded.uid`,
      [mailbox, folder, cursor.uidValidity, cursor.uid],
    );
    return inserted.rows[0]?.["created"] === true;
  });
}

async function claimMessage(store: InboxStore, at: Date, leaseMs: number): Promise<ClaimedMessage | undefined> {
  const { tables, mailbox } = store;
  const leasedUntil = new Date(at.getTime() + leaseMs);
  const [row] = await store.query(
    "claim",
    `UPDATE ${tables.messages} SET attempts = attempts + 1, due_at = $2::timestamptz
     WHERE id = (SELECT id FROM ${tables.messages}
       WHERE mailbox = $1 AND state = 'received' AND due_at <= $3::timestamptz ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, attempts, raw`,
    [mailbox, leasedUntil.toISOString(), at.toISOString()],
  );
  if (row === undefined) return undefined;
  return { id: String(row["id"]), attempts: Number(row["attempts"]), raw: bytesOf(row["raw"]), leasedUntil };
}

/** Opens the inbox of a mailbox. */
export function openInboxStore(database: SqlDatabase, channel: string, mailbox: string): InboxStore {
  const tables = inboxTablesOf(channel);
  const store: InboxStore = {
    database,
    tables,
    mailbox,
    query: async (operation, text, parameters, executor = database) =>
      (await runQuery(executor, `inbox.${operation}`, text, parameters)).rows,
    install: () =>
      runTransaction(database, "inbox.install", async (transaction) => {
        await transaction.query("SELECT pg_advisory_xact_lock(hashtext($1))", [tables.messages]);
        for (const statement of createInboxStatements(tables)) await transaction.query(statement);
      }),
    async cursorOf(folder) {
      const [row] = await store.query(
        "cursor",
        `SELECT uid_validity, uid FROM ${tables.cursors} WHERE mailbox = $1 AND folder = $2`,
        [mailbox, folder],
      );
      return row === undefined ? undefined : { uidValidity: String(row["uid_validity"]), uid: Number(row["uid"]) };
    },
    store: (message) => storeMessage(store, message),
    claim: (at, leaseMs) => claimMessage(store, at, leaseMs),
    async postpone({ id, attempts }, dueAt) {
      await store.query(
        "postpone",
        `UPDATE ${tables.messages} SET attempts = attempts - 1, due_at = $3::timestamptz
         WHERE id = $1::bigint AND state = 'received' AND attempts = $2::integer`,
        [id, attempts, dueAt.toISOString()],
      );
    },
    async settle(executor, id, { state, reason, outcome, outcomes, answered = false, dueAt }, at) {
      await store.query(
        "settle",
        `UPDATE ${tables.messages}
         SET state = $2, reason = $3, outcome = $4, answered = $5, settled_at = $6::timestamptz, due_at = $7::timestamptz,
             outcomes = $8::jsonb
         WHERE id = $1::bigint`,
        [
          id,
          state,
          reason ?? null,
          outcome ?? null,
          answered,
          at.toISOString(),
          (dueAt ?? at).toISOString(),
          outcomes === undefined ? null : JSON.stringify(outcomes),
        ],
        executor,
      );
    },
  };
  return store;
}
