import { Code, Moment, Professionnel } from "@ldl/domain";
import { z } from "zod";
import { Commentaire } from "./commentaire.ts";
import { Identifiant } from "./identifiant.ts";

const prelevementShape = {
  /** Act of taking (NABM). Default: LOINC 33882-2 « Prélèvement ». */
  acte: Code.optional(),
  /** When it was taken. */
  date: Moment,
  /** Identifier of the specimen (bar code). */
  echantillon: Identifiant,
  /** Nature (JDV_HL7_SpecimenType_CISIS), for example `BLD`. */
  nature: Code,
  /** Site of the body (SNOMED CT). */
  site: Code.optional(),
  /** Who took it. */
  preleveur: Professionnel.optional(),
  /** Reception at the laboratory. */
  recuLe: Moment.optional(),
  /** Comments: haemolysis, insufficient volume… */
  commentaires: z.array(Commentaire).min(1).readonly().optional(),
};

/** Type of the schema {@link Prelevement}. @public */
export interface PrelevementSchema extends z.ZodObject<typeof prelevementShape, z.core.$strict> {}

/** A specimen: how, when and from where it was taken, and when it was received. @public */
export const Prelevement: PrelevementSchema = z.strictObject(prelevementShape);
/** What the schema of the same name gives. @public */
export interface Prelevement extends z.infer<typeof Prelevement> {}
