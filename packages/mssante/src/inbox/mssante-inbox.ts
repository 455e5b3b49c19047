import type { AnyLdlError, LdlIssue } from "@ldl/domain";
import type { IncomingFin, IncomingOther, IncomingPatientReply, IncomingXdm } from "../incoming/incoming-message.ts";
import type { ReportVerdict } from "../outbox/mssante-outbox.ts";
import type { DocumentOutcome } from "./document-outcome.ts";
import type { PatientTraits } from "./patient-identity.ts";
import type { ReceivedDocument } from "./received-document.ts";

/** What comes with a document that is handed over. @public */
export interface DocumentContext {
  /** Identifier of the message in the inbox, for {@link MssanteInbox.settle}. */
  readonly id: string;
  /** The message that carries it. */
  readonly message: IncomingXdm;
  /**
   * How often the message was taken up, from 1. Above 1, the document may have been handed over already. A message that had to
   * wait for another one with the same document was not taken up.
   */
  readonly attempt: number;
  /** What is odd about message and archive, in French, without health data. */
  readonly issues: readonly LdlIssue[];
  /** Aborted when the inbox stops. */
  readonly signal: AbortSignal;
}

/**
 * Integrates a document; the inbox then answers the sender. What it throws leaves the message to be taken up again, and puts it
 * aside after some attempts.
 *
 * @public
 */
export type OnDocument = (document: ReceivedDocument, context: DocumentContext) => Promise<DocumentOutcome>;

/** A message that carries no document. @public */
export type HumanMessage = IncomingFin | IncomingPatientReply | IncomingOther;

/** Finds the record of a patient by the matricule; `undefined` when there is none. @public */
export type FindPatient = (
  received: PatientTraits,
  options: { readonly signal: AbortSignal },
) => Promise<PatientTraits | undefined>;

/** Something that happened to a message, for logs and people. It holds no health data. @public */
export type InboxNotice =
  | { readonly kind: "settled"; readonly id: string; readonly outcome: string; readonly answer: InboxAnswer }
  | { readonly kind: "quarantined"; readonly id: string; readonly reason: string }
  | { readonly kind: "report"; readonly id: string; readonly verdict: ReportVerdict }
  /** It was dealt with, but the mailbox did not mark or move it: it stays where it is, and a person must look at flags and folders. */
  | { readonly kind: "notFiled"; readonly id: string; readonly error: AnyLdlError }
  /** The mailbox could not be read; tried again after the delay. */
  | { readonly kind: "mailboxFailed"; readonly error: AnyLdlError; readonly retryInMs: number };

/** What was answered to a sender: a receipt, an error mail, nothing, or nothing because a person must agree first. @public */
export type InboxAnswer = "receipt" | "errorMail" | "none" | "needsConsent";

/** State of a message of the inbox. @public */
export type InboxState = "received" | "settled" | "deferred" | "quarantined";

/** A message of the inbox, without its bytes. @public */
export interface InboxEntry {
  /** Identifier. */
  readonly id: string;
  /** Kind of message: `xdm`, `mdn`, `dsn`, `errorMail`, `fin`, `patientReply`, `other`, or `unreadable`. */
  readonly kind: string;
  /** State. */
  readonly state: InboxState;
  /** Why it is quarantined, or will be once it is no longer deferred. */
  readonly reason: string | undefined;
  /** What was made of it: `integrated`, `rejected 902`… */
  readonly outcome: string | undefined;
  /** How often it was taken up. */
  readonly attempts: number;
  /** When it was stored. */
  readonly receivedAt: Date;
}

/** Options of methods of the inbox that speak with servers or the database. @public */
export interface InboxCallOptions {
  /** Stops waiting. */
  readonly signal?: AbortSignal;
}

/** How the inbox stands. @public */
export interface InboxMetrics {
  /** Messages by state. */
  readonly states: Readonly<Record<InboxState, number>>;
  /** Age of the oldest message that still has to be dealt with, in milliseconds; 0 when there is none. */
  readonly oldestAgeMs: number;
}

/**
 * Receives from one mailbox: every message is stored before anything is done with it, dealt with once, and answered.
 *
 * @public
 */
export interface MssanteInbox extends AsyncDisposable {
  /**
   * Creates the tables when they are missing.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  install(): Promise<void>;
  /**
   * Fetches what is new, deals with all that is due, and files it: one round.
   *
   * @throws LdlError of the mailbox (`LDL_MSS_…`) or `LDL_STORE_FAILED`; what was fetched is stored.
   */
  receive(options?: InboxCallOptions): Promise<{ readonly stored: number; readonly settled: number }>;
  /**
   * Receives until `signal`: waits for new messages by IDLE, looks again at the poll interval, comes back after failures.
   *
   * @throws LdlError `LDL_MSS_AUTHENTICATION_FAILED`, `LDL_MSS_TOKEN_FAILED` or `LDL_MSS_TLS_FAILED`: a person must act.
   */
  run(options?: InboxCallOptions): Promise<void>;
  /**
   * Says what a person decided of a deferred message: of those of its documents that were deferred. What was said of the others
   * stays, none is handed over again, and the sender is answered for all of them: rejected if one is.
   *
   * @throws RangeError when the message is not deferred; LdlError `LDL_STORE_FAILED`.
   */
  settle(id: string, outcome: Exclude<DocumentOutcome, { readonly kind: "deferred" }>): Promise<void>;
  /**
   * Takes a quarantined message up again.
   *
   * @throws RangeError when the message is not quarantined, or was never fetched; LdlError `LDL_STORE_FAILED`.
   */
  retry(id: string): Promise<void>;
  /**
   * Reads the entries, oldest first.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  list(options?: { readonly states?: readonly InboxState[] }): AsyncIterable<InboxEntry>;
  /**
   * Reads the bytes of a message.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  readRaw(id: string): Promise<Uint8Array | undefined>;
  /**
   * Counts messages.
   *
   * @throws LdlError `LDL_STORE_FAILED`.
   */
  metrics(): Promise<InboxMetrics>;
  /** Logs out of the mailbox; the database stays the caller's. */
  close(): Promise<void>;
}
