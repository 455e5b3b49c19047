import { MssanteAddress, type SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR, reply } from "../support/fault-bench.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { senderProfile, startOperator } from "../support/operator.ts";
import { DOCUMENT_IDS, messageTo, openPglite, testSending } from "../support/test-sending.ts";

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

const ACCUEIL = MssanteAddress.parse("accueil@cabinet-test.mssante.fr");
const givenUp = (details: object) => [{ mailbox: DPI, error: { code: "LDL_OUTBOX_GIVEN_UP", details } }];

describe("giving a message up", () => {
  it("is an alert and a permanent failure of each recipient that it never reached", async () => {
    const sending = await testSending(database, await senderProfile(operator));
    const { outbox, events, alerts, advance, sendAll } = sending;
    operator.inject({ at: "rcpt", recipient: ACCUEIL, action: reply(450, "4.2.1 busy"), times: 100 });
    await outbox.enqueue(messageTo([LGC, ACCUEIL]), { key: "k", documentIds: DOCUMENT_IDS });
    await sendAll();
    expect(alerts).toEqual([]);
    events.length = 0;
    advance(49 * HOUR);
    await sendAll();
    expect(await outbox.get("k")).toMatchObject({ state: "failed", reason: "expired" });
    expect(alerts).toMatchObject(givenUp({ key: "k", state: "failed", reason: "expired" }));
    expect(events).toMatchObject([{ type: "transmission.failed", code: "LDL_OUTBOX_GIVEN_UP", permanent: true }]);
    await outbox.close();
  });

  it("is told under another identifier when it happens again", async () => {
    const { outbox, events, advance, sendAll } = await testSending(database, await senderProfile(operator));
    await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    advance(49 * HOUR);
    await sendAll();
    await outbox.retry("k");
    advance(49 * HOUR);
    await sendAll();
    const failures = events.filter(({ type }) => type === "transmission.failed");
    expect(new Set(failures.map(({ eventId }) => eventId)).size).toBe(2);
    await outbox.close();
  });

  it("is an alert, and no failure, when a person may still send it", async () => {
    const { outbox, events, alerts, advance, sendAll } = await testSending(database, await senderProfile(operator));
    operator.inject({ at: "message", action: { kind: "drop" }, times: 2 });
    await outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await sendAll();
    advance(2 * HOUR);
    await sendAll();
    expect(alerts).toMatchObject(givenUp({ key: "k", state: "parked", reason: "unknown-outcome" }));
    expect(events.filter(({ type }) => type === "transmission.failed")).toEqual([]);
    await outbox.close();
  });
});
