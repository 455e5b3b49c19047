import { describe, expect, it } from "vitest";
import { computeIndicators, createEventStore, type IndicatorReport, importEvents } from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";
import { generateEvents } from "../support/generate-events.ts";
import { countIndependently, keepRaw } from "../support/independent-count.ts";

const EVENTS = 200_000;
const AS_OF = "2018-11-30T00:00:00Z";
const QUARTERS = ["2018-Q2", "2018-Q3"] as const;
const establishments = ["ES1", "ES2", "ES3", "ES4"];
const laboratories = ["LBM1", "LBM2", "LBM3"];

const project = {
  id: "independent",
  title: "Second compte",
  establishments: establishments.map((id) => ({ id, label: id })),
  laboratories: laboratories.map((id) => ({ id, label: id })),
};

function history() {
  const events = generateEvents({
    seed: 2018,
    establishments,
    laboratories,
    stays: 21_500,
    reports: 19_000,
    from: "2018-01-01T00:00:00Z",
    days: 360,
  });
  return [...events];
}

function figuresOf(report: IndicatorReport): [string, number][] {
  const quarter = report.period.id;
  return [
    ...report.tableau1.rows.flatMap(({ entityId, c, d }): [string, number][] => [
      [`${entityId} C ${quarter}`, c],
      [`${entityId} D ${quarter}`, d],
    ]),
    ...report.tableau2.rows.flatMap(({ entityId, i, k, l }): [string, number][] => [
      [`${entityId} I ${quarter}`, i],
      [`${entityId} K ${quarter}`, k],
      [`${entityId} L ${quarter}`, l],
    ]),
  ];
}

/** PostgreSQL where it is installed, else PGlite: one is enough, at this size. */
const databases = testDatabases("the independent count of 200 000 events").slice(-1);

describe.each(databases)("on $name", ({ open }) => {
  it("counts what plain SQL written from the rules counts", async () => {
    const events = history();
    expect(events.length).toBeGreaterThanOrEqual(EVENTS);
    const database = await open();
    try {
      const store = await createEventStore({ database });
      const lines = events.map((event) => `${JSON.stringify(event)}\n`);
      await importEvents(store, lines);
      await keepRaw(database, events);
      const expected = await countIndependently(database, AS_OF);
      for (const period of QUARTERS) {
        const report = await computeIndicators(store, { project, period, asOf: AS_OF });
        for (const [key, count] of figuresOf(report)) expect([key, count]).toEqual([key, expected.get(key) ?? 0]);
        expect(report.tableau1.total.c).toBeGreaterThan(500);
      }
    } finally {
      await database.close();
    }
  }, 240_000);
});
