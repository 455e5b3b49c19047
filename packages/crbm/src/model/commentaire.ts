import { AuteurEntree } from "@ldl/cda";
import { Texte } from "@ldl/domain";
import { z } from "zod";

/** A comment, on anything. @public */
export const Commentaire = z.strictObject({
  /** The words. */
  texte: Texte,
  /** Who wrote it, and when. */
  auteur: AuteurEntree.optional(),
});
/** What the schema of the same name gives. @public */
export interface Commentaire extends z.infer<typeof Commentaire> {}
