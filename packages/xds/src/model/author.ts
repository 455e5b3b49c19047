import { Libelle } from "@ldl/domain";
import { z } from "zod";
import { Specialty, Xcn, Xon, Xtn } from "./hl7-types.ts";

/**
 * Author of a document or of a submission set.
 *
 * @remarks IHE ITI TF-3, author. In France authorPerson is due, authorInstitution is due when known.
 * @public
 */
export const Author = z
  .strictObject({
    /** The person, the patient or the system. */
    authorPerson: Xcn.optional(),
    /** Structures for which the person acts; absent when the author is the patient. */
    authorInstitutions: z.array(Xon).min(1).readonly().optional(),
    /** Parts played: label of the CDA `functionCode` (JDV_J47). */
    authorRoles: z.array(Libelle).min(1).readonly().optional(),
    /** Professions or specialities (JDV_J01). */
    authorSpecialties: z.array(Specialty).min(1).readonly().optional(),
    /** Ways to reach the author; not used in France, kept when read. */
    authorTelecommunications: z.array(Xtn).min(1).readonly().optional(),
  })
  .refine((author) => author.authorPerson !== undefined || author.authorInstitutions !== undefined, {
    error: "authorPerson ou authorInstitution attendu (LDL-XDS-AUTHOR)",
  });
/** What the schema of the same name gives. @public */
export interface Author extends z.infer<typeof Author> {}
