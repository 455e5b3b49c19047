import { Instant, NomPersonne, Organisation, Professionnel } from "@ldl/domain";
import { z } from "zod";

/** Who stated one item of the letter, when it is not the author of the whole document. @public */
export const AuteurEntree = z.strictObject({
  /** When it was stated. */
  date: Instant,
  /** The professional; name, and name of the organisation, are due. */
  professionnel: Professionnel.safeExtend({
    /** Name. */
    nom: NomPersonne,
    /** Structure. */
    organisation: Organisation.safeExtend({
      /** Name. */
      nom: Organisation.shape.nom.unwrap(),
    }),
  }),
});
/** What the schema of the same name gives. @public */
export interface AuteurEntree extends z.infer<typeof AuteurEntree> {}
