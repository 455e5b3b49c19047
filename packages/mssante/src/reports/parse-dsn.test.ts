import { describe, expect, it } from "vitest";
import { dsn } from "../../test/support/reports.ts";
import { correlate } from "./correlation.ts";

const to = "Final-Recipient: rfc822; dr@cabinet.mssante.fr";

describe("parseDsn", () => {
  it.each<[string[], object]>([
    [["Action: Delivered", "Status: 2.0.0 (ok)"], { action: "delivered", status: "2.0.0" }],
    [["Action: expanded", "Status: 2.0.0"], { action: "expanded" }],
    [["Action: failed", "Status: 5.2.2"], { action: "failed", retryClass: "transientLong" }],
    [["Action: failed", "Status: 4.4.7"], { action: "failed", status: "4.4.7", retryClass: "transientLong" }],
    [["Action: failed", "Status: 5.3.4"], { action: "failed", retryClass: "permanentSize" }],
    [["Action: failed", "Diagnostic-Code: smtp; 552 too big"], { action: "failed", retryClass: "permanentSize" }],
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
