import type { IncomingDsn, IncomingMdn } from "../../src/incoming/incoming-message.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";

/** Who sends a receipt automatically, as its disposition says. */
export const AUTOMATIC = "automatic-action/MDN-sent-automatically";

/** A receipt as other software writes it. */
export function mdn(fields: readonly string[]): IncomingMdn {
  const lines = [
    "From: lgc@cabinet-test.mssante.fr",
    "Subject: XDM/1.0/DDM+CR VIAL Paul",
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="b1"',
    "",
    "--b1",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Texte pour les personnes",
    "--b1",
    "Content-Type: message/disposition-notification",
    "",
    ...fields,
    "--b1",
    "Content-Type: message/rfc822",
    "",
    "Subject: original",
    "",
    "x",
    "--b1--",
  ];
  const message = parseIncoming(Buffer.from(lines.join("\r\n"), "utf8"));
  if (message.kind !== "mdn") throw new Error("a receipt was expected");
  return message;
}

const RETURNED = ["Content-Type: text/rfc822-headers", "", "Message-ID: <m1@ch-test.mssante.fr>", "Subject: x"];

/** A notification as a mail server writes it. */
export function dsn(recipients: readonly (readonly string[])[], last: readonly string[] = RETURNED): IncomingDsn {
  const lines = [
    "Return-Path: <>",
    "From: MAILER-DAEMON@operateur.mssante.fr (Mail Delivery System)",
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-replied",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "This is the mail system.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; smtp.operateur.mssante.fr",
    "Original-Envelope-Id: envoi-1",
    "Arrival-Date: Tue, 20 Feb 2024 10:15:00 +0100 (CET)",
    ...recipients.flatMap((fields) => ["", ...fields]),
    "",
    "--b",
    ...last,
    "",
    "--b--",
  ];
  const message = parseIncoming(Buffer.from(lines.join("\r\n"), "latin1"));
  if (message.kind !== "dsn") throw new Error("a notification was expected");
  return message;
}
