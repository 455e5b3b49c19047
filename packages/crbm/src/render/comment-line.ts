import { formatName } from "@ldl/cda";
import type { Commentaire } from "../model/commentaire.ts";

/** A comment, with the name of who wrote it. */
export function commentLine({ texte, auteur }: Commentaire): string {
  return auteur === undefined ? texte : `${formatName(auteur.professionnel.nom)} : ${texte}`;
}
