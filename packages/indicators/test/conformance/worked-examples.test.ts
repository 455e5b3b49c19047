import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type CountingOptions,
  computeIndicators,
  type EventStore,
  type ExchangeEventInput,
  type IndicatorReport,
} from "../../src/index.ts";
import { acknowledged, cancelled, failed, letter, objected, report, sent, stay } from "../support/events.ts";
import { emptyStore, openMemoryStore } from "../support/open-store.ts";

/** Spaces of French typography, made plain for reading. */
const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, " ");

let store: EventStore;
beforeAll(async () => {
  store = await openMemoryStore();
});
beforeEach(() => emptyStore(store));
afterAll(() => store.database.close());

type Project = CountingOptions["project"];

const hospital = (staysAnnual?: number): Project => ({
  id: "test",
  title: "Essai",
  establishments: [
    {
      id: "ES1",
      label: "ES 1",
      ...(staysAnnual !== undefined && { activity: { source: "SAE 2014", year: 2014, staysAnnual } }),
    },
  ],
});

const laboratory: Project = {
  id: "test",
  title: "Essai",
  laboratories: [{ id: "LBM1", label: "LBM 1", activity: { source: "LBM", year: 2016, bAnnual: 4_000_000 } }],
};

const compute = (project: Project, options: Partial<CountingOptions> = {}): Promise<IndicatorReport> =>
  computeIndicators(store, { project, period: "2018-Q2", asOf: "2018-12-31T00:00:00+01:00", ...options });

const record = (...events: readonly (ExchangeEventInput | readonly ExchangeEventInput[])[]) =>
  store.record(events.flat());

const letterTotals = ({ tableau1: { total } }: IndicatorReport) => ({
  c: total.c,
  d: total.d,
  ms1: plain(total.ms1.display),
  ms2: plain(total.ms2.display),
});

const measureOf = (result: IndicatorReport, key: string) => {
  const value = result.complementary.letters.total.values[key];
  return value?.kind === "rate" ? [value.rate.num, value.rate.den?.n, value.rate.value] : value?.value;
};
const countersOf = (result: IndicatorReport) => result.quality.letters.total.counters;

