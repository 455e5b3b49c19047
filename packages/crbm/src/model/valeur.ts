import { ContenuBase64 } from "@ldl/cda";
import { Code, Libelle, Moment, Texte } from "@ldl/domain";
import { z } from "zod";
import { Nombre } from "./nombre.ts";
import { Unite } from "./unite.ts";

/** A quantity with its UCUM unit. @public */
export const ValeurQuantite = z.strictObject({
  /** PQ. */
  type: z.literal("quantite"),
  /** The number, as the laboratory writes it. */
  valeur: Nombre,
  /** UCUM unit. */
  unite: Unite,
  /** The same result in other units, as written before 2024.01 (from 2024.01: a second result with its own code). */
  equivalents: z
    .array(
      z.strictObject({
        /** The number in the other unit. */
        valeur: Nombre,
        /** The other unit. */
        unite: Unite,
      }),
    )
    .readonly()
    .optional(),
});

/** A result below or above what can be measured: `< 0.05`, `>= 1000`. @public */
export const ValeurCensuree = z.strictObject({
  /** IVL_PQ with one bound; IVL_REAL without unit. */
  type: z.literal("censuree"),
  /** Side of the limit. */
  comparateur: z.enum(["<", "<=", ">", ">="]),
  /** The limit. */
  valeur: Nombre,
  /** UCUM unit. */
  unite: Unite.optional(),
});

/** A span of values. @public */
export const ValeurIntervalle = z.strictObject({
  /** IVL_PQ; IVL_REAL without unit. */
  type: z.literal("intervalle"),
  /** Lower bound. */
  min: Nombre,
  /** Upper bound. */
  max: Nombre,
  /** Lower bound belongs to the span. Default: true. */
  minInclus: z.boolean().optional(),
  /** Upper bound belongs to the span. Default: true. */
  maxInclus: z.boolean().optional(),
  /** UCUM unit. */
  unite: Unite.optional(),
});

/** A number without unit (INR, a ratio already computed). @public */
export const ValeurReelle = z.strictObject({
  /** REAL. */
  type: z.literal("reel"),
  /** The number. */
  valeur: Nombre,
});

/** A whole number without unit. @public */
export const ValeurEntiere = z.strictObject({
  /** INT. */
  type: z.literal("entier"),
  /** The number. */
  valeur: z.int(),
});

/** A coded answer: organism, presence, group. @public */
export const ValeurCodee = z.strictObject({
  /** CD. */
  type: z.literal("code"),
  /** The answer. */
  code: Code,
  /** The same answer in other systems. */
  traductions: z.array(Code).readonly().optional(),
  /** The answer in the words of the laboratory. */
  texte: Libelle.optional(),
});

/** An answer in words. @public */
export const ValeurTexte = z.strictObject({
  /** ST. */
  type: z.literal("texte"),
  /** The words. */
  texte: Texte,
});

/** A titre: `1/80`. @public */
export const ValeurRapport = z.strictObject({
  /** RTO. */
  type: z.literal("rapport"),
  /** What stands above. */
  numerateur: Nombre,
  /** What stands below. */
  denominateur: Nombre,
  /** UCUM unit of the numerator. */
  uniteNumerateur: Unite.optional(),
  /** UCUM unit of the denominator. */
  uniteDenominateur: Unite.optional(),
});

/** A date as a result. @public */
export const ValeurDate = z.strictObject({
  /** TS. */
  type: z.literal("date"),
  /** The date. */
  date: Moment,
});

/** Yes or no. @public */
export const ValeurBooleenne = z.strictObject({
  /** BL. */
  type: z.literal("booleen"),
  /** The answer. */
  valeur: z.boolean(),
});

/** A file as a result: a curve, an image, a PDF. @public */
export const ValeurFichier = z.strictObject({
  /** ED. */
  type: z.literal("fichier"),
  /** Media type. */
  mediaType: z.enum(["application/pdf", "image/png", "image/jpeg", "image/gif", "text/plain"]),
  /** The bytes. */
  base64: ContenuBase64,
});

const valeurs = [
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
  ValeurFichier,
] as const;

/** Type of the schema {@link Valeur}. @public */
export interface ValeurSchema extends z.ZodDiscriminatedUnion<typeof valeurs, "type"> {}

/** The value of a result. @public */
export const Valeur: ValeurSchema = z.discriminatedUnion("type", valeurs);
export type Valeur = z.infer<typeof Valeur>;
