import { LdlError, MssanteAddress, type SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IncomingErrorMail, IncomingMdn, IncomingXdm } from "../../src/incoming/incoming-message.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import type { CreateMssanteOutboxOptions } from "../../src/outbox/create-mssante-outbox.ts";
import { buildErrorMail } from "../../src/reports/build-error-mail.ts";
import { buildMdn, type MdnStatement } from "../../src/reports/build-mdn.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { senderProfile, startOperator } from "../support/operator.ts";
import { DOCUMENT_IDS, messageTo, openPglite, testSending, typesOf } from "../support/test-sending.ts";

let database: SqlDatabase;
let operator: MssanteOperator;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  operator = await startOperator();
});
afterEach(() => operator.close());

const DAY = 86_400_000;
const ACCUEIL = MssanteAddress.parse("accueil@cabinet-test.mssante.fr");

async function open(options: Partial<CreateMssanteOutboxOptions> = {}, profile = {}) {
  return testSending(database, await senderProfile(operator, profile), options);
}

/** The message as the practice has it. */
function arrived(index = 0): IncomingXdm {
  const incoming = parseIncoming(operator.mailbox(LGC).messages()[index]?.raw ?? new Uint8Array());
  if (incoming.kind !== "xdm") throw new Error(`unexpected ${incoming.kind}`);
  return incoming;
}

function receiptOf(statement: MdnStatement, from = LGC): IncomingMdn {
  const receipt = parseIncoming(buildMdn({ original: arrived(), from, nil: "N", statement }).raw);
  if (receipt.kind !== "mdn") throw new Error(`unexpected ${receipt.kind}`);
  return receipt;
}

describe("enqueue", () => {
  it("is idempotent by key, for the same bytes and for the same documents composed again", async () => {
    const { outbox, events } = await open();
    const message = messageTo();
    const first = await outbox.enqueue(message, { key: "k", documentIds: DOCUMENT_IDS });
    expect(first).toMatchObject({ created: true, transmission: { state: "ready", messageId: message.messageId } });
    expect(await outbox.enqueue(message, { key: "k", documentIds: DOCUMENT_IDS })).toMatchObject({ created: false });
    const again = await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    expect(again).toMatchObject({ created: false, transmission: { messageId: message.messageId } });
    expect(typesOf(events)).toEqual(["transmission.submitted"]);
    await outbox.close();
  });

  it.each([
    ["other documents", [LGC], ["1.2.3"]],
    ["other recipients", [LGC, ACCUEIL], DOCUMENT_IDS],
    ["documents that are not named", [LGC], []],
  ])("refuses a key that stands for %s, rather than losing a message", async (_name, to, documentIds) => {
    const { outbox } = await open();
    await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await expect(outbox.enqueue(messageTo(to), { key: "k", documentIds })).rejects.toMatchObject({
      code: "LDL_OUTBOX_KEY_CONFLICT",
    });
  });

  it("belongs to the caller's transaction, events included", async () => {
    const { outbox, events } = await open();
    const undone = database.transaction(async (transaction) => {
      await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS, transaction });
      throw new Error("record not saved");
    });
    await expect(undone).rejects.toThrow("record not saved");
    expect(await outbox.get("k")).toBeUndefined();
    expect(events).toEqual([]);
    await database.transaction((transaction) =>
      outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS, transaction }),
    );
    expect(await outbox.get("k")).toMatchObject({ state: "ready" });
    expect(typesOf(events)).toEqual(["transmission.submitted"]);
    const again = database.transaction((transaction) =>
      outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS, transaction }),
    );
    expect(await again).toMatchObject({ created: false });
  });
});

