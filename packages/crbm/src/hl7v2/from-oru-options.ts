import { Code, InsEnvironment, Oid, Professionnel } from "@ldl/domain";
import { z } from "zod";
import { LabReport } from "../model/lab-report.ts";
import { Laboratoire, ProfessionnelDuLaboratoire } from "../model/laboratoire.ts";

/** A message: bytes or text. */
export const OruSource = z.union([z.string(), z.custom<Uint8Array>((value) => value instanceof Uint8Array)]);

/** What a message of results does not say, and its laboratory knows. @public */
export const FromOruOptions = z.strictObject({
  /** OID under which the laboratory gives its own codes and numbers. */
  systemeLocal: Oid,
  /** OID of further code systems, by their name in the messages: `{ "CIM-10": "2.16.840.1.113883.6.3" }`. */
  systemes: z.record(z.string(), Oid).optional(),
  /** Chapter by diagnostic service (OBR-24), for the services of the laboratory. */
  chapitres: z.record(z.string(), Code).optional(),
  /** Sub-contracted laboratories and their responsible persons, by their name in OBX-23 (or in OBX-15). */
  sousTraitants: z
    .record(
      z.string(),
      z.strictObject({
        /** The laboratory. */
        laboratoire: Laboratoire,
        /** Responsible person there. */
        responsable: ProfessionnelDuLaboratoire,
      }),
    )
    .optional(),
  /** Other names and codes under which messages call the laboratory itself (OBX-15, OBX-23). */
  nomsDuLaboratoire: z.array(z.string()).optional(),
  /** Professionals that the laboratory knows: speciality, addresses and structure, added by national identifier. */
  professionnels: z.array(Professionnel).optional(),
  /** Reliabilities of the identity (PID-32) with which an INS is left out. Default: `PROV`, `DOUTE`, `DOUB`, `FICTI`. */
  identitesNonVerifiees: z.array(z.string()).optional(),
  /**
   * Environment of an INS that the message names (`INS`, `ASIP-SANTE-INS-NIR`) without its OID. Default: none, such an
   * INS is left out.
   */
  environnementIns: InsEnvironment.optional(),
  /** Type of the address (PID-11.7) that is the place of birth. Default: `BDL`. */
  adresseDeNaissance: z.string().optional(),
  /** Time zone of the times without offset, unless MSH-7 has another offset. Default: `Europe/Paris`. */
  fuseau: z.string().optional(),
  /** Members of the report that the message lacks (laboratory, director), or that replace those it gives. */
  report: LabReport.partial().required({ laboratoire: true, directeur: true }),
});
/** What the schema of the same name gives. @public */
export interface FromOruOptions extends z.infer<typeof FromOruOptions> {}
/** Options as a vendor gives them. @public */
export interface FromOruOptionsInput extends z.input<typeof FromOruOptions> {}
