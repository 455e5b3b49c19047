import { Code, Instant, Libelle, Moment, Texte } from "@ldl/domain";
import { z } from "zod";
import { Nombre } from "./nombre.ts";
import { Unite } from "./unite.ts";

/** A quantity with its UCUM unit. @public */
export const ValeurQuantite = z.strictObject({
  type: z.literal("quantite"),
  valeur: Nombre,
  unite: Unite,
  /** The same result in other units, as written before 2024.01 (from 2024.01: a second result with its own code). */
  equivalents: z
    .array(z.strictObject({ valeur: Nombre, unite: Unite }))
    .readonly()
    .optional(),
});

/** A result below or above what can be measured: `< 0.05`, `>= 1000`. @public */
export const ValeurCensuree = z.strictObject({
  type: z.literal("censuree"),
  comparateur: z.enum(["<", "<=", ">", ">="]),
  valeur: Nombre,
  unite: Unite.optional(),
});

/** A span of values. @public */
export const ValeurIntervalle = z.strictObject({
  type: z.literal("intervalle"),
  min: Nombre,
  max: Nombre,
  unite: Unite.optional(),
});

/** A number without unit (INR, a ratio already computed). @public */
export const ValeurReelle = z.strictObject({ type: z.literal("reel"), valeur: Nombre });

/** A whole number without unit. @public */
export const ValeurEntiere = z.strictObject({ type: z.literal("entier"), valeur: z.int() });

/** A coded answer: organism, presence, group. @public */
export const ValeurCodee = z.strictObject({
  type: z.literal("code"),
  code: Code,
  traductions: z.array(Code).readonly().optional(),
  /** The answer in the words of the laboratory. */
  texte: Libelle.optional(),
});

/** An answer in words. @public */
export const ValeurTexte = z.strictObject({ type: z.literal("texte"), texte: Texte });

/** A titre: `1/80`. @public */
export const ValeurRapport = z.strictObject({
  type: z.literal("rapport"),
  numerateur: Nombre,
  denominateur: Nombre,
  uniteNumerateur: Unite.optional(),
  uniteDenominateur: Unite.optional(),
});

/** A date as a result. @public */
export const ValeurDate = z.strictObject({ type: z.literal("date"), date: Moment });

/** Yes or no. @public */
export const ValeurBooleenne = z.strictObject({ type: z.literal("booleen"), valeur: z.boolean() });

/** The value of a result. @public */
export const Valeur = z.discriminatedUnion("type", [
  ValeurQuantite,
  ValeurCensuree,
  ValeurIntervalle,
  ValeurReelle,
  ValeurEntiere,
  ValeurCodee,
  ValeurTexte,
  ValeurRapport,
  ValeurDate,
  ValeurBooleenne,
]);
export type Valeur = z.infer<typeof Valeur>;

/** A result obtained earlier for the same analysis; `date` is the one of that result. @public */
export const Anteriorite = z.strictObject({
  date: z.union([Instant, Moment]),
  valeur: Valeur,
  interpretation: z.string().max(10).optional(),
});
export interface Anteriorite extends z.infer<typeof Anteriorite> {}
