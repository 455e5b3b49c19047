import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type CountingOptions,
  computeIndicators,
  type EventStore,
  type ExchangeEventInput,
  type IndicatorReport,
} from "../../src/index.ts";
import { acknowledged, cancelled, failed, letter, report, sent, stay, submitted } from "../support/events.ts";
import { emptyStore, openMemoryStore } from "../support/open-store.ts";

/** Spaces of French typography, made plain for reading. */
const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, " ");

let store: EventStore;
beforeAll(async () => {
  store = await openMemoryStore();
});
beforeEach(() => emptyStore(store));
afterAll(() => store.database.close());

const hospital = (staysAnnual: number | undefined): CountingOptions["project"] => ({
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

const compute = (
  project: CountingOptions["project"],
  options: Partial<CountingOptions> = {},
): Promise<IndicatorReport> =>
  computeIndicators(store, { project, period: "2018-Q2", asOf: "2018-12-31T00:00:00+01:00", ...options });

const record = (...events: readonly (ExchangeEventInput | readonly ExchangeEventInput[])[]) =>
  store.record(events.flat());

const totalsOf = ({ tableau1: { total } }: IndicatorReport) => ({
  c: total.c,
  d: total.d,
  ms1: plain(total.ms1.display),
  ms2: plain(total.ms2.display),
});

describe("§10 worked examples, letters", () => {
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
    expect(totalsOf(result)).toEqual({ c: 6, d: 5, ms1: "60,0 %", ms2: "83,3 %" });
    expect([result.tableau1.total.ms1.verdict, result.tableau1.total.ms2.verdict]).toEqual(["met", "met"]);
  });
});
