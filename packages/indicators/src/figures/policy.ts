import { z } from "zod";

/** Exact fraction; both terms are integers. @public */
export const Ratio = z.strictObject({
  /** Numerator. */
  n: z.int().nonnegative(),
  /** Denominator. */
  d: z.int().positive(),
});
/** What the schema of the same name gives. @public */
export interface Ratio extends z.infer<typeof Ratio> {}

const CARE_FIELDS = ["MCO", "SSR", "PSY"] as const;

/**
 * Choices where the instruction leaves room; each default is the reading explained in the package README.
 *
 * @public
 */
export const Policy = z.strictObject({
  /** Lowest CDA level of a counted letter. The financed flow is level 2 or 3. */
  minLdlLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
  /** What proves a sending: acceptance by the operator, a delivery notification, or an answer of the recipient. */
  sentProof: z.enum(["accepted", "delivered", "mdn"]).default("accepted"),
  /** Whether a letter without a known stay counts (once per lineage, for the entity that made it). */
  orphanPolicy: z.enum(["exclude", "include"]).default("exclude"),
  /** Whether declared days of attendance (`unit: "venue"`) count as stays in the activity. */
  venuePolicy: z.enum(["exclude", "include"]).default("exclude"),
  /** Fields of care that count. */
  fields: z
    .array(z.enum(CARE_FIELDS))
    .min(1)
    .default([...CARE_FIELDS]),
  /** Targets, judged on the totals of the project. */
  targets: z
    .strictObject({ ms1: Ratio, ms2: Ratio, ms4: Ratio })
    .default({ ms1: { n: 60, d: 100 }, ms2: { n: 80, d: 100 }, ms4: { n: 90, d: 100 } }),
  /** Days to wait after a period before it may be closed. */
  graceDays: z.int().nonnegative().default(15),
});
/** What the schema of the same name gives. @public */
export interface Policy extends z.infer<typeof Policy> {}

/** A policy as a caller writes it: only what differs from the defaults. @public */
export type PolicyInput = z.input<typeof Policy>;
