import type { ReceivedMail, ReceivedRecipient } from "./operator-log.ts";
import { mailDate } from "./trace-headers.ts";

/** Headers of the original, which is all that RET=HDRS gives back. */
function originalHeaders(raw: Uint8Array): string {
  const text = Buffer.from(raw).toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  return end < 0 ? text : text.slice(0, end + 2);
}

function recipientFields(recipient: ReceivedRecipient): string[] {
  return [
    ...(recipient.originalRecipient === undefined ? [] : [`Original-Recipient: ${recipient.originalRecipient}`]),
    `Final-Recipient: rfc822;${recipient.address}`,
    "Action: delivered",
    "Status: 2.0.0",
    "",
  ];
}

/** Writes the delivery status notification (RFC 3464) that NOTIFY=SUCCESS asks for. */
export function successNotification(
  mail: ReceivedMail,
  raw: Uint8Array,
  init: { readonly recipients: readonly ReceivedRecipient[]; readonly id: string; readonly at: Date },
): Uint8Array {
  const boundary = `=_${init.id}`;
  const lines = [
    "From: Mail Delivery System <MAILER-DAEMON@localhost>",
    `To: <${mail.from}>`,
    "Subject: Successful Mail Delivery Report",
    `Date: ${mailDate(init.at)}`,
    `Message-ID: <${init.id}@localhost>`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "Your message was successfully delivered to the destination(s) listed below.",
    "",
    `--${boundary}`,
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; localhost",
    ...(mail.envelopeId === undefined ? [] : [`Original-Envelope-Id: ${mail.envelopeId}`]),
    `Arrival-Date: ${mailDate(mail.at)}`,
    "",
    ...init.recipients.flatMap(recipientFields),
    `--${boundary}`,
    "Content-Type: text/rfc822-headers",
    "",
    originalHeaders(raw),
    `--${boundary}--`,
    "",
  ];
  return Buffer.concat([Buffer.from("Return-Path: <>\r\n", "latin1"), Buffer.from(lines.join("\r\n"), "latin1")]);
}
