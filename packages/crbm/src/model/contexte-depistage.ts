import { Code, Libelle, Moment } from "@ldl/domain";
import { z } from "zod";

/** Why a screening test was made (section FR-Raison-de-la-recommandation). @public */
export const RaisonExamen = z.strictObject({
  /** Title of the section. Default: `Contexte de l'examen`. */
  titre: Libelle.optional(),
  /** Context of the test (JDV_ContexteExamenCCU_CISIS). */
  contexte: Code,
  /** What is screened for, for example ICD-10 `B97.7`. */
  motif: z.strictObject({
    /** ICD-10 or SNOMED CT code. */
    code: Code,
    /** Since when. */
    depuis: Moment.optional(),
  }),
});
/** What the schema of the same name gives. @public */
export interface RaisonExamen extends z.infer<typeof RaisonExamen> {}

/** A vaccination that matters for the result (section FR-Vaccinations). @public */
export const Vaccination = z.strictObject({
  /** The vaccine in words. */
  vaccin: Libelle,
  /** ATC code of the vaccine. */
  atc: Code.optional(),
  /** False when the patient was not vaccinated. */
  realisee: z.boolean(),
  /** When. */
  date: Moment.optional(),
});
/** What the schema of the same name gives. @public */
export interface Vaccination extends z.infer<typeof Vaccination> {}
