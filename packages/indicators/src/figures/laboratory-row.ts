import { z } from "zod";
import type { ReferencePeriod } from "../period/reference-period.ts";
import { type Policy, Ratio } from "./policy.ts";
import { computeRate, Rate } from "./rate.ts";
import { sum } from "./sum.ts";

/** MS-3: a number without target, that a person judges against the activity of the laboratory. @public */
export const CountToJudge = z.strictObject({
  /** The number of level 3 reports. */
  value: z.int().nonnegative(),
  /** Always left to a person: « significative » has no number in the instruction. */
  verdict: z.literal("toBeJudged"),
});
/** What the schema of the same name gives. @public */
export interface CountToJudge extends z.infer<typeof CountToJudge> {}

/** Row of tableau 2: a laboratory, or the total. @public */
export const LaboratoryRow = z.strictObject({
  /** Key of the participant; `TOTAL` for the total. */
  entityId: z.string(),
  /** Printed name. */
  label: z.string(),
  /** FINESS of the site. */
  finessEt: z.string().optional(),
  /** FINESS of the legal entity. */
  finessEj: z.string().optional(),
  /** Laboratory software, as printed. */
  sil: z.string().optional(),
  /** Accredited share of the volume, in percent. */
  accreditation: z.number().optional(),
  /** G: yearly activity in B; null when not declared. */
  g: z.int().nonnegative().nullable(),
  /** Source of G. */
  gSource: z.string().optional(),
  /** H: mean activity of one period, exact. */
  h: Ratio.nullable(),
  /** I: reports of any level. */
  i: z.int().nonnegative(),
  /** J = I - K; negative when reports made at another level earlier were upgraded in the period. */
  j: z.int(),
  /** K: conformant reports of level 3. */
  k: z.int().nonnegative(),
  /** L: those sent by MSSanté. */
  l: z.int().nonnegative(),
  /** MS-3 = K. */
  ms3: CountToJudge,
  /** MS-4 = L / K. */
  ms4: Rate,
  /** MS-4b = L / I, the stricter reading; never called MS-4. */
  ms4b: Rate,
  /** K / I, share of level 3. */
  level3Share: Rate,
  /** Level 3 reports per 1 000 B of mean activity. */
  k1000B: z.number().nullable(),
  /** `LEVEL_UPGRADE` when J is negative. */
  flags: z.array(z.literal("LEVEL_UPGRADE")).readonly(),
});
/** What the schema of the same name gives. @public */
export interface LaboratoryRow extends z.infer<typeof LaboratoryRow> {}

/** What a row of tableau 2 is made from. */
export interface LaboratoryFacts
  extends Pick<
    LaboratoryRow,
    "entityId" | "label" | "finessEt" | "finessEj" | "sil" | "accreditation" | "g" | "gSource" | "i" | "k" | "l"
  > {}

/** Computes H, J, MS-3, MS-4 and the complementary figures of one laboratory, or of the sums of all. */
export function laboratoryRow(facts: LaboratoryFacts, period: ReferencePeriod, policy: Policy): LaboratoryRow {
  const { g, i, k, l } = facts;
  return {
    ...facts,
    h: g === null ? null : { n: g, d: period.perYear },
    j: i - k,
    ms3: { value: k, verdict: "toBeJudged" },
    ms4: computeRate(l, { n: k, d: 1 }, { target: policy.targets.ms4 }),
    ms4b: computeRate(l, { n: i, d: 1 }),
    level3Share: computeRate(k, { n: i, d: 1 }),
    k1000B: g === null || g === 0 ? null : Number(((1000 * k * period.perYear) / g).toFixed(4)),
    flags: k > i ? ["LEVEL_UPGRADE"] : [],
  };
}

/** Computes the total of tableau 2: counts are added, rates are ratios of totals; G adds what is declared. */
export function laboratoryTotal(
  rows: readonly LaboratoryRow[],
  period: ReferencePeriod,
  policy: Policy,
): LaboratoryRow {
  const known = rows.map((row) => row.g).filter((g) => g !== null);
  const facts = {
    entityId: "TOTAL",
    label: "TOTAL",
    g: known.length === 0 ? null : sum(known),
    i: sum(rows.map((row) => row.i)),
    k: sum(rows.map((row) => row.k)),
    l: sum(rows.map((row) => row.l)),
  };
  const total = laboratoryRow(facts, period, policy);
  return known.length === rows.length ? total : { ...total, k1000B: null };
}
