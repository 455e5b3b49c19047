import { Code, LocalIdentifier, Moment, Professionnel } from "@ldl/domain";
import { z } from "zod";

/** A specimen: how, when and from where it was taken, and when it was received. @public */
export const Prelevement = z.strictObject({
  /** Act of taking (NABM). Default: LOINC 33882-2 « Prélèvement ». */
  acte: Code.optional(),
  /** When it was taken. */
  date: Moment,
  /** Identifier of the specimen (bar code). */
  echantillon: LocalIdentifier,
  /** Nature (JDV_HL7_SpecimenType_CISIS), for example `BLD`. */
  nature: Code,
  /** Site of the body (SNOMED CT). */
  site: Code.optional(),
  preleveur: Professionnel.optional(),
  /** Reception at the laboratory. */
  recuLe: Moment.optional(),
});
export interface Prelevement extends z.infer<typeof Prelevement> {}
