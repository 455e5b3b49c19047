import { Moment, Organisation, Professionnel, StructIdNat } from "@ldl/domain";
import { z } from "zod";

/** Accreditation of a laboratory. @public */
export const Accreditation = z.strictObject({
  /** Who accredits. */
  organisme: z.enum(["COFRAC", "EFI"]),
  /** Number, for example `8-1234`. */
  numero: z.string().min(1).max(64).regex(/^\S+$/, { error: "numéro sans blanc attendu (LDL-BIO-ACCREDITATION)" }),
});
/** What the schema of the same name gives. @public */
export interface Accreditation extends z.infer<typeof Accreditation> {}

/** A laboratory: site, legal entity and accreditations. @public */
export const Laboratoire = z.strictObject({
  /** The site; its identifier holds the FINESS of the site (entité géographique). */
  organisation: Organisation,
  /** Legal entity (entité juridique) that the site belongs to. */
  entiteJuridique: StructIdNat.optional(),
  /** Accreditations. */
  accreditations: z.array(Accreditation).min(1).readonly().optional(),
});
/** What the schema of the same name gives. @public */
export interface Laboratoire extends z.infer<typeof Laboratoire> {}

/** A professional of a laboratory that is named beside. @public */
export const ProfessionnelDuLaboratoire = Professionnel.omit({ organisation: true });
/** What the schema of the same name gives. @public */
export interface ProfessionnelDuLaboratoire extends z.infer<typeof ProfessionnelDuLaboratoire> {}

/** Laboratory to which an analysis was sub-contracted. @public */
export const LaboratoireExecutant = z.strictObject({
  /** The laboratory. */
  laboratoire: Laboratoire,
  /** Responsible person there. */
  responsable: ProfessionnelDuLaboratoire,
  /** When the analysis was made. */
  date: Moment,
});
/** What the schema of the same name gives. @public */
export interface LaboratoireExecutant extends z.infer<typeof LaboratoireExecutant> {}
