import { Instant, NomPersonne, Organisation, Professionnel } from "@ldl/domain";
import { z } from "zod";

/** Who stated one item of the letter, when it is not the author of the whole document. @public */
export const AuteurEntree = z.strictObject({
  /** When it was stated. */
  date: Instant,
  /** The professional; name, and name of the organisation, are due. */
  professionnel: Professionnel.safeExtend({
    nom: NomPersonne,
    organisation: Organisation.safeExtend({ nom: Organisation.shape.nom.unwrap() }),
  }),
});
export interface AuteurEntree extends z.infer<typeof AuteurEntree> {}
