import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  computeIndicators,
  type EventStore,
  type ExchangeEventInput,
  exportEvidence,
  type IndicatorReport,
} from "../../src/index.ts";
import { accepted, letter, submitted } from "../support/events.ts";
import { generateEvents } from "../support/generate-events.ts";
import { emptyStore, openMemoryStore } from "../support/open-store.ts";

const RUNS = { numRuns: 6, seed: 20_180_401 } as const;
const AS_OF = "2019-01-10T00:00:00Z";
const QUARTERS = ["2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"] as const;

const project = {
  id: "properties",
  title: "Propriétés",
  establishments: ["ES1", "ES2"].map((id) => ({
    id,
    label: id,
    activity: { source: "SAE 2014", year: 2014, staysAnnual: 40 },
  })),
  laboratories: ["LBM1", "LBM2"].map((id) => ({ id, label: id })),
};

function history(seed: number): ExchangeEventInput[] {
  const keys = { establishments: ["ES1", "ES2"], laboratories: ["LBM1", "LBM2"] };
  return [...generateEvents({ seed, ...keys, stays: 60, reports: 50, from: "2018-01-02T00:00:00Z", days: 340 })];
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });

let store: EventStore;
beforeAll(async () => {
  store = await openMemoryStore();
});
beforeEach(() => emptyStore(store));
afterAll(() => store.database.close());

async function count(period = "2018-Q2"): Promise<IndicatorReport> {
  return computeIndicators(store, { project, period, asOf: AS_OF });
}

async function countOf(events: readonly ExchangeEventInput[], period?: string): Promise<IndicatorReport> {
  await emptyStore(store);
  await store.record(events);
  return count(period);
}

const totalsOf = ({ tableau1, tableau2 }: IndicatorReport) => ({
  c: tableau1.total.c,
  d: tableau1.total.d,
  i: tableau2.total.i,
  k: tableau2.total.k,
  l: tableau2.total.l,
});
const FIGURES = ["c", "d", "i", "k", "l"] as const;

describe("figures of any history", () => {
  it("do not depend on the order of the events", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer(), async (seed, shuffle) => {
        const events = history(seed);
        const [shuffled = []] = fc.sample(fc.shuffledSubarray(events, { minLength: events.length }), {
          seed: shuffle,
          numRuns: 1,
        });
        expect(await countOf(shuffled)).toEqual(await countOf(events));
      }),
      RUNS,
    );
  });

  it("do not change when events are told again", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const events = history(seed);
        const once = await countOf(events);
        expect(await store.record(events)).toEqual({ recorded: 0, duplicates: events.length });
        expect(await count()).toEqual(once);
      }),
      RUNS,
    );
  });

  it("add up over months and over participants, and every unit counts once in a year", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        await emptyStore(store);
        await store.record(history(seed));
        const reports = await Promise.all(QUARTERS.map((period) => count(period)));
        for (const report of reports) {
          const months = report.monthly.total.slice(-3);
          for (const figure of FIGURES)
            expect(months.reduce((sum, month) => sum + month[figure], 0)).toBe(totalsOf(report)[figure]);
        }
        const keys: string[] = [];
        for (const period of QUARTERS) {
          const write = (figure: string, line: string): void => {
            const { key } = JSON.parse(line) as { key?: string };
            if (key !== undefined) keys.push(`${figure} ${key}`);
          };
          await exportEvidence(store, { project, period, asOf: AS_OF, write });
        }
        expect(new Set(keys).size).toBe(keys.length);
        const year = reports.map(totalsOf);
        for (const figure of FIGURES) {
          const mine = keys.filter((key) => key.startsWith(`${figure.toUpperCase()} `));
          expect(mine).toHaveLength(year.reduce((sum, totals) => sum + totals[figure], 0));
        }
      }),
      RUNS,
    );
  });

  it("never have more sent than produced, nor more of level 3 than of any level, over all time", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        await emptyStore(store);
        await store.record(history(seed));
        const totals = (await Promise.all(QUARTERS.map((period) => count(period)))).map(totalsOf);
        const year = (figure: (typeof FIGURES)[number]) => totals.reduce((sum, one) => sum + one[figure], 0);
        expect(year("d")).toBeLessThanOrEqual(year("c"));
        expect(year("l")).toBeLessThanOrEqual(year("k"));
        expect(year("k")).toBeLessThanOrEqual(year("i"));
      }),
      RUNS,
    );
  });

  it("do not rise when a counted letter gets a new version, or a sent one another recipient", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const before = totalsOf(await countOf(history(seed)));
        const sentKeys: string[] = [];
        await exportEvidence(store, {
          project,
          period: "2018-Q2",
          asOf: AS_OF,
          write: (figure, line) => {
            const { key } = JSON.parse(line) as { key?: string };
            if (figure === "D" && key !== undefined) sentKeys.push(key);
          },
        });
        for (const stayKey of sentKeys) {
          await store.record([
            letter(`again-${stayKey}`, stayKey, "2018-06-30 12:00", { lineageKey: `lineage-${stayKey}`, version: 2 }),
            submitted(`again-${stayKey}`, `again-${stayKey}`, "2018-06-30 12:01", { recipientKey: "another" }),
            accepted(`again-${stayKey}`, "2018-06-30 12:02"),
          ]);
        }
        const after = totalsOf(await count());
        expect(after.d).toBe(before.d);
        expect(after.c).toBe(before.c);
      }),
      RUNS,
    );
  });
});