describe("worked examples, letters", () => {
  it("W1 nominal", async () => {
    const modes = [
      ["MCO", "HC"],
      ["MCO", "HP"],
      ["SSR", "HC"],
      ["PSY", "HC"],
      ["MCO", "HP"],
      ["MCO", "HC"],
    ] as const;
    for (const [index, [field, mode]] of modes.entries()) {
      const day = `2018-04-0${index + 1}`;
      await record(
        stay(`s${index}`, { field, mode }, `${day} 08:00`),
        letter(`l${index}`, `s${index}`, `${day} 10:00`),
      );
      if (index < 5) await record(sent(`t${index}`, `l${index}`, `${day} 10:05`));
    }
    const result = await compute(hospital(40));
    expect(letterTotals(result)).toEqual({ c: 6, d: 5, ms1: "60,0 %", ms2: "83,3 %" });
    expect([result.tableau1.total.ms1.verdict, result.tableau1.total.ms2.verdict]).toEqual(["met", "met"]);
  });

  it("W3 replaced letter, same quarter", async () => {
    await record(stay("s1"), letter("l1", "s1", "2018-05-10 09:00"), sent("t1", "l1", "2018-05-10 09:01"));
    await record(letter("l2", "s1", "2018-05-12", { lineageKey: "l1", version: 2, replacesId: "l1" }));
    await record(sent("t2", "l2", "2018-05-12 10:01"));
    const result = await compute(hospital(8));
    expect(letterTotals(result)).toEqual({ c: 1, d: 1, ms1: "50,0 %", ms2: "100,0 %" });
    expect(measureOf(result, "replacedRate")).toEqual([1, 1, 1]);
  });

  it("W4 replaced in the next quarter", async () => {
    await record(stay("s1"), letter("l1", "s1", "2018-06-29 16:00"), sent("t1", "l1", "2018-06-30 08:00"));
    await record(letter("l2", "s1", "2018-07-03 11:00", { lineageKey: "l1", version: 2, replacesId: "l1" }));
    await record(sent("t2", "l2", "2018-07-03 11:05"));
    expect(letterTotals(await compute(hospital(8)))).toMatchObject({ c: 1, d: 1 });
    const next = await compute(hospital(8), { period: "2018-Q3" });
    expect(letterTotals(next)).toEqual({ c: 0, d: 0, ms1: "0,0 %", ms2: "n.c." });
    expect(next.tableau1.total.ms2).toMatchObject({
      value: null,
      reason: "ZERO_DENOMINATOR",
      verdict: "notComputable",
    });
  });

  it("W5 sent in the next quarter", async () => {
    await record(stay("s1"), letter("l1", "s1", "2018-06-29 16:00"), sent("t1", "l1", "2018-07-02 08:00"));
    const result = await compute(hospital(8));
    expect(letterTotals(result)).toMatchObject({ c: 1, d: 0, ms2: "0,0 %" });
    expect(measureOf(result, "ms2Cohort")).toEqual([1, 1, 1]);
    const next = await compute(hospital(8), { period: "2018-Q3" });
    expect(letterTotals(next)).toMatchObject({ c: 0, d: 1, ms2: "n.c." });
  });

  it("W6 several recipients, resend, patient", async () => {
    await record(stay("s1"), letter("l1", "s1", "2018-05-10 08:00"), sent("t1", "l1", "2018-05-10 09:00"));
    await record(sent("t2", "l1", "2018-05-10 09:00", { recipientKey: "r2", recipientRole: "referring" }));
    await record(failed("t2", "2018-05-10 09:03"));
    await record(sent("t3", "l1", "2018-05-11 09:00", { recipientKey: "r2", recipientRole: "referring" }));
    await record(sent("t4", "l1", "2018-05-10 09:00", { recipientKey: "p1", recipientKind: "PATIENT" }));
    const result = await compute(hospital(8));
    expect(letterTotals(result)).toMatchObject({ c: 1, d: 1 });
    expect(measureOf(result, "reachedRate")).toEqual([2, 2, 1]);
    expect(countersOf(result)).toMatchObject({ submissions: 3, failed: 1, resends: 1, patient: 1 });
    expect(result.failures.letters).toEqual([
      { entityId: "ES1", code: "5.1.1", meaning: expect.any(String) as string, source: "RFC 3463", n: 1, documents: 1 },
    ]);
    // Dated by the first effective acceptance, 10 May.
    expect(letterTotals(await compute(hospital(8), { asOf: "2018-05-10T23:00:00+02:00" }))).toMatchObject({ d: 1 });
  });

  it("W7 bounce, corrected address", async () => {
    await record(stay("s1"), letter("l1", "s1", "2018-06-28 08:30"), sent("t1", "l1", "2018-06-28 09:01"));
    await record(failed("t1", "2018-06-28 09:04"), sent("t2", "l1", "2018-07-01 10:00"));
    expect(letterTotals(await compute(hospital(8)))).toMatchObject({ c: 1, d: 0, ms2: "0,0 %" });
    const next = await compute(hospital(8), { period: "2018-Q3" });
    expect(letterTotals(next)).toMatchObject({ c: 0, d: 1, ms2: "n.c." });
  });

  it("W8 time zone borders", async () => {
    const moments = [
      "2018-03-31T21:59:59Z",
      "2018-03-31T22:00:00Z",
      "2018-06-30T21:59:59.999Z",
      "2018-06-30T22:30:00Z",
    ];
    for (const [index, moment] of moments.entries()) {
      await record(stay(`s${index}`, {}, "2018-03-30 09:00"), letter(`l${index}`, `s${index}`, moment));
    }
    const counts = await Promise.all(
      ["2018-Q1", "2018-Q2", "2018-Q3"].map((period) => compute(hospital(8), { period })),
    );
    expect(counts.map((result) => result.tableau1.total.c)).toEqual([1, 2, 1]);
  });

  it("W9 perimeter", async () => {
    await record(
      stay("s1"),
      stay("s2", { field: "HAD" }),
      stay("s3", { field: "USLD" }),
      stay("s4", { mode: "SEANCE" }),
      stay("s5", { mode: "URGENCE" }),
      stay("s6"),
      stay("s7"),
      stay("s8"),
      letter("l1", "s1", "2018-05-02"),
      sent("t1", "l1", "2018-05-02 10:05", { channel: "APICRYPT" }),
      letter("l2", "s2", "2018-05-02"),
      letter("l3", "s3", "2018-05-02"),
      letter("l4", "s4", "2018-05-02"),
      letter("l5", "s5", "2018-05-02"),
      letter("l6", "s6", "2018-05-02", { cdaLevel: 1 }),
      sent("t6", "l6", "2018-05-02 10:05"),
      letter("l7", "s7", "2018-05-02", { docType: "LDL-EES" }),
      letter("l8", "s8", "2018-05-02", { producer: "OTHER" }),
      letter("l9", undefined, "2018-05-02"),
    );
    const result = await compute(hospital(8));
    expect(letterTotals(result)).toMatchObject({ c: 1, d: 0 });
    expect(measureOf(result, "cAny")).toBe(2);
    expect(Object.fromEntries(result.reasons.letters.map(({ reason, n }) => [reason, n]))).toEqual({
      ELIGIBLE: 1,
      FIELD_OUT_OF_SCOPE: 2,
      MODE_OUT_OF_SCOPE: 2,
      CDA_LEVEL_TOO_LOW: 1,
      NOT_DISCHARGE_LETTER: 1,
      NOT_PRODUCED_BY_DPI: 1,
      ORPHAN_NO_STAY: 1,
    });
  });

  it("W10 over 100 %", async () => {
    for (const n of [1, 2, 3]) await record(stay(`s${n}`), letter(`l${n}`, `s${n}`, `2018-05-0${n}`));
    await record(sent("t1", "l1", "2018-05-01 11:00"), sent("t2", "l2", "2018-05-02 11:00"));
    const result = await compute(hospital(8));
    expect(letterTotals(result)).toEqual({ c: 3, d: 2, ms1: "150,0 %", ms2: "66,7 %" });
    expect(result.tableau1.total.ms1).toMatchObject({ flags: ["OVER_100"], verdict: "met" });
    expect(result.tableau1.total.ms2.verdict).toBe("notMet");
  });

  it("W13 cancelled, and two letters for one stay", async () => {
    await record(stay("s1"), letter("l1", "s1", "2018-05-01 09:00"), sent("t1", "l1", "2018-05-01 09:01"));
    await record(cancelled("l1", "2018-05-01 12:00"));
    await record(stay("s2"), letter("l2", "s2", "2018-05-01"), letter("l3", "s2", "2018-05-02"));
    await record(sent("t3", "l3", "2018-05-02 10:05"));
    const result = await compute(hospital(8));
    expect(letterTotals(result)).toMatchObject({ c: 1, d: 1 });
    expect(countersOf(result)).toMatchObject({ multipleLineages: 1, cancelledAfterSending: 1 });
  });

  it("W17 MDN outcomes", async () => {
    for (const n of [1, 2, 3]) {
      await record(
        stay(`s${n}`),
        letter(`l${n}`, `s${n}`, `2018-05-0${n}`),
        sent(`t${n}`, `l${n}`, `2018-05-0${n} 11:00`),
      );
    }
    await record(acknowledged("t1", "2018-05-01 12:00", "processed", "902"));
    await record(
      acknowledged("t2", "2018-05-02 12:00", "deleted"),
      acknowledged("t3", "2018-05-03 12:00", "displayed"),
    );
    for (const sentProof of ["accepted", "mdn", "delivered"] as const) {
      expect(letterTotals(await compute(hospital(8), { policy: { sentProof } }))).toMatchObject({ c: 3, d: 3 });
    }
    const result = await compute(hospital(8));
    expect(countersOf(result)).toMatchObject({ integrationKo: 1, deletedUnread: 1, acknowledged: 3, noMdn: 0 });
    expect(measureOf(result, "mdnRate")).toEqual([3, 3, 1]);
  });

  it("W18 objection", async () => {
    await record(stay("s1"), letter("l1", "s1", "2018-05-02"), objected("s1", "2018-05-02 09:00"));
    const alone = await compute(hospital(8));
    expect(letterTotals(alone)).toMatchObject({ c: 1, d: 0, ms2: "0,0 %" });
    expect(measureOf(alone, "ms2Adjusted")).toEqual([0, 0, null]);
    await record(stay("s2"), letter("l2", "s2", "2018-05-02"), sent("t2", "l2", "2018-05-02 10:05"));
    const result = await compute(hospital(8));
    expect(letterTotals(result)).toMatchObject({ c: 2, d: 1, ms2: "50,0 %" });
    expect(measureOf(result, "ms2Adjusted")).toEqual([1, 1, 1]);
  });

  it("W19 rolling quarter", async () => {
    const moments = ["2018-05-31 23:59", "2018-06-01 00:00", "2018-08-31 23:59", "2018-09-01 00:00"];
    for (const [index, moment] of moments.entries())
      await record(stay(`s${index}`), letter(`l${index}`, `s${index}`, moment));
    const result = await compute(hospital(8), { period: "2018-06/2018-08" });
    expect(letterTotals(result)).toMatchObject({ c: 2, ms1: "100,0 %" });
  });
});

