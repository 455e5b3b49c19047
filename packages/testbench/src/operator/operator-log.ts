import type { ClientCertificateVerdict } from "./client-certificate.ts";
import type { SmtpReply } from "./smtp-reply.ts";

/**
 * A recipient of a received message, with the notifications that the sender asked for.
 *
 * @public
 */
export interface ReceivedRecipient {
  /** Address of RCPT TO. */
  readonly address: string;
  /** NOTIFY: `SUCCESS`, `FAILURE`, `DELAY`, `NEVER`. Empty when it was not given. */
  readonly notify: readonly string[];
  /** ORCPT as given. */
  readonly originalRecipient?: string;
}

/**
 * A message that the operator took charge of.
 *
 * @public
 */
export interface ReceivedMail {
  /** Queue identifier, told to the client. */
  readonly queueId: string;
  /** When. */
  readonly at: Date;
  /** Address of MAIL FROM, empty for the null sender. */
  readonly from: string;
  /** Accepted recipients. */
  readonly recipients: readonly ReceivedRecipient[];
  /** ENVID, when it was given. */
  readonly envelopeId?: string;
  /** Authenticated mailbox. */
  readonly user: string;
  /** Certificate of the client. */
  readonly clientCertificate: ClientCertificateVerdict;
  /** TLS version, for example `TLSv1.3`. */
  readonly tlsVersion: string;
  /** Size in bytes, as received. */
  readonly size: number;
  /** The bytes, as received; absent once more than `retainMessages` came after. */
  readonly raw?: Uint8Array;
}

/**
 * Something that happened at the operator.
 *
 * @public
 */
export type OperatorLogEntry =
  | {
      readonly kind: "tls";
      readonly at: Date;
      readonly protocol: "smtp" | "imap";
      readonly certificate: ClientCertificateVerdict;
    }
  | { readonly kind: "tlsError"; readonly at: Date; readonly protocol: "smtp" | "imap"; readonly code: string }
  | {
      readonly kind: "authentication";
      readonly at: Date;
      readonly protocol: "smtp" | "imap";
      readonly mechanism: string;
      readonly user: string;
      readonly accepted: boolean;
    }
  | { readonly kind: "message"; readonly at: Date; readonly queueId: string; readonly recipients: number }
  | { readonly kind: "refusal"; readonly at: Date; readonly command: string; readonly reply: SmtpReply };

/** A log entry without its date, which the log adds. */
type WithoutDate<T> = T extends unknown ? Omit<T, "at"> : never;
export type OperatorLogRecord = WithoutDate<OperatorLogEntry>;
