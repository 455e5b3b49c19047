import { z } from "zod";
import { LocalIdentifier } from "../identifiers/local-identifier.ts";
import { Instant } from "../time/instant.ts";

/** A stay: admission, discharge, and the numbers by which the establishment knows it. @public */
export const Sejour = z
  .strictObject({
    /** Stay or visit numbers (NDA, IEP…). */
    ids: z.array(LocalIdentifier).readonly().optional(),
    /** Admission. */
    entree: Instant,
    /** Discharge (or death); absent while the patient is in. */
    sortie: Instant.optional(),
  })
  .refine((sejour) => sejour.sortie === undefined || Date.parse(sejour.sortie) > Date.parse(sejour.entree), {
    path: ["sortie"],
    error: "sortie postérieure à l'entrée attendue (LDL-S-001)",
  });
/** What the schema of the same name gives. @public */
export interface Sejour extends z.infer<typeof Sejour> {}
