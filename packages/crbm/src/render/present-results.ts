import { type DisplayBlock, type DisplayInline, formatTime } from "@ldl/cda";
import type { Anteriorite } from "../model/anteriorite.ts";
import type { Methode } from "../model/methode.ts";
import type { Resultat } from "../model/resultat.ts";
import { formatExecutant, formatInterpretation, formatValidation } from "../narrative/format-people.ts";
import { formatBornes, formatValeur, formatWithUnit, unitOf } from "../narrative/format-valeur.ts";
import { commentLine } from "./comment-line.ts";
import { bold, type Column, lines, stacked, tableOf } from "./display.ts";
import { callsForAttention, resultMark } from "./present-mark.ts";
import { specimenLine } from "./present-specimens.ts";
import { trendOf } from "./present-trend.ts";

/** Technique, for people; empty without one. */
export function methodLine(methode: Methode | undefined): string {
  return methode === undefined ? "" : `Méthode : ${methode.texte ?? methode.code?.libelle ?? ""}`;
}

function analysis({ analyse, methode }: Resultat): readonly DisplayInline[] {
  const method = methodLine(methode);
  const note: readonly DisplayInline[] = method === "" ? [] : [{ kind: "note", children: lines(method) }];
  return stacked([lines(analyse.libelle), note]);
}

function value(resultat: Resultat): readonly DisplayInline[] {
  const { valeur, statut } = resultat;
  if (statut === "aborted") return [resultMark(resultat) ?? []].flat();
  if (valeur === undefined) return [];
  const shown = formatWithUnit(valeur);
  return callsForAttention(resultat) ? [bold(shown)] : lines(shown);
}

/**
 * Words an earlier result on a line.
 *
 * @param earlier - The earlier result.
 * @param unit - Unit of the present one, left out where it is the same.
 * @returns Date, value, and what is said of it.
 */
export function earlierLine(
  { date, valeur, interpretation, methode, bornes }: Anteriorite,
  unit: string | undefined,
): string {
  const remarks = [
    interpretation === undefined ? "" : formatInterpretation(interpretation),
    bornes === undefined ? "" : `réf. ${formatBornes(bornes, unitOf(valeur)).replaceAll("\n", ", ")}`,
    methodLine(methode),
  ].filter((remark) => remark !== "");
  const shown = unit !== undefined && unitOf(valeur) === unit ? formatValeur(valeur) : formatWithUnit(valeur);
  return `${formatTime(date)} : ${[shown, ...remarks].join(" ; ")}`;
}

/** What else is said of a result, one remark on a line. */
export function remarksOf(resultat: Resultat): readonly string[] {
  const { executant, validation, automate, trousse, milieu, prelevements, commentaires } = resultat;
  return [
    ...(executant === undefined ? [] : [formatExecutant(executant)]),
    ...(validation === undefined ? [] : [formatValidation(validation)]),
    ...(automate === undefined ? [] : [`Automate : ${automate}`]),
    ...(trousse === undefined ? [] : [`Trousse : ${trousse.libelle}`]),
    ...(milieu === undefined ? [] : [`Milieu : ${milieu.libelle}`]),
    ...(prelevements ?? []).flatMap(specimenLine),
    ...(commentaires ?? []).map(commentLine),
  ];
}

function columnsFor(rows: readonly Resultat[]): readonly Column<Resultat>[] {
  const date = rows[0]?.date;
  const isShared = date !== undefined && rows.every((row) => row.date === date);
  return [
    { title: "Analyse", heads: true, show: analysis },
    { title: isShared ? `Résultat du ${formatTime(date)}` : "Résultat", show: value },
    { title: "Interprétation", show: (row) => (row.statut === "aborted" ? [] : [resultMark(row) ?? []].flat()) },
    {
      title: "Valeurs de référence",
      show: ({ bornes, valeur }) => (bornes === undefined ? [] : lines(formatBornes(bornes, unitOf(valeur)))),
    },
    {
      title: "Résultats antérieurs",
      show: ({ anteriorites = [], valeur }) =>
        stacked(anteriorites.map((earlier) => lines(earlierLine(earlier, unitOf(valeur))))),
    },
    { title: "Évolution", show: (row) => [trendOf(row) ?? []].flat() },
    {
      title: "Date du résultat",
      show: (row) => (isShared || row.date === undefined ? [] : lines(formatTime(row.date))),
    },
    { title: "Précisions", show: (row) => stacked(remarksOf(row).map(lines)) },
  ];
}

/**
 * Shows results as a table: what is out of range is marked by a sign and words, earlier values are drawn.
 *
 * @param rows - Results.
 * @returns The table; nothing without results.
 */
export function presentResults(rows: readonly Resultat[]): readonly DisplayBlock[] {
  return rows.length === 0 ? [] : [tableOf(columnsFor(rows), rows)];
}
