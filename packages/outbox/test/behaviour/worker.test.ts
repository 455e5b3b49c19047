import { LdlError } from "@ldl/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGroupLimits, type Outbox, type OutboxHandler, type OutboxLease, type Outcome } from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";
import { bytes, createTestOutbox, type TestOutbox } from "../support/test-outbox.ts";

const LEASE = 60_000;
const MINUTE = 60_000;
const always =
  (outcome: Outcome): OutboxHandler =>
  () =>
    Promise.resolve(outcome);
const delivered: Outcome = { kind: "delivered" };
const once = (outbox: Outbox, handler: OutboxHandler) => outbox.run({ handler, stopWhenIdle: true });
const never = new Promise<never>(() => undefined);

/** Something that a test opens by hand. */
function gate<T = void>() {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A worker that takes what is due, gets as far as `before` lets it, and dies without a word. */
async function die(outbox: Outbox, before: (lease: OutboxLease) => Promise<void>, dispatch: "implicit" | "explicit") {
  const stop = new AbortController();
  const handler: OutboxHandler = async (lease) => {
    await before(lease);
    stop.abort();
    return never;
  };
  return outbox.run({ handler, dispatch, signal: stop.signal, drainMs: 0, abortGraceMs: 0, leaseMs: LEASE });
}

describe.each(testDatabases("the workers"))("workers on $name", ({ open }) => {
  let db: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(async () => {
    await db.close();
  });

  /** Another process on the same channel, with the same time, whose own timers never fire: it renews nothing. */
  const frozenTwin = (test: TestOutbox): Promise<TestOutbox> =>
    createTestOutbox(db.database, {
      channel: test.outbox.channel,
      now: () => test.clock.now(),
      delay: (_ms, signal) =>
        new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true })),
    });

  describe("an attempt", () => {
    it("hands over the same bytes each time, and delivers", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await outbox.enqueue(
        { payload: bytes("mail é"), metadata: { to: "x" }, parts: ["a", "b"] },
        { key: "k", group: "g" },
      );
      const seen: OutboxLease[] = [];
      const handler: OutboxHandler = (lease) => {
        seen.push(lease);
        return Promise.resolve(seen.length === 1 ? { kind: "retry", reason: "450 4.2.0" } : delivered);
      };
      await once(outbox, handler);
      clock.advance(MINUTE);
      await once(outbox, handler);
      expect(seen).toMatchObject([
        {
          key: "k",
          group: "g",
          payload: bytes("mail é"),
          metadata: { to: "x" },
          parts: ["a", "b"],
          attempt: 1,
          fence: 1n,
        },
        { key: "k", payload: bytes("mail é"), parts: ["a", "b"], attempt: 2, fence: 2n, uncertain: false },
      ]);
      expect(await outbox.history("k")).toMatchObject([
        { kind: "attempt", attempt: 1, outcome: "retry", state: "ready", reason: "450 4.2.0", worker: "worker-1" },
        { kind: "attempt", attempt: 2, outcome: "delivered", state: "delivered", worker: "worker-2" },
      ]);
    });

    it("comes again by the schedule and not before", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      let attempts = 0;
      const handler: OutboxHandler = () => {
        attempts++;
        return Promise.resolve({ kind: "retry", reason: "421" });
      };
      await once(outbox, handler);
      for (const [step, expected] of [
        [MINUTE - 1, 1],
        [1, 2],
        [2 * MINUTE - 1, 2],
        [1, 3],
      ] as const) {
        clock.advance(step);
        await once(outbox, handler);
        expect(attempts).toBe(expected);
      }
      expect(await outbox.get("k")).toMatchObject({ state: "ready", reason: "421", attempts: 3 });
    });

    it("sends again only what is pending", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x"), parts: ["a", "b", "c"] }, { key: "k" });
      const sent: (readonly string[])[] = [];
      const handler: OutboxHandler = ({ parts }) => {
        sent.push(parts);
        const partial: Outcome = {
          kind: "partial",
          parts: {
            a: { kind: "delivered", detail: { queueId: "1" } },
            b: { kind: "failed", reason: "5.1.1" },
            c: { kind: "retry", reason: "4.2.2", afterMs: 5 * MINUTE },
          },
        };
        return Promise.resolve(sent.length === 1 ? partial : delivered);
      };
      await once(outbox, handler);
      clock.advance(5 * MINUTE);
      await once(outbox, handler);
      expect(sent).toEqual([["a", "b", "c"], ["c"]]);
      expect(await outbox.get("k")).toMatchObject({
        state: "failed",
        reason: "5.1.1",
        parts: [
          { name: "a", state: "delivered", attempt: 1, detail: { queueId: "1" } },
          { name: "b", state: "failed", attempt: 1, reason: "5.1.1" },
          { name: "c", state: "delivered", attempt: 2 },
        ],
      });
      expect((await outbox.history("k"))[0]?.parts).toMatchObject([
        { name: "a" },
        { name: "b" },
        { name: "c", state: "pending" },
      ]);
    });

    it("says that an earlier one may have delivered, and parks after the second unknown", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const doubts: boolean[] = [];
      const handler: OutboxHandler = ({ uncertain }) => {
        doubts.push(uncertain);
        return Promise.resolve({ kind: "unknown", reason: "lost after the final dot" });
      };
      await once(outbox, handler);
      clock.advance(MINUTE);
      await once(outbox, handler);
      expect(doubts).toEqual([false, true]);
      expect(await outbox.get("k")).toMatchObject({ state: "parked", reason: "unknown-outcome", uncertain: true });
    });

    it("is not made for what is too old; nothing is dropped in silence", async () => {
      const { outbox, clock, events } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x"), parts: ["a"] }, { key: "k", maxAgeMs: MINUTE });
      clock.advance(MINUTE);
      await once(outbox, () => Promise.reject(new Error("must not be called")));
      expect(await outbox.get("k")).toMatchObject({
        state: "failed",
        reason: "expired",
        attempts: 0,
        parts: [{ state: "failed", reason: "expired" }],
      });
      expect(await outbox.history("k")).toMatchObject([{ kind: "expired", state: "failed", startedAt: undefined }]);
      expect(events).toMatchObject([{ kind: "settled", outcome: undefined, state: "failed", reason: "expired" }]);
    });

    it("that throws is made again, then parked, and its words are not kept", async () => {
      const { outbox, clock, events } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      for (let n = 0; n < 3; n++) {
        await once(outbox, () => Promise.reject(new TypeError("cannot read M. Durand")));
        clock.advance(60 * MINUTE);
      }
      expect(await outbox.get("k")).toMatchObject({ state: "parked", reason: "handler-error", uncertain: true });
      const history = await outbox.history("k");
      expect(history).toMatchObject([1, 2, 3].map((attempt) => ({ attempt, outcome: "error", reason: "TypeError" })));
      expect(JSON.stringify(history)).not.toContain("Durand");
      expect(events.filter(({ kind }) => kind === "handler-threw")).toHaveLength(3);
    });

    it.each<[string, unknown, string]>([
      ["an LdlError", new LdlError("LDL_STORE_FAILED", "x", { details: { operation: "y" } }), "LDL_STORE_FAILED"],
      ["a system error", Object.assign(new Error("connect 10.0.0.1"), { code: "ECONNREFUSED" }), "ECONNREFUSED"],
      ["an error with a strange name", Object.assign(new Error("x"), { name: "M. Durand, né le" }), "Error"],
      ["no error", "M. Durand", "not-an-error"],
    ])("that throws %s is named by its code", async (_title, thrown, reason) => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      await once(outbox, () => {
        throw thrown;
      });
      expect((await outbox.history("k"))[0]).toMatchObject({ outcome: "error", reason });
    });

    it("that throws what may pass is never parked for it", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const error = new LdlError("LDL_STORE_FAILED", "x", { details: { operation: "y" }, retryable: true });
      for (let n = 0; n < 5; n++) {
        await once(outbox, () => Promise.reject(error));
        clock.advance(60 * MINUTE);
      }
      expect(await outbox.get("k")).toMatchObject({ state: "ready", attempts: 5 });
    });

    it.each<[string, unknown]>([
      ["nothing", undefined],
      ["an unknown kind", { kind: "sent" }],
      ["no reason", { kind: "failed" }],
      ["a reason that cannot be stored", { kind: "failed", reason: "a\0b" }],
      ["a part forgotten", { kind: "partial", parts: { a: { kind: "delivered" } } }],
      ["a part invented", { kind: "partial", parts: { a: { kind: "delivered" }, A: { kind: "delivered" } } }],
      ["one part too many", { kind: "partial", parts: { a: delivered, b: delivered, c: delivered } }],
    ])("that returns %s is parked at once", async (_title, outcome) => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x"), parts: ["a", "b"] }, { key: "k" });
      await once(outbox, () => Promise.resolve(outcome as Outcome));
      expect(await outbox.get("k")).toMatchObject({ state: "parked", reason: "invalid-outcome", uncertain: true });
    });

    it("that has no parts cannot be partial", async () => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      await once(outbox, always({ kind: "partial", parts: {} }));
      expect(await outbox.get("k")).toMatchObject({ state: "parked", reason: "invalid-outcome" });
    });

    it("parks after the last one allowed", async () => {
      const { outbox, clock } = await createTestOutbox(db.database, { limits: { maxAttempts: 2 } });
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      await once(outbox, always({ kind: "retry", reason: "450" }));
      clock.advance(MINUTE);
      await once(outbox, always({ kind: "retry", reason: "450" }));
      expect(await outbox.get("k")).toMatchObject({ state: "parked", reason: "max-attempts", attempts: 2 });
    });
  });

  describe("a worker that dies", () => {
    it.each<["implicit" | "explicit", string, (lease: OutboxLease) => Promise<void>, boolean]>([
      ["implicit", "anywhere", () => Promise.resolve(), true],
      ["explicit", "before dispatching", () => Promise.resolve(), false],
      ["explicit", "after dispatching", (lease) => lease.dispatching(), true],
    ])("%s dispatch, %s: taken over when the lease ends, in doubt: %#", async (dispatch, _where, before, doubt) => {
      const { outbox, clock, events } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      expect(await die(outbox, before, dispatch)).toMatchObject({ outcomes: {}, unrecorded: 1 });
      clock.advance(LEASE - 1);
      expect((await once(outbox, always(delivered))).outcomes).toEqual({});
      clock.advance(1);
      let uncertain: boolean | undefined;
      const summary = await once(outbox, (lease) => {
        uncertain = lease.uncertain;
        return Promise.resolve(delivered);
      });
      expect(summary).toMatchObject({ outcomes: { delivered: 1 }, abandoned: 1 });
      expect(uncertain).toBe(doubt);
      expect(await outbox.history("k")).toMatchObject([
        { attempt: 1, outcome: "abandoned", worker: "worker-1", dispatched: doubt, reason: "lease-expired" },
        { attempt: 2, outcome: "delivered" },
      ]);
      expect(events).toContainEqual({ kind: "abandoned", key: "k", group: "", attempt: 1, dispatched: doubt });
    });

    it("of the entry itself: set aside after five, without a sixth", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      for (let n = 0; n < 5; n++) {
        await die(outbox, () => Promise.resolve(), "implicit");
        clock.advance(LEASE);
      }
      expect((await once(outbox, always(delivered))).outcomes).toEqual({});
      expect(await outbox.get("k")).toMatchObject({ state: "parked", reason: "abandoned", attempts: 5 });
      expect((await outbox.history("k")).map(({ kind }) => kind)).toEqual([
        ...Array<string>(5).fill("attempt"),
        "exhausted",
      ]);
      await outbox.retry("k");
      expect((await once(outbox, always(delivered))).outcomes).toEqual({ delivered: 1 });
    });
  });

  describe("a lease", () => {
    it("is renewed as long as its worker lives", async () => {
      const { outbox, clock, event } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const end = gate();
      const run = outbox.run({ stopWhenIdle: true, leaseMs: LEASE, handler: () => end.opened.then(() => delivered) });
      await event(({ kind }) => kind === "started");
      const start = clock.now().getTime();
      for (let n = 0; n < 9; n++) {
        // Asleep again, the keeper of leases has had its answer.
        await clock.asleep(LEASE / 3);
        expect((await outbox.get("k"))?.leasedUntil?.getTime()).toBe(start + n * (LEASE / 3) + LEASE);
        clock.advance(LEASE / 3);
      }
      end.open();
      expect((await run).outcomes).toEqual({ delivered: 1 });
    });

    it("once lost, cannot overwrite what the new holder recorded", async () => {
      const test = await createTestOutbox(db.database);
      const late = await frozenTwin(test);
      await test.outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const end = gate<Outcome>();
      const lateRun = once(late.outbox, () => end.opened);
      await late.event(({ kind }) => kind === "started");
      test.clock.advance(LEASE);
      await once(test.outbox, always(delivered));
      end.open({ kind: "failed", reason: "550" });
      expect(await lateRun).toMatchObject({ outcomes: {}, fenced: 1 });
      expect(late.events).toContainEqual({ kind: "fenced", key: "k", group: "", attempt: 1, outcome: "failed" });
      expect(await test.outbox.get("k")).toMatchObject({ state: "delivered", attempts: 2 });
      expect((await test.outbox.history("k")).map(({ outcome }) => outcome)).toEqual(["abandoned", "delivered"]);
    });

    it("once lost, while the new holder is still sending, cannot end that attempt either", async () => {
      const test = await createTestOutbox(db.database);
      const late = await frozenTwin(test);
      await test.outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const [lateEnd, end] = [gate<Outcome>(), gate<Outcome>()];
      const lateRun = once(late.outbox, () => lateEnd.opened);
      await late.event(({ kind }) => kind === "started");
      test.clock.advance(LEASE);
      const run = once(test.outbox, () => end.opened);
      await test.event(({ kind }) => kind === "started");
      lateEnd.open(delivered);
      expect(await lateRun).toMatchObject({ fenced: 1 });
      expect(await test.outbox.get("k")).toMatchObject({ state: "leased", attempts: 2 });
      end.open({ kind: "failed", reason: "550" });
      await run;
      expect(await test.outbox.get("k")).toMatchObject({ state: "failed", reason: "550" });
    });

    it("once lost, stops the late attempt at the point of dispatch", async () => {
      const test = await createTestOutbox(db.database);
      const late = await frozenTwin(test);
      await test.outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const end = gate();
      let sentByLate = false;
      const lateRun = late.outbox.run({
        stopWhenIdle: true,
        dispatch: "explicit",
        handler: async (lease) => {
          await end.opened;
          await expect(lease.dispatching()).rejects.toMatchObject({
            code: "LDL_OUTBOX_LEASE_LOST",
            details: { key: "k", attempt: 1 },
          });
          expect(lease.signal.aborted).toBe(true);
          await lease.dispatching();
          sentByLate = true;
          return delivered;
        },
      });
      await late.event(({ kind }) => kind === "started");
      test.clock.advance(LEASE);
      await once(test.outbox, always(delivered));
      end.open();
      expect(await lateRun).toMatchObject({ fenced: 1 });
      expect(sentByLate).toBe(false);
    });

    it("expired but taken by nobody is still good", async () => {
      const test = await createTestOutbox(db.database);
      const late = await frozenTwin(test);
      await test.outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const end = gate();
      const lateRun = late.outbox.run({
        stopWhenIdle: true,
        leaseMs: LEASE,
        dispatch: "explicit",
        handler: async (lease) => {
          await end.opened;
          await lease.dispatching();
          expect((await test.outbox.get("k"))?.leasedUntil?.getTime()).toBe(test.clock.now().getTime() + LEASE);
          return delivered;
        },
      });
      await late.event(({ kind }) => kind === "started");
      test.clock.advance(2 * LEASE);
      end.open();
      expect((await lateRun).outcomes).toEqual({ delivered: 1 });
    });

    it("of an attempt that takes too long is let go, and the attempt told", async () => {
      const { outbox, clock, event } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const stop = new AbortController();
      const aborted = gate<unknown>();
      const run = outbox.run({
        signal: stop.signal,
        leaseMs: LEASE,
        attemptTimeoutMs: LEASE / 3,
        drainMs: 0,
        abortGraceMs: 0,
        concurrency: 1,
        handler: ({ signal }) => {
          signal.addEventListener("abort", () => aborted.open(signal.reason), { once: true });
          return never;
        },
      });
      await event(({ kind }) => kind === "started");
      clock.advance(LEASE / 3);
      expect(await aborted.opened).toMatchObject({ name: "TimeoutError" });
      clock.advance(LEASE);
      expect((await once(outbox, always(delivered))).outcomes).toEqual({ delivered: 1 });
      stop.abort();
      expect(await run).toMatchObject({ unrecorded: 1 });
    });
  });

  describe("waiting", () => {
    it("ends at once for an entry of the same process, without any poll", async () => {
      const { outbox, event } = await createTestOutbox(db.database);
      const stop = new AbortController();
      const run = outbox.run({ signal: stop.signal, handler: always(delivered) });
      for (const key of ["a", "b", "c"]) {
        await outbox.enqueue({ payload: bytes("x") }, { key });
        await event((told) => told.kind === "settled" && told.key === key);
      }
      stop.abort();
      expect((await run).outcomes).toEqual({ delivered: 3 });
    });

    it("ends when the caller's transaction commits", async () => {
      const { outbox, event } = await createTestOutbox(db.database);
      const stop = new AbortController();
      const run = outbox.run({ signal: stop.signal, handler: always(delivered) });
      await db.database.transaction((transaction) =>
        outbox.enqueue({ payload: bytes("x") }, { key: "k", transaction }),
      );
      await event(({ kind }) => kind === "settled");
      stop.abort();
      await run;
    });

    it("looks again after the poll interval for what other processes enqueue", async () => {
      const test = await createTestOutbox(db.database);
      const other = await frozenTwin(test);
      const stop = new AbortController();
      const settled = gate();
      const run = test.outbox.run({
        signal: stop.signal,
        pollMs: 250,
        handler: () => {
          settled.open();
          return Promise.resolve(delivered);
        },
      });
      await test.clock.asleep(250);
      await other.outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      test.clock.advance(250);
      await settled.opened;
      stop.abort();
      expect((await run).outcomes).toEqual({ delivered: 1 });
    });
  });

  describe("stopping", () => {
    it("lets what is under way end and starts nothing more", async () => {
      const { outbox, event } = await createTestOutbox(db.database);
      for (const key of ["a", "b", "c"]) await outbox.enqueue({ payload: bytes("x") }, { key });
      const stop = new AbortController();
      const end = gate();
      const run = outbox.run({ signal: stop.signal, concurrency: 2, handler: () => end.opened.then(() => delivered) });
      await event((told) => told.kind === "started" && told.key === "b");
      stop.abort();
      end.open();
      expect(await run).toEqual({ outcomes: { delivered: 2 }, abandoned: 0, fenced: 0, unrecorded: 0 });
      expect(await outbox.get("c")).toMatchObject({ state: "ready", attempts: 0 });
    });

    it("then tells it to end, and gives back at once what ended in time", async () => {
      const { outbox, clock, event } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      const stop = new AbortController();
      const run = outbox.run({
        signal: stop.signal,
        dispatch: "explicit",
        drainMs: 1_000,
        handler: ({ signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener("abort", () => reject(new Error("stopped")), { once: true });
          }),
      });
      await event(({ kind }) => kind === "started");
      stop.abort(new Error("deploy"));
      await clock.asleep(1_000);
      clock.advance(1_000);
      expect((await run).outcomes).toEqual({ released: 1 });
      expect(await outbox.get("k")).toMatchObject({ state: "ready", uncertain: false, nextAttemptAt: clock.now() });
      expect((await once(outbox, always(delivered))).outcomes).toEqual({ delivered: 1 });
    });

    it("never starts with a signal that is aborted already", async () => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      expect((await outbox.run({ signal: AbortSignal.abort(), handler: always(delivered) })).outcomes).toEqual({});
    });

    it("comes with what onEvent throws, after what was under way is recorded", async () => {
      const { outbox } = await createTestOutbox(db.database, {
        onEvent: ({ kind }) => {
          if (kind === "started") throw new Error("a counter is broken");
        },
      });
      await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
      await expect(outbox.run({ handler: always(delivered) })).rejects.toThrow("a counter is broken");
      expect(await outbox.get("k")).toMatchObject({ state: "delivered" });
    });
  });

  describe("groups", () => {
    it("a pause leaves one group alone for its time, and counts for nothing", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      for (const key of ["a1", "a2", "b1"])
        await outbox.enqueue({ payload: bytes("x") }, { key, group: key.slice(0, 1) });
      const sent: string[] = [];
      const summary = await outbox.run({
        stopWhenIdle: true,
        concurrency: 1,
        handler: ({ key, group }) => {
          sent.push(key);
          return Promise.resolve(
            group === "a" ? { kind: "pause", reason: "certificate expired", afterMs: MINUTE } : delivered,
          );
        },
      });
      expect(sent).toEqual(["a1", "b1"]);
      expect(summary.outcomes).toEqual({ pause: 1, delivered: 1 });
      clock.advance(MINUTE);
      expect((await once(outbox, always(delivered))).outcomes).toEqual({ delivered: 2 });
      expect(await outbox.get("a1")).toMatchObject({ state: "delivered", attempts: 2 });
    });

    it("a limit of the operator gives entries back without an attempt", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      for (const key of ["1", "2", "3", "4", "5"]) await outbox.enqueue({ payload: bytes("x") }, { key, group: "g" });
      await outbox.enqueue({ payload: bytes("x") }, { key: "other", group: "free" });
      const admit = createGroupLimits({
        limitsOf: (group) => (group === "g" ? { perMinute: 2 } : {}),
        now: () => clock.now(),
      });
      const rounds: number[] = [];
      for (let n = 0; n < 3; n++) {
        rounds.push(
          (await outbox.run({ stopWhenIdle: true, admit, handler: always(delivered) })).outcomes.delivered ?? 0,
        );
        clock.advance(MINUTE);
      }
      expect(rounds).toEqual([3, 2, 1]);
      for await (const entry of outbox.list()) expect(entry).toMatchObject({ state: "delivered", attempts: 1 });
      expect(await outbox.history("5")).toHaveLength(1);
    });

    it("a limit on connections is never passed", async () => {
      const { outbox, clock } = await createTestOutbox(db.database);
      for (let n = 0; n < 12; n++) await outbox.enqueue({ payload: bytes("x") }, { key: `k${n}` });
      const admit = createGroupLimits({ limitsOf: () => ({ connections: 2 }), now: () => clock.now(), waitMs: 10 });
      let [running, most, total] = [0, 0, 0];
      const handler: OutboxHandler = async () => {
        most = Math.max(most, ++running);
        await outbox.metrics();
        running--;
        total++;
        return delivered;
      };
      while (total < 12) {
        await outbox.run({ stopWhenIdle: true, concurrency: 8, admit, handler });
        clock.advance(10);
      }
      expect(most).toBe(2);
    });
  });

  describe("lanes", () => {
    it("keep the order of enqueuing, across workers", async () => {
      const { outbox } = await createTestOutbox(db.database);
      const keys = Array.from({ length: 10 }, (_value, n) => `k${n}`);
      for (const key of keys) await outbox.enqueue({ payload: bytes("x") }, { key, lane: "document-1" });
      await outbox.enqueue({ payload: bytes("x") }, { key: "free" });
      const sent: string[] = [];
      let running = 0;
      const stop = new AbortController();
      const handler: OutboxHandler = async ({ key }) => {
        if (key !== "free") expect(++running).toBe(1);
        await outbox.metrics();
        if (key !== "free") running--;
        if (sent.push(key) === 11) stop.abort();
        return delivered;
      };
      await Promise.all([1, 2].map(() => outbox.run({ signal: stop.signal, concurrency: 4, handler })));
      expect(sent.filter((key) => key !== "free")).toEqual(keys);
    });

    it.each(["failed", "parked"] as const)("are held by a %s entry until it is cancelled", async (state) => {
      const { outbox } = await createTestOutbox(db.database);
      await outbox.enqueue({ payload: bytes("x") }, { key: "first", lane: "l" });
      await outbox.enqueue({ payload: bytes("x") }, { key: "second", lane: "l" });
      await once(
        outbox,
        always(state === "failed" ? { kind: "failed", reason: "550" } : { kind: "park", reason: "look" }),
      );
      expect(await outbox.get("second")).toMatchObject({ state: "ready", attempts: 0 });
      await outbox.cancel("first");
      expect((await once(outbox, always(delivered))).outcomes).toEqual({ delivered: 1 });
    });
  });

  it("several workers share the queue, never an entry, and keep to their concurrency", async () => {
    const { outbox } = await createTestOutbox(db.database);
    await db.database.transaction(async (transaction) => {
      for (let n = 0; n < 200; n++) await outbox.enqueue({ payload: bytes("x") }, { key: `k${n}`, transaction });
    });
    const sent: string[] = [];
    const work = async () => {
      let [running, most] = [0, 0];
      const summary = await outbox.run({
        stopWhenIdle: true,
        concurrency: 5,
        handler: async ({ key }) => {
          most = Math.max(most, ++running);
          await Promise.resolve();
          sent.push(key);
          running--;
          return delivered;
        },
      });
      return { most, count: summary.outcomes.delivered ?? 0 };
    };
    const workers = await Promise.all([work(), work(), work()]);
    expect(new Set(sent).size).toBe(200);
    expect(sent).toHaveLength(200);
    expect(workers.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    expect(Math.max(...workers.map(({ most }) => most))).toBeLessThanOrEqual(5);
  });

  it.each([
    { concurrency: 0 },
    { concurrency: 1.5 },
    { leaseMs: 0 },
    { pollMs: Number.NaN },
    { attemptTimeoutMs: 2 ** 31 },
    { drainMs: -1 },
  ])("refuses %j", async (wrong) => {
    const { outbox } = await createTestOutbox(db.database);
    await expect(outbox.run({ handler: always(delivered), ...wrong })).rejects.toThrow(RangeError);
  });
});
