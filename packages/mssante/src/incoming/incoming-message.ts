import type { Ins, LdlIssue } from "@ldl/domain";
import type { Mdn, ReportedError } from "../reports/mdn.ts";
import type { Dsn } from "../reports/parse-dsn.ts";

/**
 * An address of a received message. Nothing says that it is well formed.
 *
 * @public
 */
export interface IncomingAddress {
  /** Label, decoded. */
  readonly name: string;
  /** Address as written. */
  readonly address: string;
}

/**
 * A file attached to a received message.
 *
 * @public
 */
export interface IncomingFile {
  /** Name without any folder, empty when it has none. Never use it as a path. */
  readonly name: string;
  /** Media type as written, lower case. */
  readonly contentType: string;
  /** Content, decoded. */
  readonly bytes: Uint8Array;
}

/**
 * The `X-MSS` headers of a received message.
 *
 * @public
 */
export interface IncomingMssHeaders {
  /** Codes of the documents, `X-MSS-CODECDA`. */
  readonly typeCodes: readonly string[];
  /** Whether the sender says that the INS is qualified, `X-MSS-INS`. */
  readonly insQualifiee?: boolean;
  /** Product of the sender, `X-MSS-NIL`. */
  readonly nil?: string;
  /** Whether the patient may not answer, `X-MSS-MES: FIN`. */
  readonly fin: boolean;
}

/**
 * What every received message has. All of it may hold patient data.
 *
 * @public
 */
export interface IncomingBase {
  /** The message as received. */
  readonly raw: Uint8Array;
  /** Its Message-ID, angle brackets included. */
  readonly messageId?: string;
  /** Message that it answers. */
  readonly inReplyTo?: string;
  /** Messages of its thread, oldest first. */
  readonly references: readonly string[];
  /** Sender. */
  readonly from?: IncomingAddress;
  /** Recipients; a message that was redirected names others than our mailbox. */
  readonly to: readonly IncomingAddress[];
  /** Envelope sender: empty for a notification, absent when the server did not write it. */
  readonly returnPath?: string;
  /** Address that the message was first sent to, when the server wrote it. */
  readonly originalRecipient?: string;
  /** Subject, decoded. */
  readonly subject: string;
  /** Date of the `Date` header. */
  readonly date?: Date;
  /** Text for people. */
  readonly text: string;
  /** Whether a program sent it by itself: never answer it by itself. */
  readonly automatic: boolean;
  /** Address that a receipt is asked for. */
  readonly receiptTo?: string;
  /** The `X-MSS` headers. */
  readonly mss: IncomingMssHeaders;
  /** What is odd about it, in French. */
  readonly issues: readonly LdlIssue[];
}

/**
 * A message that carries documents.
 *
 * @public
 */
export interface IncomingXdm extends IncomingBase {
  readonly kind: "xdm";
  /** The archive, to be read by `@ldl/xds`. */
  readonly xdm: IncomingFile;
  /** Readable copies. */
  readonly pdfs: readonly IncomingFile[];
  /** Other attachments. */
  readonly attachments: readonly IncomingFile[];
  /** Whether the archive was in a message attached to this one. */
  readonly forwarded: boolean;
}

/** A receipt of the software or person that got one of our messages. @public */
export interface IncomingMdn extends IncomingBase {
  readonly kind: "mdn";
  /** The receipt. */
  readonly mdn: Mdn;
}

/** A delivery status notification of a mail server. @public */
export interface IncomingDsn extends IncomingBase {
  readonly kind: "dsn";
  /** The notification. */
  readonly dsn: Dsn;
}

/** A mail that reports an integration error of one of our messages which asked for no receipt. @public */
export interface IncomingErrorMail extends IncomingBase {
  readonly kind: "errorMail";
  /** The error. */
  readonly error: ReportedError;
  /** Message that it is about, when it can be found. */
  readonly originalMessageId?: string;
}

/** A message from a patient. @public */
export interface IncomingPatientReply extends IncomingBase {
  readonly kind: "patientReply";
  /** Matricule that the address of the patient holds, when it is one. */
  readonly ins?: Ins;
  /** Attachments. */
  readonly attachments: readonly IncomingFile[];
}

/** A message whose subject is exactly `[FIN]`: it closes the exchange with a patient. @public */
export interface IncomingFin extends IncomingBase {
  readonly kind: "fin";
}

/** Anything else: mail for people. @public */
export interface IncomingOther extends IncomingBase {
  readonly kind: "other";
  /** Whether the subject announces documents although there is no archive. */
  readonly announcesXdm: boolean;
  /** Attachments. */
  readonly attachments: readonly IncomingFile[];
}

/**
 * A received message, by kind.
 *
 * @public
 */
export type IncomingMessage =
  | IncomingXdm
  | IncomingMdn
  | IncomingDsn
  | IncomingErrorMail
  | IncomingPatientReply
  | IncomingFin
  | IncomingOther;
