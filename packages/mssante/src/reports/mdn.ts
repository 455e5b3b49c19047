import type { IntegrationErrorCode } from "../codes/integration-errors.ts";

/**
 * What a receipt means for the sender.
 *
 * - `integrated`: the software took the document in.
 * - `rejected`: it could not; `error` says why.
 * - `read`: a person displayed the message.
 * - `forwarded`: the message went on to somebody else; not final.
 * - `deleted`: it was deleted, read or not.
 * - `unknown`: the receipt cannot be understood.
 *
 * @public
 */
export type MdnOutcome = "integrated" | "rejected" | "read" | "forwarded" | "deleted" | "unknown";

/**
 * The error of a receipt or of an error mail.
 *
 * @public
 */
export interface ReportedError {
  /** Code of the table, when one is recognised. */
  readonly code?: IntegrationErrorCode;
  /** Label that travelled with it. */
  readonly libelle?: string;
  /** The whole field. May hold patient data. */
  readonly text: string;
}

/**
 * A message disposition notification, read.
 *
 * @public
 */
export interface Mdn {
  /** What it means. */
  readonly outcome: MdnOutcome;
  /** Disposition type, lower case: `processed`, `displayed`… Empty when it cannot be read. */
  readonly disposition: string;
  /** Whether the software sent it by itself. */
  readonly automatic: boolean;
  /** Message that it is about. */
  readonly originalMessageId?: string;
  /** Mailbox that processed the message. */
  readonly finalRecipient?: string;
  /** Mailbox that the message was first sent to. */
  readonly originalRecipient?: string;
  /** Software that wrote it. */
  readonly reportingUa?: string;
  /** The error, when the outcome is `rejected`. */
  readonly error?: ReportedError;
  /** Text for people. May hold patient data. */
  readonly text: string;
}
