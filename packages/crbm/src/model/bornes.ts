import { Code, Libelle } from "@ldl/domain";
import { z } from "zod";
import { Nombre } from "./nombre.ts";
import { Unite } from "./unite.ts";
import { Valeur } from "./valeur.ts";

const conditionShape = {
  /** The condition in words: `Femme enceinte, 2e trimestre`. */
  texte: Libelle,
  /** What the condition is about. */
  code: Code.optional(),
  /** What it must be; a code has its words in `texte` above. */
  valeur: Valeur.optional(),
};

/** Type of the schema {@link ConditionBornes}. @public */
export interface ConditionBornesSchema extends z.ZodObject<typeof conditionShape, z.core.$strict> {}

/** A condition under which reference values hold: age, sex, gestation. @public */
export const ConditionBornes: ConditionBornesSchema = z
  .strictObject(conditionShape)
  .refine(({ valeur }) => valeur?.type !== "code" || valeur.texte === undefined, {
    error: "le texte d'une condition se donne une fois, dans texte (LDL-BIO-CONDITION)",
  });
/** What the schema of the same name gives. @public */
export interface ConditionBornes extends z.infer<typeof ConditionBornes> {}

const bornesShape = {
  /** Lower bound. */
  min: Nombre.optional(),
  /** Upper bound. */
  max: Nombre.optional(),
  /** Lower bound belongs to the range. Default: true. */
  minInclus: z.boolean().optional(),
  /** Upper bound belongs to the range. Default: true. */
  maxInclus: z.boolean().optional(),
  /** Unit of the bounds. */
  unite: Unite.optional(),
  /** Reference values in words. */
  texte: Libelle.optional(),
  /** Conditions under which they hold. */
  conditions: z.array(ConditionBornes).min(1).readonly().optional(),
};

/** Type of the schema {@link Bornes}. @public */
export interface BornesSchema extends z.ZodObject<typeof bornesShape, z.core.$strict> {}

/** Reference values that apply to this patient. @public */
export const Bornes: BornesSchema = z
  .strictObject(bornesShape)
  .refine((bornes) => bornes.min !== undefined || bornes.max !== undefined || bornes.texte !== undefined, {
    error: "une borne ou un texte attendu (LDL-BIO-BORNES)",
  });
/** What the schema of the same name gives. @public */
export interface Bornes extends z.infer<typeof Bornes> {}
