import { MssanteAddress } from "@ldl/domain";
import type { OutboxState } from "@ldl/outbox";
import { z } from "zod";

/** What the trace says of the documents of a message, beside their keys. @public */
export const TracedDocuments = z.strictObject({
  /** Identifier of the submission set. */
  submissionSetId: z.string().max(300).optional(),
  /** Type codes of the documents. */
  typeCodes: z.array(z.string().max(300)).readonly().optional(),
  /** Versions of the documents. */
  versions: z.array(z.string().max(300)).readonly().optional(),
  /** Pseudonym of the patient, never a matricule. */
  patient: z.string().max(300).optional(),
});
/** What the schema of the same name gives. @public */
export interface TracedDocuments extends z.infer<typeof TracedDocuments> {}

/** What the outbox keeps beside the bytes of a message; part of its identity, therefore never changed. */
export const TransmissionFacts = z.strictObject({
  /** Message-ID, angle brackets included. */
  messageId: z.string(),
  /** ENVID. */
  envelopeId: z.string(),
  /** Mailbox that sends, whose login is used. */
  mailbox: MssanteAddress,
  /** Address of MAIL FROM; `null` for a notification. */
  sender: MssanteAddress.nullable(),
  /** Keys of the documents. */
  documentIds: z.array(z.string()).readonly(),
  /** What the trace says beside. */
  traced: TracedDocuments.optional(),
});
export interface TransmissionFacts extends z.infer<typeof TransmissionFacts> {}

/**
 * How one recipient of a transmission stands. The first four come from sending, the others from reports.
 *
 * - `pending`: not handed over yet; `accepted`: the operator took it; `refused`: it never will; `unknown`: nobody knows.
 * - `delayed`, `relayed`, `delivered`, `bounced`: what mail servers reported (DSN). `relayed` is the last word of servers that
 *   do not report.
 * - `forwarded`, `deleted`, `read`, `rejected`, `integrated`: what the receiving software or person reported (MDN, error mail).
 *
 * @public
 */
export const RecipientState = z.enum([
  "pending",
  "refused",
  "unknown",
  "accepted",
  "delayed",
  "relayed",
  "delivered",
  "bounced",
  "forwarded",
  "deleted",
  "read",
  "rejected",
  "integrated",
]);
/** One of the states of {@link RecipientState:var}. @public */
export type RecipientState = z.infer<typeof RecipientState>;

/** States that reports give, weakest first: a report never takes a recipient back. */
export const REPORTED_STATES = RecipientState.options.slice(RecipientState.options.indexOf("delayed"));

/** One recipient of a transmission. @public */
export interface TransmissionRecipient {
  /** Its address; a patient's holds the matricule INS. */
  readonly address: MssanteAddress;
  /** How it stands. */
  readonly state: RecipientState;
  /** SMTP, enhanced status or integration code that goes with the state. */
  readonly code: string | undefined;
  /** When the last report came. */
  readonly reportedAt: Date | undefined;
}

/** A message in the outbox, with what is known of it. @public */
export interface Transmission {
  /** Idempotency key. */
  readonly key: string;
  /** Message-ID, the same on every attempt. */
  readonly messageId: string;
  /** ENVID, by which delivery notifications are recognised. */
  readonly envelopeId: string;
  /** Mailbox that sends. */
  readonly mailbox: MssanteAddress;
  /** Keys of its documents. */
  readonly documentIds: readonly string[];
  /** State in the outbox. */
  readonly state: OutboxState;
  /** Why it is retried, failed, parked or cancelled. */
  readonly reason: string | undefined;
  /** Attempts begun so far. */
  readonly attempts: number;
  /** Whether some attempt may have handed over what is still pending. */
  readonly uncertain: boolean;
  /** Size of the message, in bytes. */
  readonly size: number;
  /** When it was enqueued. */
  readonly enqueuedAt: Date;
  /** Earliest next attempt. */
  readonly nextAttemptAt: Date | undefined;
  /** When the outbox gives it up. */
  readonly expiresAt: Date;
  /** Recipients, in the order of the message. */
  readonly recipients: readonly TransmissionRecipient[];
}
