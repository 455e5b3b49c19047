import { Code, Libelle, Moment, Professionnel, Texte } from "@ldl/domain";
import { z } from "zod";
import { LaboratoireExecutant } from "./laboratoire.ts";
import { Nombre } from "./nombre.ts";
import { Unite } from "./unite.ts";
import { Anteriorite, Valeur } from "./valeur.ts";

/** A comment, on anything. @public */
export const Commentaire = z.strictObject({ texte: Texte });
export interface Commentaire extends z.infer<typeof Commentaire> {}

/** Who validated, and when. @public */
export const Validation = z.strictObject({ date: Moment, biologiste: Professionnel });
export interface Validation extends z.infer<typeof Validation> {}

/** What is analysed: a LOINC code, a waiting or local code, and the words of the laboratory. @public */
export const Analyse = z
  .strictObject({
    /** LOINC code, for example `718-7`. */
    loinc: z
      .strictObject({
        code: z.string().regex(/^\d{1,7}-\d$/, { error: "code LOINC attendu : chiffres, tiret, clé (LDL-BIO-LOINC)" }),
        libelle: Libelle,
      })
      .optional(),
    /** Code of the laboratory, or national waiting code (1.2.250.1.213.1.1.5.130). */
    codeLocal: Code.optional(),
    /** Label shown on the report. */
    libelle: Libelle,
  })
  .refine((analyse) => analyse.loinc !== undefined || analyse.codeLocal !== undefined, {
    error: "un code LOINC ou un code local attendu (LDL-BIO-ANALYSE)",
  });
export interface Analyse extends z.infer<typeof Analyse> {}

/** Reference values that apply to this patient. @public */
export const Bornes = z
  .strictObject({
    min: Nombre.optional(),
    max: Nombre.optional(),
    /** Lower bound belongs to the range. Default: true. */
    minInclus: z.boolean().optional(),
    /** Upper bound belongs to the range. Default: true. */
    maxInclus: z.boolean().optional(),
    unite: Unite.optional(),
    /** Reference values in words, with the conditions under which they hold (age, sex, gestation). */
    texte: Libelle.optional(),
  })
  .refine((bornes) => bornes.min !== undefined || bornes.max !== undefined || bornes.texte !== undefined, {
    error: "une borne ou un texte attendu (LDL-BIO-BORNES)",
  });
export interface Bornes extends z.infer<typeof Bornes> {}

/** Technique of an analysis: a code of the ANSM table, or words. @public */
export const Methode = z
  .strictObject({ code: Code.optional(), texte: Libelle.optional() })
  .refine((methode) => methode.code !== undefined || methode.texte !== undefined, {
    error: "un code ou un texte attendu (LDL-BIO-METHODE)",
  });
export interface Methode extends z.infer<typeof Methode> {}

/** One result. @public */
export const Resultat = z.strictObject({
  analyse: Analyse,
  /** `completed` obtained, `aborted` not obtained (no value then). Default: `completed`. */
  statut: z.enum(["completed", "aborted"]).default("completed"),
  /** When the result was obtained. */
  date: Moment.optional(),
  valeur: Valeur.optional(),
  /** Code of JDV_HL7_ObservationInterpretation_CISIS: `N`, `H`, `L`, `S`, `I`, `R`… */
  interpretation: z.string().max(10).optional(),
  methode: Methode.optional(),
  bornes: Bornes.optional(),
  /** Earlier results, newest first. */
  anteriorites: z.array(Anteriorite).max(50).readonly().optional(),
  /** Laboratory that made this analysis, when it is another one. */
  executant: LaboratoireExecutant.optional(),
  validation: Validation.optional(),
  /** Analyser. */
  automate: Libelle.optional(),
  /** Kit (trousse) and medium of a screening sample: codes 1.2.250.1.213.2.3.5 and TA_ASIP. */
  trousse: Code.optional(),
  milieu: Code.optional(),
  commentaires: z.array(Commentaire).readonly().optional(),
});
export interface Resultat extends z.infer<typeof Resultat> {}
