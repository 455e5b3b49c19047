import { ExchangeEvent, type LdlError } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  acknowledgementEvents,
  buildErrorMail,
  buildMdn,
  type ComposedMessage,
  composeMessage,
  correlate,
  createImapMailbox,
  createRecipientKey,
  createSmtpTransport,
  deliveryEvents,
  type IncomingMessage,
  type OperatorProfile,
  parseIncoming,
  type SendOptions,
  sendResultEvents,
  submittedEvents,
  type TransmissionContext,
} from "../../src/index.ts";
import { DPI, FIXED, LGC, messageInput, PDF, XDM } from "../support/message-input.ts";
import { receiverProfile, senderProfile, startOperator } from "../support/operator.ts";

let operator: MssanteOperator;

beforeEach(async () => {
  operator = await startOperator();
});
afterEach(() => operator.close());

const context: TransmissionContext = {
  documentIds: ["1.2.250.1.999.1.1.7898.4.1"],
  origin: "DPI",
  recipientKey: createRecipientKey("un secret d'essai assez long"),
};

async function send(profile: OperatorProfile, message: ComposedMessage, options?: SendOptions) {
  await using transport = createSmtpTransport(profile);
  return transport.send(message, options);
}

async function read(profile: OperatorProfile): Promise<IncomingMessage[]> {
  await using mailbox = createImapMailbox(profile);
  const found: IncomingMessage[] = [];
  for await (const mail of mailbox.fetchNew()) {
    if (mail.kind === "message") found.push(parseIncoming(mail.raw));
  }
  return found;
}

function only<K extends IncomingMessage["kind"]>(
  messages: IncomingMessage[],
  kind: K,
): Extract<IncomingMessage, { kind: K }> {
  const [message, ...more] = messages.filter((candidate) => candidate.kind === kind);
  if (message?.kind !== kind || more.length > 0) throw new Error(`one ${kind} expected`);
  return message as Extract<IncomingMessage, { kind: K }>;
}

describe("a whole exchange", () => {
  it("goes from the hospital to the practice and back", async () => {
    const message = composeMessage(messageInput(), { newId: FIXED.newId });
    const sent = { messageId: message.messageId, ...message.envelope };
    const result = await send(await senderProfile(operator), message, { dsn: { envelopeId: "envoi-1" } });

    const received = only(await read(await receiverProfile(operator)), "xdm");
    expect(received).toMatchObject({
      messageId: message.messageId,
      returnPath: DPI,
      receiptTo: DPI,
      forwarded: false,
      automatic: false,
      mss: { typeCodes: ["11490-0"], insQualifiee: true, nil: "REF-NIL-1", fin: false },
      issues: [],
    });
    expect(Buffer.from(received.xdm.bytes).equals(XDM)).toBe(true);
    expect(received.pdfs).toMatchObject([{ name: "20240219_Lettre de liaison à la sortie d'un établ_VIAL_Paul.pdf" }]);
    expect(Buffer.from(received.pdfs[0]?.bytes ?? []).equals(PDF)).toBe(true);

    const receipt = buildMdn({ original: received, from: LGC, nil: "REF-NIL-2", statement: { kind: "integrated" } });
    await send(await receiverProfile(operator), receipt);

    const answers = await read(await senderProfile(operator));
    const mdn = only(answers, "mdn");
    const dsn = only(answers, "dsn");
    expect(mdn.mdn).toMatchObject({ outcome: "integrated", automatic: true, originalMessageId: message.messageId });
    expect(mdn.returnPath).toBe("");
    expect(correlate(mdn).messageIds[0]).toBe(message.messageId);
    expect(correlate(dsn)).toMatchObject({ envelopeId: "envoi-1", messageIds: [message.messageId] });

    const events = [
      ...submittedEvents(sent, context),
      ...sendResultEvents(result, context),
      ...deliveryEvents(dsn, sent, context),
      ...acknowledgementEvents(mdn, sent, context),
    ];
    expect(events.map(({ type }) => type)).toEqual([
      "transmission.submitted",
      "transmission.accepted",
      "transmission.delivered",
      "transmission.acknowledged",
    ]);
    expect(new Set(events.map(({ transmissionId }) => transmissionId)).size).toBe(1);
    for (const event of events) expect(ExchangeEvent.parse(event)).toEqual(event);
    expect(JSON.stringify(events)).not.toMatch(/medecin|VIAL/i);
  });

  it.each(["1.1.3", "1.1.2"] as const)("reports an error by a receipt of form %s", async (form) => {
    const message = composeMessage(messageInput(), FIXED);
    await send(await senderProfile(operator), message);
    const original = only(await read(await receiverProfile(operator)), "xdm");
    const statement = { kind: "rejected", code: "902", explanation: "Aucun dossier à cette identité." } as const;
    await send(await receiverProfile(operator), buildMdn({ original, from: LGC, nil: "N", statement }, { form }));
    const { mdn, subject } = only(await read(await senderProfile(operator)), "mdn");
    expect(mdn).toMatchObject({ outcome: "rejected", error: { code: "902", libelle: "Identifiant patient inconnu" } });
    expect(subject).toBe(`[KO Intégration système !][902] ${original.subject}`);
    expect(mdn.text).toContain("Aucun dossier à cette identité.");
    const [event] = acknowledgementEvents(
      only(await read(await senderProfile(operator)), "mdn"),
      { messageId: message.messageId, ...message.envelope },
      context,
    );
    expect(event).toMatchObject({ disposition: "processed", error: "902" });
  });

  it("reports an error by mail when no receipt was asked for", async () => {
    const message = composeMessage(messageInput({ receipt: false }), FIXED);
    await send(await senderProfile(operator), message);
    const original = only(await read(await receiverProfile(operator)), "xdm");
    expect(() => buildMdn({ original, from: LGC, nil: "N", statement: { kind: "integrated" } })).toThrowError(
      expect.objectContaining({ code: "LDL_MSS_RECEIPT_NOT_ALLOWED", details: { reason: "notRequested" } }) as LdlError,
    );
    await send(await receiverProfile(operator), buildErrorMail({ original, from: LGC, nil: "N", code: "904" }));
    const error = only(await read(await senderProfile(operator)), "errorMail");
    expect(error).toMatchObject({ error: { code: "904" }, originalMessageId: message.messageId, automatic: true });
    expect(correlate(error).messageIds).toContain(message.messageId);
    expect(() => buildErrorMail({ original: error, from: DPI, nil: "N", code: "906" })).toThrow(/never answered/);
  });

  it("keeps the message whole inside the receipt", async () => {
    const message = composeMessage(messageInput(), FIXED);
    await send(await senderProfile(operator), message);
    const original = only(await read(await receiverProfile(operator)), "xdm");
    const receipt = buildMdn({ original, from: LGC, nil: "N", statement: { kind: "integrated" } });
    expect(Buffer.from(receipt.raw).includes(Buffer.from(message.raw))).toBe(true);
  });
});
