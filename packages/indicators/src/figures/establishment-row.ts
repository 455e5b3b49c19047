import { z } from "zod";
import type { ReferencePeriod } from "../period/reference-period.ts";
import { type Policy, Ratio } from "./policy.ts";
import { computeRate, Rate } from "./rate.ts";
import { sum } from "./sum.ts";

/** Row of tableau 1: an establishment, or the total. @public */
export const EstablishmentRow = z.strictObject({
  /** Key of the participant; `TOTAL` for the total. */
  entityId: z.string(),
  /** Printed name. */
  label: z.string(),
  /** FINESS of the site. */
  finessEt: z.string().optional(),
  /** FINESS of the legal entity. */
  finessEj: z.string().optional(),
  /** Status, as printed. */
  status: z.string().optional(),
  /** A: yearly stays; null when not declared. */
  a: z.int().nonnegative().nullable(),
  /** Source of A. */
  aSource: z.string().optional(),
  /** B: mean stays of one period, exact. */
  b: Ratio.nullable(),
  /** C: letters produced. */
  c: z.int().nonnegative(),
  /** D: letters sent by MSSanté. */
  d: z.int().nonnegative(),
  /** MS-1 = C / B. */
  ms1: Rate,
  /** MS-2 = D / C. */
  ms2: Rate,
  /** On a total with undeclared activity: who is in MS-1, and the C left out of it. */
  coverage: z.strictObject({ known: z.int(), all: z.int(), excludedC: z.int() }).optional(),
});
/** What the schema of the same name gives. @public */
export interface EstablishmentRow extends z.infer<typeof EstablishmentRow> {}

/** What a row of tableau 1 is made from. */
export interface EstablishmentFacts
  extends Pick<
    EstablishmentRow,
    "entityId" | "label" | "finessEt" | "finessEj" | "status" | "a" | "aSource" | "c" | "d"
  > {}

/** Computes B, MS-1 and MS-2 of one establishment. */
export function establishmentRow(facts: EstablishmentFacts, period: ReferencePeriod, policy: Policy): EstablishmentRow {
  const b = facts.a === null ? null : { n: facts.a, d: period.perYear };
  return {
    ...facts,
    b,
    ms1: computeRate(facts.c, b, { target: policy.targets.ms1 }),
    ms2: computeRate(facts.d, { n: facts.c, d: 1 }, { target: policy.targets.ms2 }),
  };
}

/**
 * Computes the total of tableau 1: counts are added, rates are ratios of totals. An establishment whose activity is not
 * declared is left out of both sides of MS-1.
 */
export function establishmentTotal(
  rows: readonly EstablishmentRow[],
  period: ReferencePeriod,
  policy: Policy,
): EstablishmentRow {
  const known = rows.filter((row) => row.a !== null);
  const a = known.length === 0 ? null : sum(known.map((row) => row.a ?? 0));
  const b = a === null ? null : { n: a, d: period.perYear };
  const c = sum(rows.map((row) => row.c));
  const d = sum(rows.map((row) => row.d));
  const knownC = sum(known.map((row) => row.c));
  const partial = known.length < rows.length;
  return {
    entityId: "TOTAL",
    label: "TOTAL",
    a,
    b,
    c,
    d,
    ms1: computeRate(b === null ? c : knownC, b, { target: policy.targets.ms1, partial }),
    ms2: computeRate(d, { n: c, d: 1 }, { target: policy.targets.ms2 }),
    ...(partial && { coverage: { known: known.length, all: rows.length, excludedC: c - knownC } }),
  };
}
