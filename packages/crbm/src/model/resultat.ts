import { Code, Libelle, Moment } from "@ldl/domain";
import { z } from "zod";
import { Anteriorite } from "./anteriorite.ts";
import { Bornes } from "./bornes.ts";
import { Commentaire } from "./commentaire.ts";
import { LaboratoireExecutant, ProfessionnelDuLaboratoire } from "./laboratoire.ts";
import { Methode } from "./methode.ts";
import { Prelevement } from "./prelevement.ts";
import { Valeur } from "./valeur.ts";

const validationShape = {
  /** When. */
  date: Moment,
  /** The biologist. */
  biologiste: ProfessionnelDuLaboratoire,
};

/** Type of the schema {@link Validation}. @public */
export interface ValidationSchema extends z.ZodObject<typeof validationShape, z.core.$strict> {}

/** Who validated, and when. @public */
export const Validation: ValidationSchema = z.strictObject(validationShape);
/** What the schema of the same name gives. @public */
export interface Validation extends z.infer<typeof Validation> {}

const analyseShape = {
  /** LOINC code, for example `718-7`. */
  loinc: z
    .strictObject({
      /** The code. */
      code: z.string().regex(/^\d{1,7}-\d$/, { error: "code LOINC attendu : chiffres, tiret, clé (LDL-BIO-LOINC)" }),
      /** Its label. */
      libelle: Libelle,
    })
    .optional(),
  /** Code of the laboratory, or national waiting code (1.2.250.1.213.1.1.5.130). */
  codeLocal: Code.optional(),
  /** Label shown on the report. */
  libelle: Libelle,
};

/** Type of the schema {@link Analyse}. @public */
export interface AnalyseSchema extends z.ZodObject<typeof analyseShape, z.core.$strict> {}

/** What is analysed: a LOINC code, a waiting or local code, and the words of the laboratory. @public */
export const Analyse: AnalyseSchema = z
  .strictObject(analyseShape)
  .refine((analyse) => analyse.loinc !== undefined || analyse.codeLocal !== undefined, {
    error: "un code LOINC ou un code local attendu (LDL-BIO-ANALYSE)",
  });
/** What the schema of the same name gives. @public */
export interface Analyse extends z.infer<typeof Analyse> {}

const resultatShape = {
  /** What was analysed. */
  analyse: Analyse,
  /** `completed` obtained, `aborted` not obtained (no value then). Default: `completed`. */
  statut: z.enum(["completed", "aborted"]).default("completed"),
  /** When the result was obtained. */
  date: Moment.optional(),
  /** The result. */
  valeur: Valeur.optional(),
  /** Code of JDV_HL7_ObservationInterpretation_CISIS: `N`, `H`, `L`, `S`, `I`, `R`… */
  interpretation: z.string().max(10).optional(),
  /** Technique. */
  methode: Methode.optional(),
  /** Reference values. */
  bornes: Bornes.optional(),
  /** Earlier results, newest first. */
  anteriorites: z.array(Anteriorite).min(1).max(50).readonly().optional(),
  /** Specimens, when they are not those of the whole block. */
  prelevements: z.array(Prelevement).min(1).readonly().optional(),
  /** Laboratory that made this analysis, when it is another one. */
  executant: LaboratoireExecutant.optional(),
  /** Who validated this result, when it is not who validated the block. */
  validation: Validation.optional(),
  /** Analyser. */
  automate: Libelle.optional(),
  /** Kit of a screening test (ANSM table, 1.2.250.1.213.2.3.5). */
  trousse: Code.optional(),
  /** Medium of a screening sample (TA_ASIP). */
  milieu: Code.optional(),
  /** Comments. */
  commentaires: z.array(Commentaire).min(1).readonly().optional(),
};

/** Type of the schema {@link Resultat}. @public */
export interface ResultatSchema extends z.ZodObject<typeof resultatShape, z.core.$strict> {}

/** One result. @public */
export const Resultat: ResultatSchema = z.strictObject(resultatShape);
/** What the schema of the same name gives. @public */
export interface Resultat extends z.infer<typeof Resultat> {}
