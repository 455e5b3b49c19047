import { Moment, Organisation, Professionnel } from "@ldl/domain";
import { z } from "zod";

/** Accreditation of a laboratory. @public */
export const Accreditation = z.strictObject({
  organisme: z.enum(["COFRAC", "EFI"]),
  /** Number, for example `8-1234`. */
  numero: z.string().min(1).max(64),
});
export interface Accreditation extends z.infer<typeof Accreditation> {}

/** A laboratory: structure (FINESS of the site or of the legal entity) and accreditations. @public */
export const Laboratoire = z.strictObject({
  organisation: Organisation,
  accreditations: z.array(Accreditation).readonly().optional(),
});
export interface Laboratoire extends z.infer<typeof Laboratoire> {}

/** Laboratory to which an analysis was sub-contracted. @public */
export const LaboratoireExecutant = z.strictObject({
  laboratoire: Laboratoire,
  /** Responsible person there. */
  responsable: Professionnel,
  /** When the analysis was made. */
  date: Moment,
});
export interface LaboratoireExecutant extends z.infer<typeof LaboratoireExecutant> {}
