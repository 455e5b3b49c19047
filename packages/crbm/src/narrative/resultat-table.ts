import {
  type CdaWriter,
  formatTime,
  type NarrativeCell,
  type NarrativeColumn,
  type NarrativePart,
  writeTable,
} from "@ldl/cda";
import type { Anteriorite } from "../model/anteriorite.ts";
import type { Methode } from "../model/methode.ts";
import type { Resultat } from "../model/resultat.ts";
import type { Valeur } from "../model/valeur.ts";
import { formatExecutant, formatInterpretation, formatValidation } from "./format-people.ts";
import { formatBornes, formatValeur, formatWithUnit, unitOf } from "./format-valeur.ts";
import { anterioriteId, methodeId, valeurId } from "./ids.ts";
import { commentParts, prelevementParts } from "./prelevement-table.ts";

/** A result and the ID of its label. */
export interface NamedResult {
  readonly resultat: Resultat;
  readonly id: string;
}

function methodPart({ code, texte }: Methode, id: string): NarrativePart {
  const avant = "Méthode : ";
  return texte === undefined ? { avant, texte: code?.libelle ?? "" } : { avant, texte, id: methodeId(id) };
}

function analysisCell({ resultat: { analyse, methode }, id }: NamedResult): NarrativeCell {
  const label = { texte: analyse.libelle, id };
  return methode === undefined ? label : [label, methodPart(methode, id)];
}

/** Whether an entry refers to the words of a value. */
function hasWords(valeur: Valeur): boolean {
  return valeur.type === "texte" || (valeur.type === "code" && valeur.texte !== undefined);
}

function valueCell({ resultat: { statut, valeur }, id }: NamedResult): NarrativeCell {
  if (statut === "aborted") return "Non réalisé";
  if (valeur === undefined) return undefined;
  const equivalents = valeur.type === "quantite" ? (valeur.equivalents ?? []) : [];
  if (equivalents.length > 0) return formatWithUnit(valeur);
  const texte = formatValeur(valeur);
  return hasWords(valeur) ? { texte, id: valeurId(id) } : texte;
}

function unitCell({ resultat: { valeur } }: NamedResult): NarrativeCell {
  return valeur?.type === "quantite" && (valeur.equivalents ?? []).length > 0 ? undefined : unitOf(valeur);
}

function rangeCell({ resultat: { bornes, valeur } }: NamedResult): NarrativeCell {
  return bornes === undefined ? undefined : formatBornes(bornes, unitOf(valeur));
}

/** An earlier value; its unit is left out where it is that of the result. */
function earlierText(valeur: Valeur, unit: string | undefined): string {
  return unit !== undefined && unitOf(valeur) === unit ? formatValeur(valeur) : formatWithUnit(valeur);
}

function earlierParts(earlier: Anteriorite, id: string, unit: string | undefined): readonly NarrativePart[] {
  const { date, valeur, interpretation, methode, bornes } = earlier;
  const avant = `${formatTime(date)} : `;
  const texte = earlierText(valeur, unit);
  const value: NarrativePart = hasWords(valeur) ? { avant, texte, id: valeurId(id) } : { avant, texte };
  const remarks = [
    ...(interpretation === undefined ? [] : [formatInterpretation(interpretation)]),
    ...(bornes === undefined ? [] : [`réf. ${formatBornes(bornes, unitOf(valeur)).replaceAll("\n", ", ")}`]),
  ];
  return [
    value,
    ...(remarks.length === 0 ? [] : [{ texte: remarks.join(" ; ") }]),
    ...(methode === undefined ? [] : [methodPart(methode, id)]),
  ];
}

function remarkParts({ resultat, id }: NamedResult): readonly NarrativePart[] {
  const { executant, validation, automate, trousse, milieu, prelevements, commentaires } = resultat;
  return [
    ...(executant === undefined ? [] : [{ texte: formatExecutant(executant) }]),
    ...(validation === undefined ? [] : [{ texte: formatValidation(validation) }]),
    ...(automate === undefined ? [] : [{ texte: `Automate : ${automate}` }]),
    ...(trousse === undefined ? [] : [{ texte: `Trousse : ${trousse.libelle}` }]),
    ...(milieu === undefined ? [] : [{ texte: `Milieu : ${milieu.libelle}` }]),
    ...prelevementParts(prelevements, id),
    ...commentParts(commentaires, id),
  ];
}

/** Columns after the value. */
const MORE_COLUMNS: readonly NarrativeColumn<NamedResult>[] = [
  { titre: "Unité", cellule: unitCell },
  { titre: "Valeurs de référence", cellule: rangeCell },
  {
    titre: "Interprétation",
    cellule: ({ resultat: { interpretation } }) =>
      interpretation === undefined ? undefined : formatInterpretation(interpretation),
  },
  {
    titre: "Résultats antérieurs",
    cellule: ({ resultat: { anteriorites = [], valeur }, id }) =>
      anteriorites.flatMap((earlier, index) => earlierParts(earlier, anterioriteId(id, index), unitOf(valeur))),
  },
];

const DATE_COLUMN: NarrativeColumn<NamedResult> = {
  titre: "Date du résultat",
  cellule: ({ resultat: { date } }) => (date === undefined ? undefined : formatTime(date)),
};

/** Columns of a table: a date that all results share stands in the heading. */
function columnsFor(lignes: readonly NamedResult[]): readonly NarrativeColumn<NamedResult>[] {
  const [first] = lignes;
  const date = first?.resultat.date;
  const isShared = date !== undefined && lignes.every(({ resultat }) => resultat.date === date);
  return [
    { titre: "Analyse", cellule: analysisCell },
    { titre: isShared ? `Résultat du ${formatTime(date)}` : "Résultat", cellule: valueCell },
    ...MORE_COLUMNS,
    ...(isShared ? [] : [DATE_COLUMN]),
    { titre: "Précisions", cellule: remarkParts },
  ];
}

/**
 * Writes the table of results.
 *
 * @param writer - Writer inside `text`.
 * @param lignes - Results with the IDs of their labels; no table when there are none.
 */
export function writeResultTable(writer: CdaWriter, lignes: readonly NamedResult[]): void {
  if (lignes.length > 0) writeTable(writer, { colonnes: columnsFor(lignes), lignes });
}
