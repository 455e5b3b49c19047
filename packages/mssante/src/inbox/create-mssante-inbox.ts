import type { InsEnvironment, MssanteAddress, SqlDatabase } from "@ldl/domain";
import type { AuditTrail } from "../audit/audit-trail.ts";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import { type CreateImapMailboxOptions, createImapMailbox } from "../imap/create-imap-mailbox.ts";
import type { ImapMailbox } from "../imap/imap-mailbox.ts";
import type { MssanteOutbox } from "../outbox/mssante-outbox.ts";
import { retryQuarantined, settleDeferred } from "./decide-later.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import { openInboxStore } from "./inbox-store.ts";
import { inboxMetrics, listInbox, readInboxMessage } from "./inspect-inbox.ts";
import type { FindPatient, HumanMessage, InboxNotice, MssanteInbox, OnDocument } from "./mssante-inbox.ts";
import { receiveOnce, runInbox } from "./run-inbox.ts";

/** Options of {@link createMssanteInbox}. @public */
export interface CreateMssanteInboxOptions {
  /** Where the tables are; the same database as that of the outbox. */
  readonly database: SqlDatabase;
  /** Settings of the mailbox. */
  readonly profile: OperatorProfile;
  /** Address of the mailbox: receipts come from it. */
  readonly mailbox: MssanteAddress;
  /** Sends the answers, and knows what reports are about. On the same database. */
  readonly outbox: MssanteOutbox;
  /** Reference of the product (NIL), written in answers. */
  readonly nil: string;
  /** Integrates a document. */
  readonly onDocument: OnDocument;
  /** Finds the record of a patient. Default: none, every document is handed over with its identity to confirm. */
  readonly findPatient?: FindPatient;
  /** Takes what carries no document: mail for people. Default: it is only marked as read. */
  readonly onMessage?: (
    message: HumanMessage,
    context: { readonly id: string; readonly signal: AbortSignal },
  ) => Promise<void>;
  /** Told what happens, for logs and people. It must not throw. Default: nobody. */
  readonly onNotice?: (notice: InboxNotice) => void;
  /** Antivirus: `false` puts the message aside unopened. Default: none. */
  readonly scan?: (raw: Uint8Array, options: { readonly signal: AbortSignal }) => Promise<boolean>;
  /** Environment of the INS that are accepted. Default: any. */
  readonly environment?: InsEnvironment;
  /** Label of the sender of answers. Default: the address alone. */
  readonly label?: string;
  /** Name of the software, written in receipts. Default: none. */
  readonly reportingUa?: { readonly product: string; readonly version: string };
  /** Folder that is read. Default: `INBOX`. */
  readonly folder?: string;
  /** Folders that messages are moved to once dealt with, or put aside. Default: they stay, marked as read. */
  readonly folders?: { readonly settled?: string; readonly quarantined?: string };
  /** Waits for new messages by IDLE. Default: `true`. */
  readonly idle?: boolean;
  /** Longest time between two looks, in milliseconds. Default: 60 000. */
  readonly pollMs?: number;
  /** Attempts after which a message is put aside. Default: 3. */
  readonly maxAttempts?: number;
  /** How long a message belongs to the worker that took it up, in milliseconds: longer than any `onDocument`. Default: 600 000. */
  readonly leaseMs?: number;
  /** Name of the tables: `ldl_<channel>_inbox`… Default: `mssante`. */
  readonly channel?: string;
  /** Trace of connections and commands, of what becomes of documents, and of answers. Default: none. */
  readonly audit?: AuditTrail;
  /** Opens the mailbox; hand the options on, they hold the trace. Default: {@link createImapMailbox}. */
  readonly createMailbox?: (profile: OperatorProfile, options: CreateImapMailboxOptions) => ImapMailbox;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of the random share of delays, from 0 to 1. Default: `Math.random`. */
  readonly random?: () => number;
}

function settingOf(options: CreateMssanteInboxOptions): InboxSetting {
  const { mailbox, channel = "mssante", folders, onNotice, database, profile, audit } = options;
  return {
    store: openInboxStore(database, channel, mailbox.toLowerCase()),
    imap: (options.createMailbox ?? createImapMailbox)(profile, audit === undefined ? {} : { audit }),
    outbox: options.outbox,
    mailbox,
    label: options.label,
    nil: options.nil,
    reportingUa: options.reportingUa,
    environment: options.environment,
    onDocument: options.onDocument,
    findPatient: options.findPatient,
    onMessage: options.onMessage,
    notify: (notice) => onNotice?.(notice),
    scan: options.scan,
    folder: options.folder ?? "INBOX",
    folders: { settled: folders?.settled, quarantined: folders?.quarantined },
    audit,
    maxAttempts: options.maxAttempts ?? 3,
    leaseMs: options.leaseMs ?? 600_000,
    now: options.now ?? (() => new Date()),
  };
}

/**
 * Opens the durable inbox of one mailbox. Each message is stored with its place before anything else is done; documents are
 * checked (archive, integrity, patient, duplicates, right to replace) and handed to the host at least once; what the host says is
 * recorded together with the receipt or error mail, which the outbox sends; then the message is marked and moved.
 *
 * @remarks ANS volet « Transmission au LPS d'un document CDA-R2 en HL7v2 reçu par MSSanté » 1.1.3 for codes and answers. After a
 * crash between the host's answer and its record, the document is handed over again with a higher `attempt`: nobody else can know.
 * @example
 * ```ts
 * import { MssanteAddress, type SqlDatabase } from "@ldl/domain";
 * import { createMssanteInbox, createMssanteOutbox, type OperatorProfile, type PatientTraits } from "@ldl/mssante";
 *
 * declare const database: SqlDatabase;
 * declare const profile: OperatorProfile;
 * declare function findRecord(matricule: string | undefined): Promise<PatientTraits | undefined>;
 *
 * await using outbox = createMssanteOutbox({ database, profile });
 * await using inbox = createMssanteInbox({
 *   database,
 *   profile,
 *   outbox,
 *   mailbox: MssanteAddress.parse("lgc@cabinet-test.mssante.fr"),
 *   nil: "REFERENCE-PRODUIT",
 *   findPatient: ({ matricule }) => findRecord(matricule),
 *   onDocument: async ({ identity }) => (identity.kind === "matched" ? { kind: "integrated" } : { kind: "deferred" }),
 * });
 * await inbox.install();
 * await inbox.receive();
 * ```
 * @param options - Database, mailbox, outbox and what the host does.
 * @returns The inbox; dispose of it to log out.
 * @throws RangeError when the channel name does not fit; TypeError when the profile gives no trust anchor.
 * @public
 */
export function createMssanteInbox(options: CreateMssanteInboxOptions): MssanteInbox {
  const setting = settingOf(options);
  const { store, imap, now } = setting;
  const never = new AbortController().signal;
  const waiting = {
    idle: options.idle ?? true,
    pollMs: options.pollMs ?? 60_000,
    random: options.random ?? Math.random,
  };
  return {
    install: () => store.install(),
    receive: ({ signal = never } = {}) => receiveOnce(setting, signal),
    run: ({ signal = never } = {}) => runInbox(setting, waiting, signal),
    settle: (id, outcome) => settleDeferred(setting, id, outcome),
    retry: (id) => retryQuarantined(setting, id),
    list: ({ states } = {}) => listInbox(store, states),
    readRaw: async (id) => (await readInboxMessage(store, id))?.raw,
    metrics: () => inboxMetrics(store, now()),
    close: () => imap.close(),
    [Symbol.asyncDispose]: () => imap.close(),
  };
}
