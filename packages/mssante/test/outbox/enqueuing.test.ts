import type { ExchangeEvent, SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMssanteOutbox } from "../../src/outbox/create-mssante-outbox.ts";
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

/** Events of a host whose store is down the first time. */
function faltering() {
  const told: ExchangeEvent[] = [];
  let down = true;
  const onEvent = (event: ExchangeEvent): void => {
    if (down) {
      down = false;
      throw new Error("the host's store is down");
    }
    told.push(event);
  };
  return { told, events: { onEvent, origin: "DPI" as const, recipientKey: (address: string) => `key-${address}` } };
}

describe("a submission that the host could not note", () => {
  it("is told again by a second enqueue, once", async () => {
    const { told, events } = faltering();
    const { outbox } = await testSending(database, await senderProfile(operator), { events });
    const options = { key: "k", documentIds: DOCUMENT_IDS };
    await expect(outbox.enqueue(messageTo(), options)).rejects.toThrow("the host's store is down");
    expect(await outbox.enqueue(messageTo(), options)).toMatchObject({ created: false });
    await outbox.enqueue(messageTo(), options);
    expect(typesOf(told)).toEqual(["transmission.submitted"]);
    expect(told).toMatchObject([{ messageId: (await outbox.get("k"))?.messageId }]);
    await outbox.close();
  });

  it("is told by the worker before the message is sent", async () => {
    const { told, events } = faltering();
    const { outbox, sendAll } = await testSending(database, await senderProfile(operator), { events });
    await expect(outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS })).rejects.toThrow();
    await sendAll();
    expect(typesOf(told)).toEqual(["transmission.submitted", "transmission.accepted"]);
    await outbox.close();
  });

  it("is the same event when another process tells it", async () => {
    const profile = await senderProfile(operator);
    const { outbox, channel, events } = await testSending(database, profile);
    await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await outbox.close();
    const other: ExchangeEvent[] = [];
    const recipientKey = (address: string): string => `key-${address.length}-${address.slice(0, 3)}`;
    const telling = { onEvent: (event: ExchangeEvent) => void other.push(event), origin: "DPI" as const, recipientKey };
    await using worker = createMssanteOutbox({ database, profile, channel, events: telling });
    await worker.run({ stopWhenIdle: true });
    expect(events).toHaveLength(1);
    expect(other[0]).toEqual(events[0]);
  });
});

describe("one message under two keys", () => {
  it("is refused by name, and leaves nothing behind", async () => {
    const { outbox } = await testSending(database, await senderProfile(operator));
    const message = messageTo();
    await outbox.enqueue(message, { key: "a", documentIds: DOCUMENT_IDS });
    await expect(outbox.enqueue(message, { key: "b", documentIds: DOCUMENT_IDS })).rejects.toMatchObject({
      code: "LDL_INPUT_INVALID",
      details: { issues: [{ rule: "LDL-MSS-040" }] },
    });
    expect(await outbox.get("b")).toBeUndefined();
    await outbox.close();
  });

  it("cannot be committed by a caller who looks away", async () => {
    const { outbox } = await testSending(database, await senderProfile(operator));
    const message = messageTo();
    await outbox.enqueue(message, { key: "a" });
    await database
      .transaction(async (transaction) => {
        await outbox.enqueue(message, { key: "b", transaction }).catch(() => undefined);
      })
      .catch(() => undefined);
    expect(await outbox.get("b")).toBeUndefined();
    await outbox.close();
  });
});
