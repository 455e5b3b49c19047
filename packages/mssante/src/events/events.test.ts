import { ExchangeEvent, LdlError, MssanteAddress } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { DPI, LGC, PATIENT } from "../../test/support/message-input.ts";
import type { IncomingDsn, IncomingMdn } from "../incoming/incoming-message.ts";
import { parseIncoming } from "../incoming/parse-incoming.ts";
import type { MdnOutcome } from "../reports/mdn.ts";
import type { DsnRecipient } from "../reports/parse-dsn.ts";
import { createRecipientKey } from "./recipient-key.ts";
import { acknowledgementEvents, deliveryEvents } from "./report-events.ts";
import { sendFailureEvents, sendResultEvents, submittedEvents } from "./sending-events.ts";
import type { TransmissionContext } from "./transmission-context.ts";

const SECOND = MssanteAddress.parse("autre@labo-test.mssante.fr");
const sent = { messageId: "<m1@ch-test.mssante.fr>", from: DPI, to: [LGC, SECOND] };
const context: TransmissionContext = {
  documentIds: ["1.2.3", "1.2.4"],
  origin: "DPI",
  recipientKey: createRecipientKey("un secret d'essai assez long"),
  now: () => new Date("2024-02-20T09:15:00Z"),
};
const base = parseIncoming(Buffer.from("Subject: x\r\n\r\n"));

const valid = <E extends object>(events: E[]): E[] => {
  for (const event of events) expect(ExchangeEvent.parse(event)).toEqual(event);
  return events;
};

describe("createRecipientKey", () => {
  it("gives the same key for the same mailbox, another for another mailbox or secret, and never the address", () => {
    const key = createRecipientKey("un secret d'essai assez long");
    expect(key("A@b.mssante.fr")).toBe(key("a@B.mssante.fr"));
    expect(key("a@b.mssante.fr")).not.toBe(key("c@b.mssante.fr"));
    expect(createRecipientKey(Buffer.alloc(16))("a@b.mssante.fr")).not.toBe(key("a@b.mssante.fr"));
    expect(key("a@b.mssante.fr")).toMatch(/^[\w-]{43}$/);
    expect(() => createRecipientKey("court")).toThrow(RangeError);
  });
});

describe("sending", () => {
  it("submits one transmission for each document and recipient", () => {
    const events = valid(submittedEvents(sent, { ...context, recipientRole: () => "attending" }));
    expect(events).toHaveLength(4);
    expect(new Set(events.map(({ transmissionId }) => transmissionId)).size).toBe(4);
    expect(events[0]).toMatchObject({
      documentId: "1.2.3",
      messageId: sent.messageId,
      channel: "MSSANTE",
      recipientKind: "OTHER",
      recipientRole: "attending",
      ownDomain: false,
      occurredAt: "2024-02-20T10:15:00+01:00",
    });
    expect(JSON.stringify(events)).not.toContain(LGC);
  });

  it("knows a patient's mailbox, the sender's own domain, and what the directory says", () => {
    const kinds = (to: MssanteAddress[], extra: Partial<TransmissionContext> = {}) =>
      valid(submittedEvents({ ...sent, to }, { ...context, documentIds: ["1"], ...extra }))[0];
    expect(kinds([PATIENT])).toMatchObject({ recipientKind: "PATIENT", ownDomain: false });
    expect(kinds([MssanteAddress.parse("x@CH-test.mssante.fr")])).toMatchObject({ ownDomain: true });
    expect(kinds([LGC], { recipientKind: () => "PER" })).toMatchObject({ recipientKind: "PER" });
    expect(valid(submittedEvents({ ...sent, from: null }, context))[0]).not.toHaveProperty("ownDomain");
  });

  it("tells accepted and refused recipients apart, under the identifiers of the submission", () => {
    const result = {
      messageId: sent.messageId,
      response: "250 ok",
      dsn: "notAsked" as const,
      recipients: [
        { address: LGC, accepted: true as const },
        {
          address: SECOND,
          accepted: false as const,
          smtpCode: 452,
          enhancedCode: "4.2.2",
          retryClass: "transientLong" as const,
        },
      ],
    };
    const events = valid(sendResultEvents(result, context));
    expect(events.map(({ type }) => type)).toEqual([
      "transmission.accepted",
      "transmission.accepted",
      "transmission.failed",
      "transmission.failed",
    ]);
    expect(events[2]).toMatchObject({ code: "4.2.2", permanent: false, documentId: "1.2.3" });
    expect(events.map(({ transmissionId }) => transmissionId)).toEqual(
      submittedEvents(sent, context).map(({ transmissionId }) => transmissionId),
    );
  });

  it("tells each recipient's failure when all are refused, and the error's code otherwise", () => {
    const endpoint = { protocol: "smtp", host: "h", port: 1 } as const;
    const all = new LdlError("LDL_MSS_RECIPIENTS_REFUSED", "x", {
      details: {
        ...endpoint,
        recipients: [{ index: 1, smtpCode: 550, retryClass: "permanentAddress" }],
      },
      retryable: true,
    });
    const failure = (error: LdlError) =>
      valid(sendFailureEvents(sent, error as never, { ...context, documentIds: ["1"] }));
    expect(failure(all)).toMatchObject([
      { code: "LDL_MSS_RECIPIENTS_REFUSED", permanent: false },
      { code: "550", permanent: true },
    ]);
    const down = new LdlError("LDL_MSS_CONNECTION_FAILED", "x", {
      details: { ...endpoint, reason: "closed" },
      retryable: true,
    });
    expect(failure(down)).toMatchObject([{ code: "LDL_MSS_CONNECTION_FAILED", permanent: false }, {}]);
    const unknown = new LdlError("LDL_MSS_OUTCOME_UNKNOWN", "x", { details: { ...endpoint, messageId: "m" } });
    expect(failure(unknown)).toEqual([]);
  });
});