describe("sending", () => {
  it("lists, cancels, counts", async () => {
    const { outbox } = await open();
    await outbox.enqueue(messageTo(), { key: "a" });
    await outbox.enqueue(messageTo(), { key: "b" });
    expect(await outbox.cancel("b", { reason: "erreur de patient" })).toMatchObject({ state: "cancelled" });
    await outbox.run({ stopWhenIdle: true });
    const states: string[] = [];
    for await (const { key, state } of outbox.list()) states.push(`${key} ${state}`);
    expect(states).toEqual(["a delivered", "b cancelled"]);
    expect(operator.received).toHaveLength(1);
    expect((await outbox.metrics()).attempts).toEqual({ partial: 1 });
    expect((await outbox.history("a")).map(({ outcome, dispatched }) => [outcome, dispatched])).toEqual([
      ["partial", true],
    ]);
    await outbox.close();
  });

  it("keeps to the rate of the operator", async () => {
    const { outbox, advance, sendAll } = await open({}, { maxMessagesPerMinute: 2 });
    for (const key of ["a", "b", "c"]) await outbox.enqueue(messageTo(), { key });
    await sendAll();
    expect(operator.received).toHaveLength(2);
    advance(60_001);
    await sendAll();
    expect(operator.received).toHaveLength(3);
    await outbox.close();
  });

  it("sends a replacement after what it replaces", async () => {
    const { outbox, advance, sendAll } = await open();
    operator.inject({ at: "mail", action: { kind: "reply", reply: { code: 451, status: "4.3.0", text: "later" } } });
    const first = messageTo();
    const second = messageTo();
    await outbox.enqueue(first, { key: "v1", lane: "lettre-1" });
    await outbox.enqueue(second, { key: "v2", lane: "lettre-1" });
    await sendAll();
    expect(operator.received).toHaveLength(0);
    advance(3_600_000);
    await sendAll();
    await sendAll();
    const ids = operator.received.map(({ raw }) => parseIncoming(raw ?? new Uint8Array()).messageId);
    expect(ids).toEqual([first.messageId, second.messageId]);
    await outbox.close();
  });

  it("asks the host right before, and parks what may not go any more", async () => {
    const { outbox, sendAll } = await open({
      beforeSending: ({ to }) =>
        Promise.resolve(to.includes(LGC) ? { allowed: false, reason: "opposition" } : { allowed: true }),
    });
    await outbox.enqueue(messageTo(), { key: "k" });
    await sendAll();
    expect(await outbox.get("k")).toMatchObject({ state: "parked", reason: "opposition" });
    expect(operator.received).toEqual([]);
  });

  it("does not send when the lease was lost before the last bytes", async () => {
    const { outbox, sendAll } = await open();
    await outbox.enqueue(messageTo(), { key: "k" });
    const lost = new LdlError("LDL_OUTBOX_LEASE_LOST", "lost", { details: { key: "k", attempt: 1 } });
    const transport = createSmtpTransport(await senderProfile(operator));
    await expect(transport.send(messageTo(), { beforeLastBytes: () => Promise.reject(lost) })).rejects.toBe(lost);
    expect(operator.received).toEqual([]);
    await transport.close();
    await sendAll();
    expect(operator.received).toHaveLength(1);
    await outbox.close();
  });

  it("ends with what onEvent throws, and the message is not sent twice for it", async () => {
    let calls = 0;
    const { outbox } = await open({
      events: {
        origin: "DPI",
        recipientKey: () => "r",
        onEvent: ({ type }) => {
          if (type !== "transmission.accepted") return;
          calls += 1;
          if (calls === 1) throw new Error("journal plein");
        },
      },
    });
    await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await expect(outbox.run({ stopWhenIdle: true })).rejects.toThrow("journal plein");
    expect(await outbox.get("k")).toMatchObject({ state: "delivered" });
    await outbox.run({ stopWhenIdle: true });
    expect(operator.received).toHaveLength(1);
    await outbox.close();
  });

  it("stops in peace: what is under way ends, the rest waits", async () => {
    const stop = new AbortController();
    const { outbox } = await open({
      beforeSending: () => {
        stop.abort();
        return Promise.resolve({ allowed: true });
      },
    });
    for (const key of ["a", "b"]) await outbox.enqueue(messageTo(), { key });
    expect((await outbox.run({ signal: stop.signal, concurrency: 1 })).unrecorded).toBe(0);
    expect(await outbox.get("a")).toMatchObject({ state: "delivered" });
    expect(await outbox.get("b")).toMatchObject({ state: "ready", attempts: 0 });
    await outbox.close();
  });

  it("sends a receipt with the null sender, and from the mailbox when the operator wants one", async () => {
    const { outbox, sendAll } = await open();
    await outbox.enqueue(messageTo(), { key: "k" });
    await sendAll();
    const receipt = buildMdn({ original: arrived(), from: LGC, nil: "N", statement: { kind: "integrated" } });
    await outbox.enqueue(receipt, { key: "r1", mailbox: DPI });
    await sendAll();
    expect(operator.received.at(-1)).toMatchObject({ from: "" });
    await outbox.close();
    await operator.close();
    operator = await startOperator({ acceptNullSender: false });
    const strict = await open();
    await strict.outbox.enqueue(receipt, { key: "r2", mailbox: DPI });
    await strict.sendAll();
    expect(operator.received.at(-1)).toMatchObject({ from: DPI });
    await strict.outbox.close();
  });
});

