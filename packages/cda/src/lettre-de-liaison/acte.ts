import { Code, Libelle, Moment } from "@ldl/domain";
import { z } from "zod";
import { StatutActe } from "../codes/statuts.ts";
import { TexteCourt } from "./texte-narratif.ts";
import { SansElement } from "./traitement.ts";

/** A procedure that took place: section FR-Antecedents-chirurgicaux. @public */
export const ActeRealise = z.strictObject({
  /** What was done. */
  libelle: Libelle,
  /** CCAM code. */
  code: Code.optional(),
  /** Default: `termine`. */
  statut: StatutActe.default("termine"),
  /** When it began. */
  debut: Moment.optional(),
  /** When it ended. */
  fin: Moment.optional(),
  /** Anything else. */
  commentaire: TexteCourt.optional(),
});
/** What the schema of the same name gives. @public */
export interface ActeRealise extends z.infer<typeof ActeRealise> {}

/** Surgical history, or an explicit statement that there is none or that it is not known. @public */
export const AntecedentsChirurgicaux = z.discriminatedUnion("etat", [
  z.strictObject({
    /** There are some. */
    etat: z.literal("renseigne"),
    /** The procedures. */
    liste: z.array(ActeRealise).min(1).max(200).readonly(),
  }),
  ...SansElement,
]);
export type AntecedentsChirurgicaux = z.infer<typeof AntecedentsChirurgicaux>;
