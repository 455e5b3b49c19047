/**
 * An SMTP reply: three-digit code, enhanced status code, text.
 *
 * @public
 */
export interface SmtpReply {
  /** Reply code, for example `452`. */
  readonly code: number;
  /** Enhanced status code (RFC 3463), for example `4.3.1`. */
  readonly status: string;
  /** Text for people. */
  readonly text: string;
}

/** Replies that the operator gives by itself. */
export const REPLIES = {
  senderNotOwned: { code: 553, status: "5.7.1", text: "Sender address rejected: not owned by the authenticated user" },
  nullSenderRefused: { code: 550, status: "5.7.1", text: "Null sender refused on submission" },
  unknownMailbox: { code: 550, status: "5.1.1", text: "Recipient address rejected: mailbox unknown" },
  outsideTrustedSpace: { code: 550, status: "5.7.1", text: "Recipient domain outside the trusted space" },
  tooLarge: { code: 552, status: "5.3.4", text: "Message size exceeds fixed limit" },
} as const satisfies Readonly<Record<string, SmtpReply>>;

/** An error that makes smtp-server answer with a reply. */
export function replyError(reply: SmtpReply): Error {
  return Object.assign(new Error(`${reply.status} ${reply.text}`), { responseCode: reply.code });
}
