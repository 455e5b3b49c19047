import type { ProjectInfoInput } from "../src/index.ts";

const keys = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}${n + 1}`);

export const ESTABLISHMENTS = keys("ES", 6);
export const LABORATORIES = keys("LBM", 5);
export const PERIOD = "2018-Q2";
export const AS_OF = "2019-06-30T00:00:00Z";

/** The region that is counted. */
export const PROJECT: ProjectInfoInput = {
  id: "bench",
  title: "Mesure de charge",
  establishments: ESTABLISHMENTS.map((id) => ({
    id,
    label: id,
    activity: { source: "SAE 2014", year: 2014, staysAnnual: 30_000 },
  })),
  laboratories: LABORATORIES.map((id) => ({ id, label: id })),
};