describe("receipts", () => {
  const receipt = (outcome: MdnOutcome, disposition: string, finalRecipient: string, code?: "902"): IncomingMdn => ({
    ...base,
    kind: "mdn",
    mdn: {
      outcome,
      disposition,
      automatic: true,
      finalRecipient,
      text: "",
      ...(code === undefined ? {} : { error: { code, text: code } }),
    },
  });
  const events = (mdn: IncomingMdn) => valid(acknowledgementEvents(mdn, sent, { ...context, documentIds: ["1"] }));

  it.each([
    ["integrated", "processed", LGC, undefined, { disposition: "processed" }],
    ["read", "displayed", LGC.toUpperCase(), undefined, { disposition: "displayed" }],
    ["forwarded", "dispatched", "pfi@cabinet-test.mssante.fr", undefined, { disposition: "dispatched" }],
    ["deleted", "deleted", LGC, undefined, { disposition: "deleted" }],
    ["rejected", "processed", LGC, "902", { disposition: "processed", error: "902" }],
    ["rejected", "étrange", LGC, undefined, { disposition: "processed", error: "906" }],
  ] as const)("%s, %s, of %s", (outcome, disposition, recipient, code, expected) => {
    const [event] = events(receipt(outcome, disposition, recipient, code));
    expect(event).toMatchObject(expected);
    expect("error" in (event ?? {})).toBe("error" in expected);
    expect(event?.transmissionId).toBe(submittedEvents(sent, { ...context, documentIds: ["1"] })[0]?.transmissionId);
  });

  it.each([
    ["a mailbox of another domain", receipt("integrated", "processed", "x@ailleurs.mssante.fr")],
    ["what cannot be understood", receipt("unknown", "", LGC)],
  ])("changes nothing: %s", (_name, mdn) => {
    expect(events(mdn)).toEqual([]);
  });

  it("does not choose between two recipients of one domain", () => {
    const to = [LGC, MssanteAddress.parse("dr2@cabinet-test.mssante.fr")];
    const mdn = receipt("integrated", "processed", "pfi@cabinet-test.mssante.fr");
    expect(acknowledgementEvents(mdn, { ...sent, to }, context)).toEqual([]);
  });
});

describe("delivery notifications", () => {
  const events = (...recipients: DsnRecipient[]) => {
    const notification: IncomingDsn = { ...base, kind: "dsn", dsn: { recipients } };
    return valid(deliveryEvents(notification, sent, { ...context, documentIds: ["1"] }));
  };

  it.each<[DsnRecipient, object[]]>([
    [{ action: "delivered", finalRecipient: LGC }, [{ type: "transmission.delivered" }]],
    [
      { action: "failed", finalRecipient: LGC, status: "5.1.1", retryClass: "permanentAddress" },
      [{ code: "5.1.1", permanent: true }],
    ],
    [
      { action: "failed", finalRecipient: LGC, status: "4.4.7", retryClass: "transient" },
      [{ code: "4.4.7", permanent: false }],
    ],
    [{ action: "failed", finalRecipient: LGC }, [{ code: "5.0.0", permanent: true }]],
    [{ action: "relayed", finalRecipient: LGC }, []],
    [{ action: "delayed", finalRecipient: LGC }, []],
    [{ action: "unknown", finalRecipient: LGC }, []],
    [{ action: "delivered", finalRecipient: "x@ailleurs.fr" }, []],
  ])("%j", (recipient, expected) => {
    expect(events(recipient)).toMatchObject(expected);
  });
});
