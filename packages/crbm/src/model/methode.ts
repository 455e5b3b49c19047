import { Code, Libelle } from "@ldl/domain";
import { z } from "zod";

const methodeShape = {
  /** JDV_TechniqueBiologie_CISIS. */
  code: Code.optional(),
  /** The technique in words. */
  texte: Libelle.optional(),
};

/** Type of the schema {@link Methode}. @public */
export interface MethodeSchema extends z.ZodObject<typeof methodeShape, z.core.$strict> {}

/** Technique of an analysis: a code of the ANSM table, or words. @public */
export const Methode: MethodeSchema = z
  .strictObject(methodeShape)
  .refine((methode) => methode.code !== undefined || methode.texte !== undefined, {
    error: "un code ou un texte attendu (LDL-BIO-METHODE)",
  });
/** What the schema of the same name gives. @public */
export interface Methode extends z.infer<typeof Methode> {}
