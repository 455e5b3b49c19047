import type { InsEnvironment, MssanteAddress } from "@ldl/domain";
import type { AuditTrail } from "../audit/audit-trail.ts";
import type { ImapMailbox } from "../imap/imap-mailbox.ts";
import type { MssanteOutbox } from "../outbox/mssante-outbox.ts";
import type { InboxStore } from "./inbox-store.ts";
import type { FindPatient, HumanMessage, InboxNotice, OnDocument } from "./mssante-inbox.ts";

/** What dealing with a message needs. */
export interface InboxSetting {
  readonly store: InboxStore;
  readonly imap: ImapMailbox;
  readonly outbox: MssanteOutbox;
  readonly mailbox: MssanteAddress;
  readonly label: string | undefined;
  readonly nil: string;
  readonly reportingUa: { readonly product: string; readonly version: string } | undefined;
  readonly environment: InsEnvironment | undefined;
  readonly onDocument: OnDocument;
  readonly findPatient: FindPatient | undefined;
  readonly onMessage:
    | ((message: HumanMessage, context: { readonly id: string; readonly signal: AbortSignal }) => Promise<void>)
    | undefined;
  readonly notify: (notice: InboxNotice) => void;
  readonly scan: ((raw: Uint8Array, options: { readonly signal: AbortSignal }) => Promise<boolean>) | undefined;
  readonly folder: string;
  readonly folders: { readonly settled: string | undefined; readonly quarantined: string | undefined };
  readonly audit: AuditTrail | undefined;
  readonly maxAttempts: number;
  readonly leaseMs: number;
  readonly now: () => Date;
}
