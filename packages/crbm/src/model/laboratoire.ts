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

const laboratoireShape = {
  /** The site; its identifier holds the FINESS of the site (entité géographique). */
  organisation: Organisation,
  /** Legal entity (entité juridique) that the site belongs to. */
  entiteJuridique: StructIdNat.optional(),
  /** Accreditations. */
  accreditations: z.array(Accreditation).min(1).readonly().optional(),
};

/** Type of the schema {@link Laboratoire}. @public */
export interface LaboratoireSchema extends z.ZodObject<typeof laboratoireShape, z.core.$strict> {}

/** A laboratory: site, legal entity and accreditations. @public */
export const Laboratoire: LaboratoireSchema = z.strictObject(laboratoireShape);
/** What the schema of the same name gives. @public */
export interface Laboratoire extends z.infer<typeof Laboratoire> {}

const { organisation: _, ...professionnelShape } = Professionnel.shape;

/** Type of the schema {@link ProfessionnelDuLaboratoire}. @public */
export interface ProfessionnelDuLaboratoireSchema extends z.ZodObject<typeof professionnelShape, z.core.$strict> {}

/** A professional of a laboratory that is named beside. @public */
export const ProfessionnelDuLaboratoire: ProfessionnelDuLaboratoireSchema = z.strictObject(professionnelShape);
/** What the schema of the same name gives. @public */
export interface ProfessionnelDuLaboratoire extends z.infer<typeof ProfessionnelDuLaboratoire> {}

const laboratoireExecutantShape = {
  /** The laboratory. */
  laboratoire: Laboratoire,
  /** Responsible person there. */
  responsable: ProfessionnelDuLaboratoire,
  /** When the analysis was made. */
  date: Moment,
};

/** Type of the schema {@link LaboratoireExecutant}. @public */
export interface LaboratoireExecutantSchema extends z.ZodObject<typeof laboratoireExecutantShape, z.core.$strict> {}

/** Laboratory to which an analysis was sub-contracted. @public */
export const LaboratoireExecutant: LaboratoireExecutantSchema = z.strictObject(laboratoireExecutantShape);
/** What the schema of the same name gives. @public */
export interface LaboratoireExecutant extends z.infer<typeof LaboratoireExecutant> {}
