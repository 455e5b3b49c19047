import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createOutbox,
  type EnqueueOptions,
  type Outbox,
  type OutboxEntry,
  type OutboxMessage,
} from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";
import { bytes, createTestOutbox } from "../support/test-outbox.ts";

const HOUR = 3_600_000;
const message: OutboxMessage = {
  payload: bytes("mail"),
  metadata: { from: "x", n: [1, { b: 1, a: 2 }] },
  parts: ["a", "b"],
};
const keysOf = async (entries: AsyncIterable<OutboxEntry>): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of entries) keys.push(key);
  return keys;
};
const deliver = (outbox: Outbox) =>
  outbox.run({ stopWhenIdle: true, handler: () => Promise.resolve({ kind: "delivered" }) });
const fail = (outbox: Outbox) =>
  outbox.run({ stopWhenIdle: true, handler: () => Promise.resolve({ kind: "failed", reason: "550" }) });
/** A worker that takes what is due and dies. */
const dieWithLeases = (outbox: Outbox) => {
  const stop = new AbortController();
  const handler = (): Promise<never> => {
    stop.abort();
    return new Promise(() => undefined);
  };
  return outbox.run({ handler, signal: stop.signal, drainMs: 0, abortGraceMs: 0, leaseMs: 60_000 });
};

