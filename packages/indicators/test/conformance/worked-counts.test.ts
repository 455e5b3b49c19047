import { parseInput } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { Policy, ProjectInfo, type ProjectInfoInput, parsePeriod, type Rate } from "../../src/index.ts";
import { type TableauContext, tableau1Of, tableau2Of } from "../../src/report/tableaux.ts";

/** Spaces of French typography, made plain for reading. */
const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, " ");
const shown = ({ display, verdict }: Rate) => [plain(display), verdict];

type Establishment = readonly [a: number | undefined, c: number, d: number];
type Laboratory = readonly [g: number | undefined, i: number, k: number, l: number];

function contextOf(project: Pick<ProjectInfoInput, "establishments" | "laboratories">): TableauContext {
  return {
    project: parseInput(ProjectInfo, { id: "p", title: "Projet", ...project }),
    policy: Policy.parse({}),
    period: parsePeriod("2018-Q2"),
  };
}

function tableau1(...rows: readonly Establishment[]) {
  const establishments = rows.map(([a], index) => ({
    id: `ES${index}`,
    label: `ES ${index}`,
    ...(a !== undefined && { activity: { source: "SAE 2014", year: 2014, staysAnnual: a } }),
  }));
  return tableau1Of(
    contextOf({ establishments }),
    rows.map(([, c, d], index) => ({ row_id: `ES${index}`, c, d })),
  );
}

function tableau2(...rows: readonly Laboratory[]) {
  const laboratories = rows.map(([g], index) => ({
    id: `L${index}`,
    label: `LBM ${index}`,
    ...(g !== undefined && { activity: { source: "LBM", year: 2016, bAnnual: g } }),
  }));
  return tableau2Of(
    contextOf({ laboratories }),
    rows.map(([, i, k, l], index) => ({ row_id: `L${index}`, i, k, l })),
  );
}

describe("worked examples, counts given", () => {
  it.each([
    ["a", 1001, 150, { n: 1001, d: 4 }, "59,9 %", "notMet"],
    ["b", 1001, 151, { n: 1001, d: 4 }, "60,3 %", "met"],
    ["c", 1000, 150, { n: 1000, d: 4 }, "60,0 %", "met"],
    ["d", 100_100, 15_010, { n: 100_100, d: 4 }, "59,98 %", "notMet"],
  ] as const)("W2 %s threshold and rounding", (_, a, c, b, display, verdict) => {
    const { total } = tableau1([a, c, 0]);
    expect(total.b).toEqual(b);
    expect(shown(total.ms1)).toEqual([display, verdict]);
  });

  it("W12 zero and missing denominators", () => {
    expect(tableau1([0, 4, 0]).rows[0]?.ms1).toMatchObject({
      value: null,
      reason: "ZERO_DENOMINATOR",
      display: "n.c.",
    });
    expect(tableau1([undefined, 30, 0]).rows[0]?.ms1).toMatchObject({ value: null, reason: "MISSING_DENOMINATOR" });
    expect(tableau1([40, 0, 0]).rows[0]?.ms2).toMatchObject({ value: null, verdict: "notComputable" });
    const laboratory = tableau2([4_000_000, 0, 0, 0]).rows[0];
    expect(laboratory?.ms4.value).toBeNull();
    expect(laboratory?.ms3).toEqual({ value: 0, verdict: "toBeJudged" });
    const { total } = tableau1([400, 70, 60], [undefined, 30, 30]);
    expect(total).toMatchObject({ c: 100, d: 90, coverage: { known: 1, all: 2, excludedC: 30 } });
    expect(shown(total.ms1)).toEqual(["70,0 %", "met"]);
    expect(total.ms1).toMatchObject({ num: 70, den: { n: 400, d: 4 }, flags: ["PARTIAL"] });
    expect(shown(total.ms2)).toEqual(["90,0 %", "met"]);
  });

  it("W14 totals are ratios of sums", () => {
    const { rows, total } = tableau1([40, 9, 8], [360, 10, 9]);
    expect(rows.map((row) => [plain(row.ms1.display), plain(row.ms2.display)])).toEqual([
      ["90,0 %", "88,9 %"],
      ["11,1 %", "90,0 %"],
    ]);
    expect(total).toMatchObject({ a: 400, b: { n: 400, d: 4 }, c: 19, d: 17 });
    expect([plain(total.ms1.display), plain(total.ms2.display)]).toEqual(["19,0 %", "89,5 %"]);
  });

  it("W15 whole project, establishments", () => {
    const { rows, total } = tableau1(
      [60_000, 9_600, 8_100],
      [30_000, 3_900, 3_300],
      [20_000, 2_600, 1_950],
      [10_000, 2_700, 1_700],
    );
    expect(rows.map((row) => plain(row.ms1.display))).toEqual(["64,0 %", "52,0 %", "52,0 %", "108,0 %"]);
    expect(rows[3]?.ms1.flags).toEqual(["OVER_100"]);
    expect(rows.map((row) => plain(row.ms2.display))).toEqual(["84,4 %", "84,6 %", "75,0 %", "63,0 %"]);
    expect(total).toMatchObject({ a: 120_000, c: 18_800, d: 15_050 });
    expect([shown(total.ms1), shown(total.ms2)]).toEqual([
      ["62,7 %", "met"],
      ["80,1 %", "met"],
    ]);
    expect([total.ms1.value, total.ms2.value]).toEqual([0.6266666667, 0.8005319149]);
  });

  it("W15 whole project, laboratories", () => {
    const { rows, total } = tableau2(
      [6_000_000, 52_000, 50_000, 46_500],
      [4_000_000, 40_000, 30_000, 25_500],
      [4_000_000, 33_000, 20_000, 18_400],
      [2_500_000, 20_000, 0, 0],
    );
    expect(rows.map((row) => plain(row.ms4.display))).toEqual(["93,0 %", "85,0 %", "92,0 %", "n.c."]);
    expect(total).toMatchObject({ g: 16_500_000, i: 145_000, k: 100_000, j: 45_000, l: 90_400 });
    expect(shown(total.ms4)).toEqual(["90,4 %", "met"]);
    expect([plain(total.ms4b.display), plain(total.level3Share.display)]).toEqual(["62,3 %", "69,0 %"]);
    expect(total.k1000B).toBeCloseTo(24.24, 2);
  });

  it("flags a laboratory whose reports changed level at the border of the quarter", () => {
    expect(tableau2([undefined, 2, 3, 1]).total).toMatchObject({ j: -1, flags: ["LEVEL_UPGRADE"], k1000B: null });
  });
});
