import { Libelle } from "@ldl/domain";
import { z } from "zod";
import { Xpn } from "./hl7-types.ts";

/**
 * Traits of the patient as the producer of the document knows them.
 *
 * @remarks HL7 v2 PID segment, one value per field.
 * @public
 */
export const SourcePatientInfo = z.strictObject({
  /** PID-5: name at birth first. */
  noms: z.array(Xpn).readonly(),
  /** PID-7: date of birth, `AAAAMMJJ`. */
  dateNaissance: z
    .string()
    .regex(/^\d{4,14}$/, { error: "date de naissance AAAAMMJJ attendue (LDL-XDS-PID)" })
    .optional(),
  /** PID-8: `M`, `F` or `U`. */
  sexe: Libelle.optional(),
  /** PID-23: place of birth. */
  lieuNaissance: Libelle.optional(),
  /** Other fields, as written: `PID-11|…`. */
  autres: z
    .array(z.string().regex(/^PID-\d{1,2}\|/, { error: "champ PID-n| attendu (LDL-XDS-PID)" }))
    .min(1)
    .readonly()
    .optional(),
});
/** What the schema of the same name gives. @public */
export interface SourcePatientInfo extends z.infer<typeof SourcePatientInfo> {}
