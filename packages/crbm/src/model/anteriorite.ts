import { Moment } from "@ldl/domain";
import { z } from "zod";
import { Bornes } from "./bornes.ts";
import { Methode } from "./methode.ts";
import { Valeur } from "./valeur.ts";

const anterioriteShape = {
  /** When that result was obtained. */
  date: Moment,
  /** What it was. */
  valeur: Valeur,
  /** JDV_HL7_ObservationInterpretation_CISIS. */
  interpretation: z.string().max(10).optional(),
  /** Technique of that time. */
  methode: Methode.optional(),
  /** Reference values of that time. */
  bornes: Bornes.optional(),
};

/** Type of the schema {@link Anteriorite}. @public */
export interface AnterioriteSchema extends z.ZodObject<typeof anterioriteShape, z.core.$strict> {}

/** A result obtained earlier for the same analysis. @public */
export const Anteriorite: AnterioriteSchema = z.strictObject(anterioriteShape);
/** What the schema of the same name gives. @public */
export interface Anteriorite extends z.infer<typeof Anteriorite> {}
