import { Libelle, LocalIdentifier, Moment } from "@ldl/domain";
import { z } from "zod";
import { IdentifiantContexte } from "../header/contexte.ts";
import { SansElement } from "./traitement.ts";

const coded = z.strictObject({
  /** Code. */
  code: z.string().regex(/^\S{1,64}$/, { error: "code attendu (LDL-DM-001)" }),
  /** Wording. */
  libelle: Libelle,
});

/** A medical device, implanted or not: FR-Dispositif-medical. @public */
export const DispositifMedical = z.strictObject({
  /** What it is. */
  libelle: Libelle,
  /** EMDN category. */
  emdn: coded.optional(),
  /** CLADIMED category. */
  cladimed: coded.optional(),
  /** LPP code. */
  lpp: coded.optional(),
  /** UDI (UDI-DI and UDI-PI) or catalogue reference, under the OID of who issues it. */
  udi: IdentifiantContexte.optional(),
  /** Number of the supply in the establishment. */
  idFourniture: LocalIdentifier.optional(),
  /** Implantation, or first day of use. */
  debut: Moment.optional(),
  /** Removal, or last day of use. */
  fin: Moment.optional(),
  /** Related to a long-term condition (ALD). */
  ald: z.boolean().optional(),
  /** Related to an accident at work. */
  accidentTravail: z.boolean().optional(),
  /** Related to prevention. */
  prevention: z.boolean().optional(),
  /** Not reimbursed. */
  nonRemboursable: z.boolean().optional(),
});
/** What the schema of the same name gives. @public */
export interface DispositifMedical extends z.infer<typeof DispositifMedical> {}

/** Devices, or an explicit statement that there is none or that they are not known. @public */
export const DispositifsMedicaux = z.discriminatedUnion("etat", [
  z.strictObject({
    /** There are some. */
    etat: z.literal("renseigne"),
    /** The devices. */
    liste: z.array(DispositifMedical).min(1).max(100).readonly(),
  }),
  ...SansElement,
]);
export type DispositifsMedicaux = z.infer<typeof DispositifsMedicaux>;
