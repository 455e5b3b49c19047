import { isLdlError } from "@ldl/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  computeIndicators,
  type EventStore,
  exportEvidence,
  freezeReport,
  IndicatorReport,
  listFrozenReports,
  verifyEvidence,
} from "../../src/index.ts";
import { at, failed, letter, sent, stay } from "../support/events.ts";
import { emptyStore, openMemoryStore } from "../support/open-store.ts";

let store: EventStore;
beforeAll(async () => {
  store = await openMemoryStore("2018-08-02T08:00:00+02:00");
});
beforeEach(() => emptyStore(store));
afterAll(() => store.database.close());

const project = {
  id: "p",
  title: "Projet",
  establishments: [{ id: "ES1", label: "ES 1", activity: { source: "SAE 2014", year: 2014, staysAnnual: 40 } }],
};
const counting = (asOf: string) => ({ project, period: "2018-Q2", asOf: at(asOf) });
const totals = ({ tableau1 }: IndicatorReport) => [tableau1.total.c, tableau1.total.d];

/** Ten letters, eight of them sent; the eighth on 29 June. */
async function recordQuarter(): Promise<void> {
  for (let n = 0; n < 10; n += 1) {
    await store.record([stay(`s${n}`), letter(`l${n}`, `s${n}`, `2018-06-1${n}`)]);
    if (n < 8) await store.record(sent(`t${n}`, `l${n}`, n === 7 ? "2018-06-29" : "2018-06-20"));
  }
}

/** What comes after the first version was closed: a letter told late, a bounce, a repeated event. */
async function recordLate(): Promise<void> {
  const late = { ...letter("l10", "s10", "2018-06-20"), recordedAt: at("2018-07-20 09:00") };
  const bounce = { ...failed("t7", "2018-07-16 08:00"), recordedAt: at("2018-07-16 08:00") };
  await store.record([stay("s10"), late, bounce]);
  expect(await store.record([late])).toEqual({ recorded: 0, duplicates: 1 });
}

describe("closing a period", () => {
  it("W16 keeps the first version, counts what came late, and tells what the second changes", async () => {
    await recordQuarter();
    const first = await freezeReport(store, counting("2018-07-15 00:00"));
    expect([first.version, first.status, totals(first)]).toEqual([1, "frozen", [10, 8]]);
    await recordLate();
    const [kept] = await listFrozenReports(store, { projectId: "p", period: "2018-Q2" });
    expect(kept).toEqual(first);
    const again = await computeIndicators(store, counting("2018-07-15 00:00"));
    expect([totals(again), again.lateEvents]).toEqual([[10, 8], 2]);
    const second = await freezeReport(store, counting("2018-07-31 00:00"));
    expect([second.version, totals(second)]).toEqual([2, [11, 7]]);
    expect(second.corrects?.version).toBe(1);
    expect(second.corrects?.differences).toEqual([
      { entityId: "ES1", figure: "c", from: 10, to: 11 },
      { entityId: "ES1", figure: "d", from: 8, to: 7 },
      { entityId: "TOTAL", figure: "c", from: 10, to: 11 },
      { entityId: "TOTAL", figure: "d", from: 8, to: 7 },
    ]);
  });

  it("seals the list of keys behind each figure", async () => {
    await recordQuarter();
    const report = await freezeReport(store, counting("2018-07-15 00:00"));
    const lines: Record<string, string[]> = {};
    const write = (figure: string, line: string): void => {
      lines[figure] = [...(lines[figure] ?? []), line];
    };
    const seals = await exportEvidence(store, { ...counting("2018-07-15 00:00"), write });
    expect(seals).toEqual(report.evidence);
    expect(seals.map(({ figure, count }) => [figure, count])).toEqual([
      ["C", 10],
      ["D", 8],
      ["I", 0],
      ["K", 0],
      ["L", 0],
    ]);
    const listC = lines["C"] ?? [];
    const head = seals[0]?.head ?? "";
    expect(await verifyEvidence(listC)).toEqual({ valid: true, figure: "C", count: 10, head });
    expect(await verifyEvidence(listC.with(3, (listC[3] ?? "").replace("s2", "s9")))).toMatchObject({
      valid: false,
      line: 4,
    });
    expect(await verifyEvidence(listC.toSpliced(2, 1))).toMatchObject({ valid: false, line: 3 });
    expect(await verifyEvidence(listC.slice(0, -1))).toMatchObject({ valid: false });
    expect(await verifyEvidence(listC.toSpliced(1, 10))).toMatchObject({ valid: false });
    expect(await verifyEvidence([])).toMatchObject({ valid: false, line: 0 });
  });

  it("refuses to close before the days of grace are over, or in the future", async () => {
    for (const [asOf, closed] of [
      ["2018-07-14 23:59", false],
      ["2018-07-15 00:00", true],
      ["2018-08-03 00:00", false],
    ] as const) {
      const outcome = await freezeReport(store, counting(asOf)).catch((error: unknown) => error);
      if (closed) expect(outcome).toMatchObject({ version: 1 });
      else expect(isLdlError(outcome) && outcome.code).toBe("LDL_IND_PERIOD_OPEN");
    }
  });

  it("sees a stored version that was changed", async () => {
    await recordQuarter();
    await freezeReport(store, counting("2018-07-15 00:00"));
    await freezeReport(store, counting("2018-07-31 00:00"));
    const read = () => listFrozenReports(store, { projectId: "p", period: "2018-Q2" });
    expect(await read()).toHaveLength(2);
    await store.database.query("UPDATE ind_report SET body = replace(body, '\"c\":10', '\"c\":12') WHERE version = 1");
    await expect(read()).rejects.toMatchObject({ code: "LDL_IND_REPORT_ALTERED", details: { version: 1 } });
    await store.database.query("DELETE FROM ind_report WHERE version = 1");
    await expect(read()).rejects.toMatchObject({ code: "LDL_IND_REPORT_ALTERED", details: { version: 2 } });
  });

  it("gives a report that its own schema accepts", async () => {
    await recordQuarter();
    const report = await freezeReport(store, counting("2018-07-15 00:00"));
    expect(IndicatorReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });
});
