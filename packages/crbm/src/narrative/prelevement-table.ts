import { type CdaWriter, formatName, formatTime, type NarrativeColumn, type NarrativePart, writeTable } from "@ldl/cda";
import type { Commentaire } from "../model/commentaire.ts";
import type { Prelevement } from "../model/prelevement.ts";
import { commentaireId, prelevementId } from "./ids.ts";

/**
 * Gives the comments on something as parts of the narrative that their entries refer to.
 *
 * @param commentaires - Comments.
 * @param parent - ID of what they are about.
 * @returns One part for each comment.
 */
export function commentParts(
  commentaires: readonly Commentaire[] | undefined,
  parent: string,
): readonly NarrativePart[] {
  return (commentaires ?? []).map(({ texte, auteur }, index) => ({
    texte,
    id: commentaireId(parent, index),
    ...(auteur === undefined ? {} : { avant: `${formatName(auteur.professionnel.nom)} : ` }),
  }));
}

function identifierOf({ echantillon: { racine, valeur } }: Prelevement): string {
  return valeur ?? racine;
}

function collectorOf({ preleveur }: Prelevement): string | undefined {
  return preleveur?.nom === undefined ? undefined : formatName(preleveur.nom);
}

function columns(parent: string): readonly NarrativeColumn<Prelevement>[] {
  return [
    { titre: "Prélèvement", cellule: ({ acte }) => acte?.libelle },
    { titre: "Nature", cellule: ({ nature }) => nature.libelle },
    { titre: "Localisation", cellule: ({ site }) => site?.libelle },
    { titre: "Identifiant", cellule: identifierOf },
    { titre: "Prélevé le", cellule: ({ date }) => formatTime(date) },
    { titre: "Reçu le", cellule: ({ recuLe }) => (recuLe === undefined ? undefined : formatTime(recuLe)) },
    { titre: "Préleveur", cellule: collectorOf },
    {
      titre: "Commentaire",
      cellule: ({ commentaires }, index) => commentParts(commentaires, prelevementId(parent, index)),
    },
  ];
}

/**
 * Writes the table of specimens.
 *
 * @param writer - Writer inside `text`.
 * @param prelevements - Specimens.
 * @param parent - ID of what they belong to.
 */
export function writePrelevementTable(
  writer: CdaWriter,
  prelevements: readonly Prelevement[] | undefined,
  parent: string,
): void {
  if (prelevements === undefined || prelevements.length === 0) return;
  writeTable(writer, { legende: "Prélèvements", colonnes: columns(parent), lignes: prelevements });
}

/** Words a specimen in one line, with its comments. */
export function prelevementParts(prelevements: readonly Prelevement[] | undefined, parent: string) {
  return (prelevements ?? []).flatMap((prelevement, index): readonly NarrativePart[] => {
    const { nature, date, site } = prelevement;
    const where = site === undefined ? "" : `, ${site.libelle}`;
    const texte = `Prélèvement : ${nature.libelle}${where}, ${formatTime(date)} (${identifierOf(prelevement)})`;
    return [{ texte }, ...commentParts(prelevement.commentaires, prelevementId(parent, index))];
  });
}
