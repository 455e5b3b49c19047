/** Names of the tables of an inbox. */
export interface InboxTables {
  readonly messages: string;
  readonly cursors: string;
  readonly documents: string;
  readonly reservations: string;
}

const CHANNEL = /^[a-z][a-z0-9_]{0,30}$/;

/** The names enter statements as they are, therefore the channel is checked. */
export function inboxTablesOf(channel: string): InboxTables {
  if (!CHANNEL.test(channel)) throw new RangeError("channel: expected 1 to 31 of a-z, 0-9 and _, a letter first");
  return {
    messages: `ldl_${channel}_inbox`,
    cursors: `ldl_${channel}_inbox_cursor`,
    documents: `ldl_${channel}_inbox_document`,
    reservations: `ldl_${channel}_inbox_reservation`,
  };
}

/** Statements that create the tables when they are missing. */
export function createInboxStatements({ messages, cursors, documents, reservations }: InboxTables): readonly string[] {
  return [
    `CREATE TABLE IF NOT EXISTS ${messages} (
       id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       mailbox text NOT NULL,
       folder text NOT NULL,
       uid_validity text NOT NULL,
       uid bigint NOT NULL,
       message_key text NOT NULL,
       kind text NOT NULL,
       raw bytea,
       state text NOT NULL CHECK (state IN ('received', 'settled', 'deferred', 'quarantined')),
       reason text,
       outcome text,
       outcomes jsonb,
       answered boolean NOT NULL DEFAULT false,
       filed boolean NOT NULL DEFAULT false,
       attempts integer NOT NULL DEFAULT 0,
       received_at timestamptz NOT NULL,
       due_at timestamptz NOT NULL,
       settled_at timestamptz,
       UNIQUE (mailbox, message_key)
     )`,
    // Mails are mostly archives in base64: stored as they are, untouched when the row changes.
    `ALTER TABLE ${messages} ALTER COLUMN raw SET STORAGE EXTERNAL`,
    `CREATE INDEX IF NOT EXISTS ${messages}_due ON ${messages} (mailbox, id) WHERE state = 'received'`,
    `CREATE INDEX IF NOT EXISTS ${messages}_file ON ${messages} (mailbox, id) WHERE NOT filed`,
    `CREATE TABLE IF NOT EXISTS ${cursors} (
       mailbox text NOT NULL,
       folder text NOT NULL,
       uid_validity text NOT NULL,
       uid bigint NOT NULL,
       PRIMARY KEY (mailbox, folder)
     )`,
    `CREATE TABLE IF NOT EXISTS ${documents} (
       mailbox text NOT NULL,
       unique_id text NOT NULL,
       hash text NOT NULL,
       authors text[] NOT NULL,
       message bigint NOT NULL,
       replaced_by text,
       integrated_at timestamptz NOT NULL,
       PRIMARY KEY (mailbox, unique_id)
     )`,
    `CREATE TABLE IF NOT EXISTS ${reservations} (
       mailbox text NOT NULL,
       unique_id text NOT NULL,
       message bigint NOT NULL,
       attempt integer NOT NULL,
       reserved_until timestamptz NOT NULL,
       PRIMARY KEY (mailbox, unique_id)
     )`,
  ];
}