describe.each(testDatabases("the queue"))("queue on $name", ({ open }) => {
  let db: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(async () => {
    await db.close();
  });

  describe("enqueue", () => {
    it("keeps everything that it is given", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      const { entry, created } = await outbox.enqueue(message, {
        key: "k",
        group: "g",
        lane: "l",
        delayMs: 5_000,
        maxAgeMs: HOUR,
      });
      expect(created).toBe(true);
      expect(entry).toMatchObject({
        key: "k",
        group: "g",
        lane: "l",
        state: "ready",
        metadata: message.metadata,
        attempts: 0,
      });
      expect(entry.parts.map(({ name, state }) => [name, state])).toEqual([
        ["a", "pending"],
        ["b", "pending"],
      ]);
      expect(entry.payloadBytes).toBe(4);
      expect(entry.nextAttemptAt?.getTime()).toBe(clock.now().getTime() + 5_000);
      expect(entry.expiresAt.getTime()).toBe(clock.now().getTime() + HOUR);
      expect(await outbox.get("k")).toEqual(entry);
      expect(await outbox.readPayload("k")).toEqual(message.payload);
      expect(await outbox.history("k")).toEqual([]);
    });

    it("gives the existing entry for the same key and content, whatever the order of names", async () => {
      const { outbox } = await createTestOutbox(db.database);
      const first = await outbox.enqueue(message, { key: "k" });
      const same = { payload: bytes("mail"), metadata: { n: [1, { a: 2, b: 1 }], from: "x" }, parts: ["b", "a"] };
      expect(await outbox.enqueue(same, { key: "k" })).toEqual({ entry: first.entry, created: false });
      await deliver(outbox);
      expect(await outbox.enqueue(message, { key: "k" })).toMatchObject({
        created: false,
        entry: { state: "delivered" },
      });
    });

    it.each<[string, OutboxMessage]>([
      ["payload", { ...message, payload: bytes("mail!") }],
      ["metadata", { ...message, metadata: { from: "y" } }],
      ["parts", { ...message, parts: ["a"] }],
    ])("refuses the same key with another %s", async (_title, other) => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue(message, { key: "k" });
      await expect(outbox.enqueue(other, { key: "k" })).rejects.toMatchObject({
        code: "LDL_OUTBOX_KEY_CONFLICT",
        details: { key: "k" },
        retryable: false,
      });
    });

    it("makes one entry of one key enqueued many times at once", async () => {
      const { outbox } = await createTestOutbox(db.database);
      const results = await Promise.all(Array.from({ length: 20 }, () => outbox.enqueue(message, { key: "k" })));
      expect(results.filter(({ created }) => created)).toHaveLength(1);
      expect(await keysOf(outbox.list())).toEqual(["k"]);
    });

    it.each<[string, Uint8Array]>([
      ["text", bytes("From: x\r\n\r\nabc \\\\ \\x00 ''")],
      ["text longer than one piece", bytes("0123456789abcdef".repeat(12_345))],
      ["text of exactly two pieces", bytes("ab".repeat(65_536))],
      ["text of one byte more than a piece", bytes("a".repeat(65_537))],
      ["text with NUL", bytes("a\u0000b")],
      ["text with accents over a border of pieces", bytes(`${"a".repeat(65_535)}é${"b".repeat(10)}`)],
      ["every byte, over several pieces", Uint8Array.from({ length: 200_001 }, (_, n) => (n * 31) % 256)],
      ["nothing", new Uint8Array()],
    ])("gives back and hands over the same bytes: %s", async (_title, payload) => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload }, { key: "k" });
      const read = await outbox.readPayload("k");
      expect(Buffer.compare(read, payload)).toBe(0);
      expect(read.constructor).toBe(Uint8Array);
      let sent: Uint8Array | undefined;
      await outbox.run({
        stopWhenIdle: true,
        handler: (lease) => {
          sent = lease.payload;
          return Promise.resolve({ kind: "delivered" });
        },
      });
      expect(Buffer.compare(sent ?? bytes("nothing"), payload)).toBe(0);
    });

    it("belongs to the caller's transaction", async () => {
      const { outbox } = await createTestOutbox(db.database);
      const lost = db.database.transaction(async (transaction) => {
        await outbox.enqueue(message, { key: "rolled back", transaction });
        throw new Error("the host changed its mind");
      });
      await expect(lost).rejects.toThrow("changed its mind");
      await db.database.transaction(async (transaction) => {
        await outbox.enqueue(message, { key: "committed", transaction });
        const conflict = outbox.enqueue({ payload: bytes("other") }, { key: "committed", transaction });
        await expect(conflict).rejects.toMatchObject({ code: "LDL_OUTBOX_KEY_CONFLICT" });
        await outbox.enqueue(message, { key: "after the conflict", transaction });
      });
      expect(await keysOf(outbox.list())).toEqual(["committed", "after the conflict"]);
    });

    it.each<[string, OutboxMessage, EnqueueOptions, string]>([
      ["no key", message, { key: "" }, "options.key"],
      ["a key with NUL", message, { key: "a\0" }, "options.key"],
      ["a key too long", message, { key: "k".repeat(301) }, "options.key"],
      ["a negative delay", message, { key: "k", delayMs: -1 }, "options.delayMs"],
      ["an endless age", message, { key: "k", maxAgeMs: Number.POSITIVE_INFINITY }, "options.maxAgeMs"],
      ["empty parts", { ...message, parts: [] }, { key: "k" }, "message.parts"],
      ["a part twice", { ...message, parts: ["a", "a"] }, { key: "k" }, "message.parts"],
      ["an unnamed part", { ...message, parts: [""] }, { key: "k" }, "message.parts.0"],
      ["text for bytes", { ...message, payload: "mail" as unknown as Uint8Array }, { key: "k" }, "message.payload"],
    ])("refuses %s", async (_title, wrong, options, path) => {
      const { outbox } = await createTestOutbox(db.database);
      await expect(outbox.enqueue(wrong, options)).rejects.toMatchObject({
        code: "LDL_INPUT_INVALID",
        details: { issues: [{ path }] },
      });
      expect(await keysOf(outbox.list())).toEqual([]);
    });

    it("takes an empty payload and a large one", async () => {
      const { outbox } = await createTestOutbox(db.database);
      const large = new Uint8Array(3_000_000).map((_byte, index) => (index * 31) % 256);
      await outbox.enqueue({ payload: new Uint8Array() }, { key: "empty" });
      await outbox.enqueue({ payload: large }, { key: "large" });
      expect(await outbox.readPayload("empty")).toEqual(new Uint8Array());
      expect(Buffer.compare(await outbox.readPayload("large"), large)).toBe(0);
    });

    it("sends nothing once its signal is aborted", async () => {
      const { outbox } = await createTestOutbox(db.database);
      const signal = AbortSignal.abort(new Error("too late"));
      await expect(outbox.enqueue(message, { key: "k", signal })).rejects.toThrow("too late");
      await expect(outbox.get("k", { signal })).rejects.toThrow("too late");
      await expect(outbox.cancel("k", { signal })).rejects.toThrow("too late");
      await expect(keysOf(outbox.list({ signal }))).rejects.toThrow("too late");
      expect(await outbox.get("k")).toBeUndefined();
    });
  });

  describe("install", () => {
    it("can be called again, and by several processes at once", async () => {
      const outboxes = Array.from({ length: 4 }, () => createOutbox({ database: db.database, channel: "together" }));
      await Promise.all(outboxes.map((outbox) => outbox.install()));
      await outboxes[0]?.enqueue(message, { key: "k" });
      await outboxes[1]?.install();
      expect(await outboxes[2]?.get("k")).toMatchObject({ key: "k" });
    });

    it("is what a missing table asks for", async () => {
      const outbox = createOutbox({ database: db.database, channel: "not_there" });
      await expect(outbox.enqueue(message, { key: "k" })).rejects.toMatchObject({
        code: "LDL_STORE_FAILED",
        retryable: false,
        details: { operation: "outbox.enqueue" },
      });
    });

    it.each(["", "Mail", "1mail", "mail; DROP TABLE x", "m".repeat(32)])("refuses the channel name %j", (channel) => {
      expect(() => createOutbox({ database: db.database, channel })).toThrow(RangeError);
    });

    it("keeps channels apart", async () => {
      const [one, two] = [await createTestOutbox(db.database), await createTestOutbox(db.database)];
      await one.outbox.enqueue(message, { key: "k" });
      expect(await two.outbox.get("k")).toBeUndefined();
      await two.outbox.enqueue({ payload: bytes("other") }, { key: "k" });
      expect((await deliver(two.outbox)).outcomes).toEqual({ delivered: 1 });
      expect(await one.outbox.get("k")).toMatchObject({ state: "ready" });
    });
  });

  describe("list", () => {
    it("pages through everything in order, by state and group", async () => {
      const { outbox } = await createTestOutbox(db.database);
      const keys = Array.from({ length: 450 }, (_value, index) => `k${index}`);
      await db.database.transaction(async (transaction) => {
        for (const [index, key] of keys.entries()) {
          await outbox.enqueue({ payload: bytes(key) }, { key, group: index % 2 === 0 ? "even" : "odd", transaction });
        }
      });
      await outbox.park("k3");
      expect(await keysOf(outbox.list())).toEqual(keys);
      expect(await keysOf(outbox.list({ states: ["parked", "failed"] }))).toEqual(["k3"]);
      expect(await keysOf(outbox.list({ group: "odd", states: ["ready"] }))).toHaveLength(224);
    });
  });

  describe("retry, cancel, park", () => {
    /** Brings the entry `k` into a state. */
    const states: Readonly<Record<string, (outbox: Outbox) => Promise<unknown>>> = {
      ready: () => Promise.resolve(),
      leased: (outbox) => dieWithLeases(outbox),
      delivered: (outbox) => deliver(outbox),
      failed: (outbox) => fail(outbox),
      parked: (outbox) => outbox.park("k"),
      cancelled: (outbox) => outbox.cancel("k"),
    };
    const allowed = { retry: "ready failed parked cancelled", cancel: "ready failed parked", park: "ready failed" };
    const cases = (["retry", "cancel", "park"] as const).flatMap((operation) =>
      Object.keys(states).map((state) => ({ operation, state, ok: allowed[operation].split(" ").includes(state) })),
    );
    it.each(cases)("$operation of a $state entry: $ok", async ({ operation, state, ok }) => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue(message, { key: "k" });
      await states[state]?.(outbox);
      expect(await outbox.get("k")).toMatchObject({ state });
      if (ok) {
        const after = { retry: "ready", cancel: "cancelled", park: "parked" }[operation];
        expect(await outbox[operation]("k", { reason: "asked by the ward" })).toMatchObject({
          state: after,
          reason: "asked by the ward",
        });
        const kind = { retry: "reopened", cancel: "cancelled", park: "parked" }[operation];
        expect((await outbox.history("k")).at(-1)).toMatchObject({ kind, state: after, reason: "asked by the ward" });
      } else {
        await expect(outbox[operation]("k")).rejects.toMatchObject({
          code: "LDL_OUTBOX_STATE_CONFLICT",
          details: { key: "k", state, operation },
          retryable: state === "leased",
        });
      }
    });

    it.each(["retry", "cancel", "park"] as const)("%s tells that a key is unknown", async (operation) => {
      const { outbox } = await createTestOutbox(db.database);
      await expect(outbox[operation]("nobody")).rejects.toMatchObject({ code: "LDL_OUTBOX_ENTRY_UNKNOWN" });
    });

    it("retry reopens what is not delivered, and starts counters and age anew", async () => {
      const { outbox, clock } = await createTestOutbox(db.database, { limits: { maxErrors: 2 } });
      await outbox.enqueue(message, { key: "k" });
      const parts = { a: { kind: "delivered" }, b: { kind: "failed", reason: "550" } } as const;
      await outbox.run({ stopWhenIdle: true, handler: () => Promise.resolve({ kind: "partial", parts }) });
      clock.advance(50 * HOUR);
      const reopened = await outbox.retry("k");
      expect(reopened.parts.map(({ state }) => state)).toEqual(["delivered", "pending"]);
      expect(reopened.expiresAt.getTime()).toBe(clock.now().getTime() + 48 * HOUR);
      let sent: readonly string[] = [];
      await outbox.run({
        stopWhenIdle: true,
        handler: (lease) => {
          sent = lease.parts;
          return Promise.resolve({ kind: "delivered" });
        },
      });
      expect(sent).toEqual(["b"]);
      expect(await outbox.get("k")).toMatchObject({ state: "delivered", attempts: 2 });
    });

    it("acts within the caller's transaction", async () => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue(message, { key: "k" });
      const lost = db.database.transaction(async (transaction) => {
        await outbox.cancel("k", { transaction });
        throw new Error("no");
      });
      await expect(lost).rejects.toThrow("no");
      expect(await outbox.get("k")).toMatchObject({ state: "ready" });
    });

    it("treats an expired lease as nobody's, and the history keeps its attempt", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await outbox.enqueue(message, { key: "k" });
      await dieWithLeases(outbox);
      clock.advance(60_000);
      expect(await outbox.cancel("k")).toMatchObject({ state: "cancelled", uncertain: true });
      expect(await outbox.history("k")).toMatchObject([
        { kind: "attempt", outcome: "abandoned", attempt: 1, dispatched: true },
        { kind: "cancelled" },
      ]);
    });
  });

  describe("purge", () => {
    it("deletes payloads after their retention and keeps entry, history and key", async () => {
      const { outbox, clock } = await createTestOutbox(db.database, { retention: { payloadMs: 10 * HOUR } });
      for (const key of ["delivered", "failed", "cancelled", "parked", "ready"]) await outbox.enqueue(message, { key });
      await outbox.cancel("cancelled");
      await outbox.park("parked");
      await outbox.park("ready");
      await outbox.run({
        stopWhenIdle: true,
        handler: ({ key }) =>
          Promise.resolve(key === "failed" ? { kind: "failed", reason: "550" } : { kind: "delivered" }),
      });
      await outbox.retry("ready");
      clock.advance(10 * HOUR - 1);
      expect(await outbox.purge()).toEqual({ payloads: 0, entries: 0 });
      clock.advance(1);
      expect(await outbox.purge()).toEqual({ payloads: 3, entries: 0 });
      expect(await outbox.purge()).toEqual({ payloads: 0, entries: 0 });
      await expect(outbox.readPayload("delivered")).rejects.toMatchObject({ code: "LDL_OUTBOX_PAYLOAD_PURGED" });
      await expect(outbox.retry("failed")).rejects.toMatchObject({ code: "LDL_OUTBOX_PAYLOAD_PURGED" });
      expect(await outbox.readPayload("parked")).toEqual(message.payload);
      expect(await outbox.get("delivered")).toMatchObject({
        state: "delivered",
        purgedAt: clock.now(),
        metadata: message.metadata,
      });
      expect(await outbox.history("delivered")).toHaveLength(1);
      expect(await outbox.enqueue(message, { key: "delivered" })).toMatchObject({ created: false });
    });

    it("deletes entries with their history when asked, in batches", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await db.database.transaction(async (transaction) => {
        for (let n = 0; n < 620; n++) await outbox.enqueue({ payload: bytes("x") }, { key: `k${n}`, transaction });
      });
      await outbox.park("k0");
      await outbox.run({ concurrency: 100, stopWhenIdle: true, handler: () => Promise.resolve({ kind: "delivered" }) });
      clock.advance(HOUR);
      expect(await outbox.purge({ entryMs: HOUR, payloadMs: Number.POSITIVE_INFINITY })).toEqual({
        payloads: 0,
        entries: 619,
      });
      expect(await keysOf(outbox.list())).toEqual(["k0"]);
      expect(await outbox.history("k1")).toEqual([]);
      await expect(outbox.readPayload("k1")).rejects.toMatchObject({ code: "LDL_OUTBOX_ENTRY_UNKNOWN" });
    });

    it("goes by itself while a worker runs", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await outbox.enqueue(message, { key: "k" });
      await deliver(outbox);
      clock.advance(31 * 24 * HOUR);
      await outbox.enqueue(message, { key: "next" });
      await deliver(outbox);
      expect(await outbox.get("k")).toMatchObject({ purgedAt: clock.now() });
    });
  });

  describe("metrics", () => {
    it("counts what is queued, what waits for a person and recent attempts", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      expect(await outbox.metrics()).toMatchObject({ depth: 0, oldestAgeMs: 0, attempts: {} });
      await outbox.enqueue(message, { key: "a delivered" });
      await outbox.enqueue(message, { key: "b failed" });
      await outbox.run({
        stopWhenIdle: true,
        handler: ({ key }) =>
          Promise.resolve(key.startsWith("b") ? { kind: "failed", reason: "550" } : { kind: "delivered" }),
      });
      clock.advance(HOUR / 2);
      await outbox.enqueue(message, { key: "c leased" });
      await dieWithLeases(outbox);
      await outbox.enqueue(message, { key: "d ready" });
      await outbox.enqueue(message, { key: "e later", delayMs: HOUR });
      await outbox.enqueue(message, { key: "f parked" });
      await outbox.park("f parked");
      expect(await outbox.metrics()).toEqual({
        depth: 3,
        due: 1,
        leased: 1,
        expiredLeases: 0,
        uncertain: 0,
        parked: 1,
        failed: 1,
        oldestAgeMs: 0,
        attempts: { delivered: 1, failed: 1 },
      });
      clock.advance(HOUR / 2);
      expect(await outbox.metrics()).toMatchObject({ expiredLeases: 1, oldestAgeMs: HOUR / 2, attempts: {} });
      expect(await outbox.metrics({ windowMs: 2 * HOUR })).toMatchObject({ attempts: { delivered: 1, failed: 1 } });
    });
  });
});