describe("worked examples, reports", () => {
  it("W11 laboratory", async () => {
    const sgl = { origin: "SGL", recipientRole: "prescriber" } as const;
    await record(
      report("r1a", "2018-05-02", { lineageKey: "R1", final: false }),
      sent("t1a", "r1a", "2018-05-02 10:05", sgl),
      report("r1b", "2018-05-04", { lineageKey: "R1", version: 2, replacesId: "r1a" }),
      sent("t1b", "r1b", "2018-05-04 10:05", sgl),
      report("r2a", "2018-05-02", { lineageKey: "R2", cdaLevel: 1 }),
      sent("t2a", "r2a", "2018-05-02 10:05", sgl),
      report("r2b", "2018-05-03", { lineageKey: "R2", version: 2, replacesId: "r2a" }),
      report("r3", "2018-05-02", { cdaLevel: 1 }),
      sent("t3", "r3", "2018-05-02 10:05", sgl),
      report("r4", "2018-05-02", { conformant: false }),
      sent("t4", "r4", "2018-05-02 10:05", sgl),
      report("r5", "2018-05-02", { purpose: "interLab" }),
      report("r6", "2018-06-30 23:30"),
      sent("t6", "r6", "2018-07-01 00:10", sgl),
      report("r7", "2018-05-02"),
      cancelled("r7", "2018-05-02 15:00"),
    );
    const { total } = (await compute(laboratory)).tableau2;
    expect(total).toMatchObject({ i: 5, k: 3, j: 2, l: 1, ms3: { value: 3, verdict: "toBeJudged" } });
    expect([plain(total.ms4.display), total.ms4.verdict, plain(total.ms4b.display)]).toEqual([
      "33,3 %",
      "notMet",
      "20,0 %",
    ]);
    const next = (await compute(laboratory, { period: "2018-Q3" })).tableau2.total;
    expect(next).toMatchObject({ i: 0, k: 0, l: 1, ms4: { value: null, reason: "ZERO_DENOMINATOR" } });
  });
});
