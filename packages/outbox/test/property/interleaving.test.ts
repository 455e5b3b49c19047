import type { SqlDatabase } from "@ldl/domain";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutboxState, Outcome } from "../../src/index.ts";
import { decide } from "../../src/internal/decide.ts";
import { DEFAULT_LIMITS } from "../../src/limits.ts";
import { markDispatched, nameOfHold, renewLeases } from "../../src/store/hold-lease.ts";
import { insertEntry } from "../../src/store/insert-entry.ts";
import { type LeasedRow, leaseEntries } from "../../src/store/lease-entries.ts";
import { type Operation, operate } from "../../src/store/operate.ts";
import { readHistory } from "../../src/store/read-entries.ts";
import { recordSettlements } from "../../src/store/record-settlements.ts";
import type { Store } from "../../src/store/store.ts";
import { createTables, tablesOf } from "../../src/store/tables.ts";
import { openPglite } from "../support/databases.ts";
import { bytes } from "../support/test-outbox.ts";
import { type ModelLease, QueueModel } from "./queue-model.ts";

const START = Date.parse("2026-01-05T08:00:00Z");
const LEASE = 1_000;
const RETRY = 700;
const SEED = 20_260_105;
const limits = { ...DEFAULT_LIMITS, maxUnknown: 1_000, maxErrors: 1_000, maxAbandoned: 1_000, maxAttempts: 1_000 };
const policy = { limits, schedule: () => RETRY, random: () => 0 };

interface Real {
  readonly store: Store;
  readonly clock: { nowMs: number };
  /** Rows as they were leased, by the name of the hold: what a worker, alive or dead, has in memory. */
  readonly rows: Map<string, LeasedRow>;
}
type Step = fc.AsyncCommand<QueueModel, Real>;

async function compare(model: QueueModel, { store }: Real): Promise<void> {
  const { rows } = await store.database.query(
    `SELECT key, state, attempts, uncertain, fence::int, due_at FROM ${store.tables.entries} ORDER BY id`,
  );
  const open = (state: OutboxState): boolean => state === "ready" || state === "leased";
  expect(rows.map((row) => ({ ...row, due_at: open(row["state"] as OutboxState) ? row["due_at"] : null }))).toEqual(
    model.entries.map(({ key, state, attempts, uncertain, fence, dueMs }) => ({
      key,
      state,
      attempts,
      uncertain,
      fence,
      due_at: open(state) ? new Date(dueMs) : null,
    })),
  );
  for (const entry of model.entries) {
    const history = await readHistory(store, entry.key);
    const outcomes = history.flatMap(({ kind, outcome }) => (kind === "attempt" ? (outcome ?? []) : []));
    expect(outcomes).toEqual(entry.outcomes);
    expect(outcomes.filter((outcome) => outcome === "delivered").length).toBeLessThanOrEqual(1);
    expect(outcomes.length + (entry.state === "leased" ? 1 : 0)).toBe(entry.attempts);
  }
}

function step(
  name: string,
  check: (model: QueueModel) => boolean,
  act: (model: QueueModel, real: Real) => Promise<void>,
): Step {
  return {
    check,
    async run(model, real) {
      await act(model, real);
      await compare(model, real);
    },
    toString: () => name,
  };
}
const anyTime = (): boolean => true;
const someLease = (model: QueueModel): boolean => model.leases.length > 0;
const pick = (model: QueueModel, n: number): ModelLease => model.leases[n % model.leases.length] as ModelLease;

const enqueue = fc
  .record({ key: fc.integer({ min: 0, max: 7 }).map((n) => `k${n}`), lane: fc.constantFrom(null, null, "l1", "l2") })
  .map(({ key, lane }) =>
    step(`enqueue ${key} ${lane ?? ""}`, anyTime, async (model, { store }) => {
      const known = model.find(key);
      const placement = { key, maxAgeMs: 10 ** 9, ...(lane === null ? {} : { lane }) };
      const { created } = await insertEntry(store, store.database, { payload: bytes(key) }, placement);
      expect(created).toBe(known === undefined);
      // The identity counts conflicts too, the model does not: only the order of identifiers matters.
      if (known === undefined) model.enqueue(key, lane);
    }),
  );

const advance = fc.integer({ min: 1, max: 1_500 }).map((ms) =>
  step(`advance ${ms}`, anyTime, (model, { clock }) => {
    model.nowMs += ms;
    clock.nowMs += ms;
    return Promise.resolve();
  }),
);

const lease = fc
  .record({ count: fc.integer({ min: 1, max: 4 }), dispatched: fc.boolean() })
  .map(({ count, dispatched }) =>
    step(`lease ${count} ${dispatched ? "implicit" : "explicit"}`, anyTime, async (model, { store, rows }) => {
      const given = await leaseEntries(store, { worker: "w", count, leaseMs: LEASE, blocked: [], dispatched });
      const due = model.leasable(count);
      expect(given.map(({ key }) => key).sort()).toEqual(due.map(({ key }) => key).sort());
      for (const row of given) {
        const entry = due.find(({ key }) => key === row.key);
        if (entry === undefined) throw new Error("not due");
        const { key, fence } = model.lease(entry, LEASE, dispatched);
        rows.set(`${key}/${fence}`, row);
        expect([row.fence, row.uncertain]).toEqual([fence, entry.uncertain]);
      }
    }),
  );

