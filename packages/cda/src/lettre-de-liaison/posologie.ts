import { Moment } from "@ldl/domain";
import { z } from "zod";
import { Duree, PlageQuantite } from "./quantite.ts";
import { TexteCourt } from "./texte-narratif.ts";

/** Moments of the day (HL7 TimingEvent): before, during, after meals, at bedtime, at waking. @public */
export const MomentJournee = z.enum([
  "AC",
  "ACD",
  "ACM",
  "ACV",
  "HS",
  "IC",
  "ICD",
  "ICM",
  "ICV",
  "PC",
  "PCD",
  "PCM",
  "PCV",
  "WAKE",
]);
export type MomentJournee = z.infer<typeof MomentJournee>;

/** How often. @public */
export const Frequence = z.discriminatedUnion("genre", [
  z.strictObject({
    /** Every so many hours, days… */
    genre: z.literal("periode"),
    /** Time between two takes. */
    toutesLes: Duree,
    /** True when the times are set by the habits of the place (3 times a day: every 8 h, at the hours of the ward). */
    horairesUsuels: z.boolean().optional(),
  }),
  z.strictObject({
    /** At a moment of the day. */
    genre: z.literal("moment"),
    /** Moment of the day. */
    moment: MomentJournee,
  }),
]);
export type Frequence = z.infer<typeof Frequence>;

const prise = {
  /** Dose taken each time. */
  dose: PlageQuantite.optional(),
  /** How often. */
  frequence: Frequence.optional(),
  /** Rate (perfusion…). */
  debit: PlageQuantite.optional(),
};

const etape = {
  /** First day of the step. */
  debut: Moment.optional(),
  /** Length of the step. */
  duree: Duree.optional(),
  ...prise,
};

/**
 * Dosage: normal, tapered (`progressive`), split (`fractionnee`) or conditional (`conditionnelle`).
 *
 * @remarks IHE PCC Medications, dosing templates 1.3.6.1.4.1.19376.1.5.3.1.4.7.1, .8, .9 and .10.
 * @public
 */
export const Posologie = z.discriminatedUnion("mode", [
  z.strictObject({
    /** The same dose at each take. */
    mode: z.literal("normale"),
    ...prise,
  }),
  z.strictObject({
    /** Doses that change from one step to the next. */
    mode: z.literal("progressive"),
    /** Steps in the order of time. */
    etapes: z.array(z.strictObject(etape)).min(2).max(50).readonly(),
  }),
  z.strictObject({
    /** Doses that differ from one take to the next. */
    mode: z.literal("fractionnee"),
    /** Takes of the same treatment. */
    prises: z.array(z.strictObject(etape)).min(2).max(50).readonly(),
  }),
  z.strictObject({
    /** Doses that depend on something. */
    mode: z.literal("conditionnelle"),
    /** Takes and what they depend on. */
    prises: z
      .array(
        z.strictObject({
          /** When to take it: result, symptom… */
          condition: TexteCourt,
          ...etape,
        }),
      )
      .min(1)
      .max(50)
      .readonly(),
  }),
]);
export type Posologie = z.infer<typeof Posologie>;
