import { z } from "zod";
import { formatPercent, NOT_COMPUTABLE } from "./format-french.ts";
import { Ratio } from "./policy.ts";

/** Judgement of a figure against its target; MS-3 has none and is left to a person. @public */
export const Verdict = z.enum(["met", "notMet", "notComputable", "toBeJudged"]);
export type Verdict = z.infer<typeof Verdict>;

/** What a reader must know about a rate. @public */
export const RateFlag = z.enum(["OVER_100", "PARTIAL"]);
export type RateFlag = z.infer<typeof RateFlag>;

/** A rate with what it was computed from. @public */
export const Rate = z.strictObject({
  /** Numerator. */
  num: z.int().nonnegative(),
  /** Exact denominator; null when it is not known. */
  den: Ratio.nullable(),
  /** The rate, 0.6 for 60 %, to 10 decimals; null when it cannot be computed. Never capped. */
  value: z.number().nullable(),
  /** The rate as printed in French; its rounding never reaches a target that the exact value misses. */
  display: z.string(),
  /** Why there is no value. */
  reason: z.enum(["ZERO_DENOMINATOR", "MISSING_DENOMINATOR"]).optional(),
  /** Warnings. */
  flags: z.array(RateFlag).readonly(),
  /** Judgement; null when the measure has no target. */
  verdict: Verdict.nullable(),
});
/** What the schema of the same name gives. @public */
export interface Rate extends z.infer<typeof Rate> {}

interface RateOptions {
  /** Target, met when reached. */
  readonly target?: Ratio;
  /** True when some participants are left out for lack of a denominator. */
  readonly partial?: boolean;
}

function exact(ratio: Ratio): { n: bigint; d: bigint } {
  return { n: BigInt(ratio.n), d: BigInt(ratio.d) };
}

function notComputable(num: number, den: Ratio | null, { target, partial }: RateOptions): Rate {
  return {
    num,
    den,
    value: null,
    display: NOT_COMPUTABLE,
    reason: den === null ? "MISSING_DENOMINATOR" : "ZERO_DENOMINATOR",
    flags: partial === true ? ["PARTIAL"] : [],
    verdict: target === undefined ? null : "notComputable",
  };
}

/** Divides exactly: judged by cross-multiplication, printed in French, never 0 % nor 100 % for want of a denominator. */
export function computeRate(num: number, den: Ratio | null, options: RateOptions = {}): Rate {
  if (den === null || den.n === 0) return notComputable(num, den, options);
  const { target, partial = false } = options;
  const value = { n: BigInt(num) * BigInt(den.d), d: BigInt(den.n) };
  const flags: RateFlag[] = [];
  if (value.n > value.d) flags.push("OVER_100");
  if (partial) flags.push("PARTIAL");
  const wanted = target === undefined ? undefined : exact(target);
  const met = wanted !== undefined && value.n * wanted.d >= wanted.n * value.d;
  return {
    num,
    den,
    value: Number(((num * den.d) / den.n).toFixed(10)),
    display: formatPercent(value, wanted),
    flags,
    verdict: wanted === undefined ? null : met ? "met" : "notMet",
  };
}
