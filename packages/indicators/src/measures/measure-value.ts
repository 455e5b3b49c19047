import { z } from "zod";
import { formatDecimal, NOT_COMPUTABLE } from "../figures/format-french.ts";
import { computeRate, Rate } from "../figures/rate.ts";

/** Value of a complementary measure. @public */
export const MeasureValue = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rate"), rate: Rate }),
  z.strictObject({
    /** A number that is no share: hours, reports per 1 000 B, a count. */
    kind: z.literal("number"),
    value: z.number().nullable(),
    display: z.string(),
  }),
]);
export type MeasureValue = z.infer<typeof MeasureValue>;

/** Complementary measures of one participant, or of all, by key. @public */
export const MeasureRow = z.strictObject({
  /** Key of the participant; `TOTAL` for the total. */
  entityId: z.string(),
  /** Printed name. */
  label: z.string(),
  /** Values by key of the measure. */
  values: z.record(z.string(), MeasureValue),
});
/** What the schema of the same name gives. @public */
export interface MeasureRow extends z.infer<typeof MeasureRow> {}

/** A share as a measure. */
export function rateValue(num: number, den: number): MeasureValue {
  return { kind: "rate", rate: computeRate(num, { n: den, d: 1 }) };
}

/** A number as a measure, printed with at most two decimals. */
export function numberValue(value: number | null): MeasureValue {
  if (value === null) return { kind: "number", value, display: NOT_COMPUTABLE };
  const rounded = Number(value.toFixed(4));
  const scaled = Math.round(Math.abs(rounded) * 10_000);
  const display = formatDecimal({ n: BigInt(scaled), d: 10_000n });
  return { kind: "number", value: rounded, display: rounded < 0 ? `-${display}` : display };
}
