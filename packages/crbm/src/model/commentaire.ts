import { AuteurEntree } from "@ldl/cda";
import { Texte } from "@ldl/domain";
import { z } from "zod";

const commentaireShape = {
  /** The words. */
  texte: Texte,
  /** Who wrote it, and when. */
  auteur: AuteurEntree.optional(),
};

/** Type of the schema {@link Commentaire}. @public */
export interface CommentaireSchema extends z.ZodObject<typeof commentaireShape, z.core.$strict> {}

/** A comment, on anything. @public */
export const Commentaire: CommentaireSchema = z.strictObject(commentaireShape);
/** What the schema of the same name gives. @public */
export interface Commentaire extends z.infer<typeof Commentaire> {}
