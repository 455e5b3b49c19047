import type { ReceivedMail, ReceivedRecipient } from "./operator-log.ts";

/** Writes a date as RFC 5322 wants it, in UTC. */
export function mailDate(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}

/**
 * Adds what a mail server writes at final delivery: Return-Path (which decides whether a receipt may be sent by itself),
 * Delivered-To, Original-Recipient and Received.
 */
export function withTraceHeaders(raw: Uint8Array, mail: ReceivedMail, recipient: ReceivedRecipient): Uint8Array {
  const lines = [
    `Return-Path: <${mail.from}>`,
    `Delivered-To: ${recipient.address}`,
    ...(recipient.originalRecipient === undefined ? [] : [`Original-Recipient: ${recipient.originalRecipient}`]),
    `Received: from client by localhost with ESMTPSA id ${mail.queueId}`,
    `\t(${mail.tlsVersion}); ${mailDate(mail.at)}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n`, "utf8"), raw]);
}
