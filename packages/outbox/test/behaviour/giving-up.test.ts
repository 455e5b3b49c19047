import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutboxGivenUp, OutboxHandler } from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";
import { bytes, createTestOutbox } from "../support/test-outbox.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const failed: OutboxHandler = () => Promise.resolve({ kind: "failed", reason: "5.1.1" });
const notCalled: OutboxHandler = () => Promise.reject(new Error("must not be called"));

describe.each(testDatabases("giving up"))("giving up on $name", ({ open }) => {
  let db: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(async () => {
    await db.close();
  });

  it("is told before it is recorded, without an attempt too", async () => {
    const order: unknown[] = [];
    const { outbox, clock } = await createTestOutbox(db.database, { onEvent: ({ kind }) => order.push(kind) });
    const message = { payload: bytes("x"), metadata: { of: "host" }, parts: ["a", "b"] };
    const { entry } = await outbox.enqueue(message, { key: "k", group: "g", maxAgeMs: MINUTE });
    clock.advance(MINUTE);
    await outbox.run({ stopWhenIdle: true, handler: notCalled, beforeGivingUp: (told) => order.push(told) });
    const about = { key: "k", group: "g", metadata: { of: "host" }, state: "failed", reason: "expired" };
    expect(order).toMatchObject([{ ...about, expired: ["a", "b"], expiresAt: entry.expiresAt }, "settled"]);
  });

  it("names the parts that only age gives up", async () => {
    const told: OutboxGivenUp[] = [];
    const { outbox } = await createTestOutbox(db.database);
    await outbox.enqueue({ payload: bytes("x"), parts: ["a", "b", "c"] }, { key: "k", maxAgeMs: MINUTE / 2 });
    const handler: OutboxHandler = () =>
      Promise.resolve({
        kind: "partial",
        parts: {
          a: { kind: "delivered" },
          b: { kind: "failed", reason: "5.1.1" },
          c: { kind: "retry", reason: "4.2.1" },
        },
      });
    await outbox.run({ stopWhenIdle: true, handler, beforeGivingUp: (entry) => told.push(entry) });
    expect(told).toMatchObject([{ state: "failed", reason: "expired", expired: ["c"], attempts: 1 }]);
  });

  it.each<[string, OutboxHandler, string]>([
    ["asked for", () => Promise.resolve({ kind: "park", reason: "objection" }), "objection"],
    ["for want of an outcome", () => Promise.resolve({ kind: "unknown", reason: "lost" }), "unknown-outcome"],
    ["because the handler throws", () => Promise.reject(new Error("bug")), "handler-error"],
  ])("tells of parking %s", async (_name, handler, reason) => {
    const told: OutboxGivenUp[] = [];
    const { outbox } = await createTestOutbox(db.database, { limits: { maxUnknown: 0, maxErrors: 1 } });
    await outbox.enqueue({ payload: bytes("x"), parts: ["a"] }, { key: "k" });
    await outbox.run({ stopWhenIdle: true, handler, beforeGivingUp: (entry) => told.push(entry) });
    expect(told).toMatchObject([{ state: "parked", reason, expired: [] }]);
  });

  it("ends the worker with what the callback throws, once the outcome is recorded", async () => {
    const { outbox } = await createTestOutbox(db.database);
    await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
    const refused = new Error("the host's store is down");
    const beforeGivingUp = (): void => {
      throw refused;
    };
    await expect(outbox.run({ stopWhenIdle: true, handler: failed, beforeGivingUp })).rejects.toBe(refused);
    expect(await outbox.get("k")).toMatchObject({ state: "failed", reason: "5.1.1" });
  });

  it("comes to what waits behind a failed entry of its lane, which is never sent for it", async () => {
    const told: string[] = [];
    const { outbox, clock } = await createTestOutbox(db.database);
    await outbox.enqueue({ payload: bytes("v1") }, { key: "v1", lane: "l" });
    await outbox.enqueue({ payload: bytes("v2") }, { key: "v2", lane: "l" });
    await outbox.run({ stopWhenIdle: true, handler: failed });
    clock.advance(2 * DAY);
    await outbox.run({
      stopWhenIdle: true,
      handler: notCalled,
      beforeGivingUp: ({ key, reason }) => told.push(`${key} ${reason}`),
    });
    expect(told).toEqual(["v2 expired"]);
    expect(await outbox.get("v2")).toMatchObject({ state: "failed", reason: "expired", attempts: 0 });
  });
});
