import { Code, Libelle } from "@ldl/domain";
import { z } from "zod";

/** Technique of an analysis: a code of the ANSM table, or words. @public */
export const Methode = z
  .strictObject({
    /** JDV_TechniqueBiologie_CISIS. */
    code: Code.optional(),
    /** The technique in words. */
    texte: Libelle.optional(),
  })
  .refine((methode) => methode.code !== undefined || methode.texte !== undefined, {
    error: "un code ou un texte attendu (LDL-BIO-METHODE)",
  });
/** What the schema of the same name gives. @public */
export interface Methode extends z.infer<typeof Methode> {}