describe("reports", () => {
  it("tie a delivery notification by ENVID, then receipts; the strongest stands", async () => {
    const { outbox, events, sendAll } = await open();
    await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await sendAll();
    const dsn = parseIncoming(operator.mailbox(DPI).messages()[0]?.raw ?? new Uint8Array());
    if (dsn.kind !== "dsn") throw new Error(dsn.kind);
    expect(await outbox.record(dsn)).toEqual({
      kind: "recorded",
      key: "k",
      changed: [{ address: LGC, state: "delivered" }],
    });
    expect(await outbox.record(receiptOf({ kind: "integrated" }))).toMatchObject({
      changed: [{ state: "integrated" }],
    });
    expect(await outbox.record(receiptOf({ kind: "read" }))).toMatchObject({ kind: "recorded", changed: [] });
    expect(await outbox.record(dsn)).toMatchObject({ kind: "recorded", changed: [] });
    expect((await outbox.get("k"))?.recipients).toMatchObject([{ state: "integrated" }]);
    expect(typesOf(events)).toEqual([
      "transmission.submitted",
      "transmission.accepted",
      "transmission.delivered",
      "transmission.acknowledged",
      "transmission.acknowledged",
      "transmission.delivered",
    ]);
    // The notification that came twice is one event.
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length - 1);
    await outbox.close();
  });

  it("tie an error mail", async () => {
    const { outbox, events, sendAll } = await open();
    await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await sendAll();
    const mail = parseIncoming(
      buildErrorMail({ original: arrived(), from: LGC, nil: "N", code: "902" }).raw,
    ) as IncomingErrorMail;
    expect(await outbox.record(mail)).toMatchObject({ changed: [{ state: "rejected", code: "902" }] });
    expect(events.at(-1)).toMatchObject({ type: "transmission.acknowledged", error: "902" });
    await outbox.close();
  });

  it("change nothing when forged, unknown or unreadable", async () => {
    const { outbox, events, sendAll } = await open();
    await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await sendAll();
    const told = events.length;
    const stranger = MssanteAddress.parse("pirate@ailleurs.mssante.fr");
    expect(await outbox.record(receiptOf({ kind: "integrated" }, stranger))).toEqual({ kind: "unverified", key: "k" });
    const receipt = receiptOf({ kind: "integrated" });
    const unreadable: IncomingMdn = { ...receipt, mdn: { ...receipt.mdn, outcome: "unknown" } };
    expect(await outbox.record(unreadable)).toEqual({ kind: "unreadable", key: "k" });
    const other: IncomingMdn = {
      ...receipt,
      references: [],
      inReplyTo: "<x@y>",
      mdn: { ...receipt.mdn, originalMessageId: "<x@y>" },
    };
    expect(await outbox.record(other)).toEqual({ kind: "unknownMessage" });
    expect(events).toHaveLength(told);
    expect((await outbox.get("k"))?.recipients).toMatchObject([{ state: "accepted" }]);
    await outbox.close();
  });

  it("that never come are told once, after the days given", async () => {
    const { outbox, advance, sendAll } = await open();
    await outbox.enqueue(messageTo([LGC, ACCUEIL]), { key: "k", documentIds: DOCUMENT_IDS });
    await sendAll();
    await outbox.record(receiptOf({ kind: "integrated" }));
    advance(6 * DAY);
    expect(await outbox.overdue({ days: 7 })).toEqual([]);
    advance(2 * DAY);
    expect(await outbox.overdue({ days: 7 })).toEqual([{ key: "k", address: ACCUEIL, state: "accepted" }]);
    expect(await outbox.overdue({ days: 7 })).toEqual([]);
    await outbox.close();
  });
});
