import type { SqlDatabase } from "@ldl/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutboxHandler } from "../../src/index.ts";
import { openPglite } from "../support/databases.ts";
import { type Fault, faultyDatabase, isStatement } from "../support/faulty-database.ts";
import { bytes, createTestOutbox } from "../support/test-outbox.ts";

const LEASE = 60_000;
const FIRST_RETRY = 200;
const delivered: OutboxHandler = () => Promise.resolve({ kind: "delivered" });

describe("a database that fails", () => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await openPglite();
  });
  afterAll(async () => {
    await database.close();
  });

  /** An outbox whose statements fail as the test says, from the moment it says so. */
  async function createFaultyOutbox() {
    let faultOf: (text: string) => Fault = () => "none";
    const test = await createTestOutbox(faultyDatabase(database, (text) => faultOf(text)));
    await test.outbox.enqueue({ payload: bytes("x") }, { key: "k" });
    const failing = (name: Parameters<typeof isStatement>[0], times: number, fault: Fault = "fail"): void => {
      let left = times;
      faultOf = (text) => (isStatement(name, text) && left-- > 0 ? fault : "none");
    };
    return { ...test, failing };
  }

  it("keeps the outcome of an attempt in hand until it can be written", async () => {
    const { outbox, clock, events, failing } = await createFaultyOutbox();
    failing("record", 2);
    let sent = 0;
    const run = outbox.run({
      stopWhenIdle: true,
      handler: () => {
        sent++;
        return Promise.resolve({ kind: "delivered" });
      },
    });
    for (const wait of [FIRST_RETRY, 2 * FIRST_RETRY]) {
      await clock.asleep(wait);
      expect(await outbox.get("k")).toMatchObject({ state: "leased" });
      clock.advance(wait);
    }
    expect((await run).outcomes).toEqual({ delivered: 1 });
    expect(sent).toBe(1);
    expect(events.filter(({ kind }) => kind === "store-failed")).toMatchObject([
      {
        error: { code: "LDL_STORE_FAILED", details: { operation: "outbox.record" }, retryable: true },
        retryInMs: FIRST_RETRY,
      },
      { retryInMs: 2 * FIRST_RETRY },
    ]);
  });

  it("knows its own outcome again when only the answer was lost", async () => {
    const { outbox, clock, failing } = await createFaultyOutbox();
    failing("record", 1, "lose-answer");
    const run = outbox.run({ stopWhenIdle: true, handler: delivered });
    await clock.asleep(FIRST_RETRY);
    clock.advance(FIRST_RETRY);
    expect(await run).toEqual({ outcomes: { delivered: 1 }, abandoned: 0, fenced: 0, unrecorded: 0 });
    expect(await outbox.history("k")).toHaveLength(1);
  });

  it("leaves the entry leased when the worker stops before it is back, to be leased again later", async () => {
    const { outbox, clock, event, failing } = await createFaultyOutbox();
    failing("record", Number.POSITIVE_INFINITY);
    const stop = new AbortController();
    const run = outbox.run({ signal: stop.signal, leaseMs: LEASE, drainMs: 0, abortGraceMs: 0, handler: delivered });
    await event(({ kind }) => kind === "store-failed");
    stop.abort();
    expect(await run).toMatchObject({ outcomes: {}, unrecorded: 1 });
    failing("record", 0);
    expect(await outbox.get("k")).toMatchObject({ state: "leased" });
    clock.advance(LEASE);
    expect(await outbox.run({ stopWhenIdle: true, handler: delivered })).toMatchObject({
      outcomes: { delivered: 1 },
      abandoned: 1,
    });
  });

  it("does not end the worker when nothing can be leased", async () => {
    const { outbox, clock, failing } = await createFaultyOutbox();
    failing("lease", 3);
    const run = outbox.run({ stopWhenIdle: true, handler: delivered });
    for (const wait of [FIRST_RETRY, 2 * FIRST_RETRY]) {
      await clock.asleep(wait);
      clock.advance(wait);
    }
    expect((await run).outcomes).toEqual({ delivered: 1 });
  });

  it("waits for a payload that cannot be read", async () => {
    const { outbox, clock, events, failing } = await createFaultyOutbox();
    failing("payload", 2);
    const run = outbox.run({ stopWhenIdle: true, handler: delivered });
    for (const wait of [FIRST_RETRY, 2 * FIRST_RETRY]) {
      await clock.asleep(wait);
      clock.advance(wait);
    }
    expect((await run).outcomes).toEqual({ delivered: 1 });
    expect(events.map(({ kind }) => kind)).toEqual(["store-failed", "store-failed", "started", "settled"]);
  });

  it("gives an entry back whose payload it is waiting for when it has to stop, which is no attempt", async () => {
    const { outbox, clock, failing } = await createFaultyOutbox();
    failing("payload", Number.POSITIVE_INFINITY);
    const stop = new AbortController();
    const run = outbox.run({ signal: stop.signal, handler: delivered });
    await clock.asleep(FIRST_RETRY);
    stop.abort();
    expect(await run).toEqual({ outcomes: {}, abandoned: 0, fenced: 0, unrecorded: 0 });
    expect(await outbox.get("k")).toMatchObject({ state: "ready", attempts: 0 });
    expect(await outbox.history("k")).toEqual([]);
  });

  it("parks an entry from which somebody took the payload", async () => {
    const { outbox, clock, events } = await createFaultyOutbox();
    await database.query(`UPDATE ldl_outbox_${outbox.channel} SET payload = NULL`);
    for (let attempt = 1; attempt <= 3; attempt++) {
      await outbox.run({ stopWhenIdle: true, handler: delivered });
      clock.advance(3_600_000);
    }
    expect(await outbox.get("k")).toMatchObject({ state: "parked", reason: "handler-error" });
    expect(events).not.toContainEqual(expect.objectContaining({ kind: "started" }));
  });

  it("takes back the entries of a lease whose answer was lost", async () => {
    const { outbox, clock, failing } = await createFaultyOutbox();
    const stop = new AbortController();
    // The purge at the start has the same words: it comes first.
    failing("lease", 2, "lose-answer");
    const run = outbox.run({ signal: stop.signal, leaseMs: LEASE, handler: delivered });
    await clock.asleep(FIRST_RETRY);
    expect(await outbox.get("k")).toMatchObject({ state: "leased", attempts: 1 });
    stop.abort();
    await run;
    clock.advance(LEASE);
    expect((await outbox.run({ stopWhenIdle: true, handler: delivered })).outcomes).toEqual({ delivered: 1 });
  });

  it("takes a lease for lost that could not be renewed to its end, and tells the attempt", async () => {
    const { outbox, clock, event, failing } = await createFaultyOutbox();
    failing("renew", Number.POSITIVE_INFINITY);
    const run = outbox.run({
      stopWhenIdle: true,
      leaseMs: LEASE,
      handler: ({ signal }) =>
        new Promise((resolve) => {
          const tell = (): void => resolve({ kind: "retry", reason: (signal.reason as { code: string }).code });
          signal.addEventListener("abort", tell, { once: true });
        }),
    });
    await event(({ kind }) => kind === "started");
    for (let n = 0; n < 3; n++) {
      await clock.asleep(LEASE / 3);
      clock.advance(LEASE / 3);
    }
    expect((await run).outcomes).toEqual({ retry: 1 });
    expect(await outbox.get("k")).toMatchObject({ state: "ready", reason: "LDL_OUTBOX_LEASE_LOST" });
  });

  it("keeps a careful handler from sending what could not be noted", async () => {
    const { outbox, failing } = await createFaultyOutbox();
    failing("dispatching", 1);
    let sent = 0;
    const careful: OutboxHandler = async (lease) => {
      await lease.dispatching();
      sent++;
      return { kind: "delivered" };
    };
    await outbox.run({ stopWhenIdle: true, dispatch: "explicit", handler: careful });
    expect(sent).toBe(0);
    expect(await outbox.get("k")).toMatchObject({ state: "ready", reason: "LDL_STORE_FAILED", uncertain: false });
  });

  it("makes enqueue reject with the cause, and nothing is queued", async () => {
    const { outbox, failing } = await createFaultyOutbox();
    failing("enqueue", 1);
    await expect(outbox.enqueue({ payload: bytes("y") }, { key: "other" })).rejects.toMatchObject({
      code: "LDL_STORE_FAILED",
      retryable: true,
      cause: { code: "53100" },
    });
    expect(await outbox.get("other")).toBeUndefined();
    expect(await outbox.enqueue({ payload: bytes("y") }, { key: "other" })).toMatchObject({ created: true });
  });
});
