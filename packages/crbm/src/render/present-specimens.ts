import { type DisplayBlock, formatName, formatTime } from "@ldl/cda";
import type { Prelevement } from "../model/prelevement.ts";
import { commentLine } from "./comment-line.ts";
import { type Column, lines, stacked, tableOf } from "./display.ts";

const identifierOf = ({ echantillon: { racine, valeur } }: Prelevement): string => valeur ?? racine;

const COLUMNS: readonly Column<Prelevement>[] = [
  { title: "Nature", heads: true, show: ({ nature }) => lines(nature.libelle) },
  { title: "Prélèvement", show: ({ acte }) => (acte === undefined ? [] : lines(acte.libelle)) },
  { title: "Localisation", show: ({ site }) => (site === undefined ? [] : lines(site.libelle)) },
  { title: "Identifiant", show: (row) => lines(identifierOf(row)) },
  { title: "Prélevé le", show: ({ date }) => (date === "" ? [] : lines(formatTime(date))) },
  { title: "Reçu le", show: ({ recuLe }) => (recuLe === undefined ? [] : lines(formatTime(recuLe))) },
  {
    title: "Préleveur",
    show: ({ preleveur }) => (preleveur?.nom === undefined ? [] : lines(formatName(preleveur.nom))),
  },
  {
    title: "Commentaire",
    show: ({ commentaires = [] }) => stacked(commentaires.map((comment) => lines(commentLine(comment)))),
  },
];

/** A specimen on a line, with its comments below. */
export function specimenLine(prelevement: Prelevement): readonly string[] {
  const { nature, site, date, commentaires = [] } = prelevement;
  const where = site === undefined ? "" : `, ${site.libelle}`;
  return [
    `Prélèvement : ${nature.libelle}${where}, ${formatTime(date)} (${identifierOf(prelevement)})`,
    ...commentaires.map(commentLine),
  ];
}

/**
 * Shows specimens as a table.
 *
 * @param prelevements - Specimens, or nothing.
 * @returns The table; nothing without specimens.
 */
export function presentSpecimens(prelevements: readonly Prelevement[] | undefined): readonly DisplayBlock[] {
  return prelevements === undefined || prelevements.length === 0
    ? []
    : [tableOf(COLUMNS, prelevements, "Prélèvements")];
}
