import { describe, expect, it } from "vitest";
import { parseIncoming } from "../incoming/parse-incoming.ts";
import { correlate } from "./correlation.ts";

/** A notification as a mail server writes it. */
function dsn(
  recipients: string[][],
  last = ["Content-Type: text/rfc822-headers", "", "Message-ID: <m1@ch-test.mssante.fr>", "Subject: x"],
) {
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

const to = "Final-Recipient: rfc822; dr@cabinet.mssante.fr";

describe("parseDsn", () => {
  it.each<[string[], object]>([
    [["Action: relayed", "Status: 2.0.0"], { action: "relayed", status: "2.0.0" }],
    [["Action: delivered", "Status: 2.0.0"], { action: "delivered" }],
    [["Action: Delivered", "Status: 2.0.0 (ok)"], { action: "delivered", status: "2.0.0" }],
    [["Action: expanded", "Status: 2.0.0"], { action: "expanded" }],
    [
      [
        "Action: failed",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 <dr@cabinet.mssante.fr>: user",
        "    unknown",
      ],
      { action: "failed", status: "5.1.1", retryClass: "permanentAddress" },
    ],
    [["Action: failed", "Status: 5.2.2"], { action: "failed", retryClass: "transientLong" }],
    [["Action: failed", "Status: 4.4.7"], { action: "failed", status: "4.4.7", retryClass: "transientLong" }],
    [["Action: failed", "Status: 5.3.4"], { action: "failed", retryClass: "permanentSize" }],
    [["Action: failed", "Diagnostic-Code: smtp; 552 too big"], { action: "failed", retryClass: "permanentSize" }],
    [["Action: delayed", "Status: 4.4.1"], { action: "delayed", status: "4.4.1" }],
    [["Action: perdu"], { action: "unknown" }],
    [[], { action: "unknown" }],
  ])("%j", (fields, expected) => {
    expect(dsn([[to, ...fields]]).dsn.recipients).toMatchObject([
      { finalRecipient: "dr@cabinet.mssante.fr", ...expected },
    ]);
  });

  it("reads one entry for each recipient, and the keys of correlation", () => {
    const message = dsn([
      [
        "Original-Recipient: rfc822;a@x.mssante.fr",
        "Final-Recipient: rfc822;b@x.mssante.fr",
        "Action: delivered",
        "Status: 2.0.0",
      ],
      [to, "Action: failed", "Status: 5.1.1"],
    ]);
    expect(message.dsn).toMatchObject({
      envelopeId: "envoi-1",
      originalMessageId: "<m1@ch-test.mssante.fr>",
      reportingMta: "smtp.operateur.mssante.fr",
    });
    expect(message.dsn.recipients.map(({ action }) => action)).toEqual(["delivered", "failed"]);
    expect(correlate(message)).toEqual({
      envelopeId: "envoi-1",
      messageIds: ["<m1@ch-test.mssante.fr>"],
      reportedBy: ["a@x.mssante.fr", "b@x.mssante.fr", "dr@cabinet.mssante.fr"],
    });
  });

  it("finds the identifier in a whole message that is returned, and goes without it", () => {
    const whole = ["Content-Type: message/rfc822", "", "Message-ID: <m2@x.fr>", "", "corps"];
    expect(dsn([[to, "Action: failed"]], whole).dsn.originalMessageId).toBe("<m2@x.fr>");
    expect(dsn([[to, "Action: failed"]], ["Content-Type: text/plain", "", "rien"]).dsn).not.toHaveProperty(
      "originalMessageId",
    );
  });

  it("reads a notification without any recipient", () => {
    expect(dsn([]).dsn.recipients).toEqual([]);
  });
});