const rowOf = ({ rows }: Real, { key, fence }: ModelLease): LeasedRow => rows.get(`${key}/${fence}`) as LeasedRow;

const renew = fc.nat().map((n) =>
  step("renew", someLease, async (model, real) => {
    const row = rowOf(real, pick(model, n));
    const entry = model.held(pick(model, n));
    const kept = await renewLeases(real.store, [row], LEASE);
    expect(kept.has(nameOfHold(row))).toBe(entry !== undefined);
    if (entry !== undefined) entry.dueMs = model.nowMs + LEASE;
  }),
);

const dispatching = fc.nat().map((n) =>
  step("dispatching", someLease, async (model, real) => {
    const entry = model.held(pick(model, n));
    expect(await markDispatched(real.store, rowOf(real, pick(model, n)), LEASE)).toBe(entry !== undefined);
    if (entry === undefined) return;
    entry.dispatched = true;
    if (entry.dueMs <= model.nowMs) entry.dueMs = model.nowMs + LEASE;
  }),
);

const outcomes: readonly (readonly [Outcome, OutboxState])[] = [
  [{ kind: "delivered" }, "delivered"],
  [{ kind: "retry", reason: "450" }, "ready"],
  [{ kind: "failed", reason: "550" }, "failed"],
  [{ kind: "unknown", reason: "lost" }, "ready"],
  [{ kind: "park", reason: "look" }, "parked"],
];
const complete = fc
  .record({ n: fc.nat(), chosen: fc.constantFrom(...outcomes) })
  .map(({ n, chosen: [outcome, state] }) =>
    step(`complete ${outcome.kind}`, someLease, async (model, real) => {
      const { store } = real;
      const row = rowOf(real, pick(model, n));
      const entry = model.held(pick(model, n));
      const standing = { ...row, attempt: row.attempts, dispatched: true, remainingMs: 10 ** 9 };
      const before = model.find(row.key);
      const written = await recordSettlements(store, [{ hold: row, settlement: decide(standing, outcome, policy) }]);
      // Good when held; also when this very lease was completed before, for its answer may have been lost.
      const again = before?.state !== "leased" && String(before?.fence) === row.fence;
      expect(written.has(nameOfHold(row))).toBe(entry !== undefined || again);
      if (entry === undefined) return;
      entry.state = state;
      entry.outcomes.push(outcome.kind);
      entry.dispatched = false;
      entry.uncertain = outcome.kind === "unknown" || (row.uncertain && outcome.kind !== "delivered");
      if (state === "ready") entry.dueMs = model.nowMs + RETRY;
    }),
  );

const allowed: Readonly<Record<Operation, readonly OutboxState[]>> = {
  retry: ["ready", "failed", "parked", "cancelled"],
  cancel: ["ready", "failed", "parked"],
  park: ["ready", "failed"],
};
const results: Readonly<Record<Operation, OutboxState>> = { retry: "ready", cancel: "cancelled", park: "parked" };
const act = fc
  .record({ operation: fc.constantFrom<Operation>("retry", "cancel", "park"), n: fc.nat() })
  .map(({ operation, n }) =>
    step(
      operation,
      (model) => model.entries.length > 0,
      async (model, { store }) => {
        const entry = model.entries[n % model.entries.length];
        if (entry === undefined) return;
        const expired = entry.state === "leased" && entry.dueMs <= model.nowMs;
        const request = { operation, key: entry.key, reason: undefined };
        const done = store.database.transaction((transaction) => operate(store, transaction, request));
        if (!expired && !allowed[operation].includes(entry.state)) {
          await expect(done).rejects.toMatchObject({ code: "LDL_OUTBOX_STATE_CONFLICT" });
          return;
        }
        await done;
        model.abandon(entry);
        entry.state = results[operation];
        entry.fence++;
        entry.dispatched = false;
        entry.dueMs = model.nowMs;
      },
    ),
  );

describe("any interleaving of enqueue, lease, expiry, renewal, completion, death and acts of a person", () => {
  let database: SqlDatabase;
  const tables = tablesOf("model");
  beforeAll(async () => {
    database = await openPglite();
    await createTables(database, tables);
  });
  afterAll(async () => {
    await database.close();
  });

  it("loses nothing, gives an entry to one worker at a time, and lets no late worker overwrite", async () => {
    const commands = fc.commands(
      [enqueue, enqueue, advance, advance, lease, lease, renew, dispatching, complete, complete, act],
      {
        maxCommands: 60,
        size: "max",
      },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        await database.query(`TRUNCATE ${tables.entries}, ${tables.history} RESTART IDENTITY`);
        const clock = { nowMs: START };
        const store: Store = { database, tables, now: () => new Date(clock.nowMs) };
        await fc.asyncModelRun(
          () => ({ model: new QueueModel(START), real: { store, clock, rows: new Map() } }),
          steps,
        );
      }),
      { seed: SEED, numRuns: 60, endOnFailure: true },
    );
  });
});
