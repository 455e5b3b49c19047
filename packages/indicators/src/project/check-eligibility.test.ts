import { describe, expect, it } from "vitest";
import { checkEligibility, type EligibilityCriterion, type ProjectInfoInput } from "../index.ts";

const establishment = (n: number, staysAnnual: number, chru = false) => ({
  id: `ES${n}`,
  label: `ES ${n}`,
  chru,
  hopitalNumerique: true,
  mssanteIntegrated: true,
  softwareReady: true,
  activity: { source: "SAE 2014", year: 2014, staysAnnual },
});
const laboratory = (n: number, bAnnual: number) => ({
  id: `L${n}`,
  label: `LBM ${n}`,
  restructuring: false,
  mssanteIntegrated: true,
  softwareReady: true,
  accreditation: { volumePercent: 50, everyFamily: true },
  activity: { source: "LBM", year: 2016, bAnnual },
});
const four = [1, 2, 3, 4];

const complete: ProjectInfoInput = {
  id: "p",
  title: "Projet",
  establishments: four.map((n) => establishment(n, 25_001)),
  laboratories: four.map((n) => laboratory(n, 4_000_000)),
  townProfessionals: { ldl: 40, crbm: 40 },
  commitments: { allActors: true, cpamCount: 1, urps: true, singleProject: true, sameBassin: true },
};
const verdicts = (change: Partial<ProjectInfoInput>, criterion: EligibilityCriterion) =>
  checkEligibility({ ...complete, ...change })
    .filter((check) => check.criterion === criterion)
    .map((check) => check.met);

describe("checkEligibility", () => {
  it("accepts a project that meets every criterion, just", () => {
    expect(checkEligibility(complete).filter((check) => check.met !== true)).toEqual([]);
  });

  it.each<[string, EligibilityCriterion, Partial<ProjectInfoInput>, (boolean | null)[]]>([
    ["39 professionals for the letters", "E1", { townProfessionals: { ldl: 39, crbm: 40 } }, [false, true]],
    ["professionals not given", "E1", { townProfessionals: { crbm: 40 } }, [null, true]],
    ["three establishments", "E2", { establishments: four.slice(1).map((n) => establishment(n, 50_000)) }, [false]],
    ["three laboratories", "E3", { laboratories: four.slice(1).map((n) => laboratory(n, 9_000_000)) }, [false]],
    ["exactly 100 000 stays", "E4", { establishments: four.map((n) => establishment(n, 25_000)) }, [false]],
    ["a CHU and 120 000 stays", "E4", { establishments: four.map((n) => establishment(n, 30_000, n === 1)) }, [false]],
    ["a CHU and 152 000 stays", "E4", { establishments: four.map((n) => establishment(n, 38_000, n === 1)) }, [true]],
    ["15 999 999 B", "E5", { laboratories: four.map((n) => laboratory(n, n === 1 ? 3_999_999 : 4_000_000)) }, [false]],
    [
      "a prerequisite not told",
      "E6",
      {
        establishments: four.map((n) => ({
          ...establishment(n, 30_000),
          ...(n === 1 && { hopitalNumerique: undefined }),
        })),
      },
      [null],
    ],
    [
      "a prerequisite denied",
      "E6",
      { establishments: four.map((n) => ({ ...establishment(n, 30_000), hopitalNumerique: n !== 2 })) },
      [false],
    ],
    [
      "49 % accredited",
      "E7",
      {
        laboratories: four.map((n) => ({
          ...laboratory(n, 4e6),
          accreditation: { volumePercent: 49, everyFamily: true },
        })),
      },
      [false],
    ],
    [
      "accreditation expected",
      "E7",
      {
        laboratories: four.map((n) => ({
          ...laboratory(n, 4e6),
          accreditation: { volumePercent: 10, everyFamily: false, expected: "2018-06-30" },
        })),
      },
      [true],
    ],
    [
      "a merger under way",
      "E8",
      { laboratories: four.map((n) => ({ ...laboratory(n, 4e6), restructuring: n === 1 })) },
      [false],
    ],
    [
      "a software not ready",
      "E9",
      { laboratories: four.map((n) => ({ ...laboratory(n, 4e6), softwareReady: n !== 1 })) },
      [false],
    ],
    ["no CPAM", "E10", { commitments: { allActors: true, cpamCount: 0, urps: false } }, [true, false, false]],
    ["nothing told of the form", "E11", { commitments: {} }, [null, null]],
  ])("%s", (_, criterion, change, expected) => {
    expect(verdicts(change, criterion)).toEqual(expected);
  });

  it("counts declared stays by field and mode, days of attendance left out", () => {
    const stays = [
      { field: "MCO", mode: "HC", count: 20_000 },
      { field: "SMR", mode: "HC", count: 3_000 },
      { field: "PSY", mode: "HP", count: 7_000, unit: "venue" },
      { field: "HAD", mode: "HC", count: 9_000 },
      { field: "MCO", mode: "SEANCE", count: 9_000 },
    ] as const;
    const establishments = four.map((n) => ({
      id: `E${n}`,
      label: "E",
      activity: { source: "SAE 2014", year: 2014, stays: [...stays] },
    }));
    const value = (policy?: { fields: ("MCO" | "SSR" | "PSY")[]; venuePolicy: "exclude" | "include" }) =>
      checkEligibility({ ...complete, establishments }, policy && { policy }).find((check) => check.criterion === "E4")
        ?.value;
    expect(value()).toBe(92_000);
    expect(value({ fields: ["MCO", "PSY"], venuePolicy: "include" })).toBe(108_000);
  });
});
