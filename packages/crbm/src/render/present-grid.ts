import { type DisplayBlock, type DisplayInline, formatTime } from "@ldl/cda";
import type { Batterie, Isolat } from "../model/bloc.ts";
import type { Resultat } from "../model/resultat.ts";
import { formatWithUnit } from "../narrative/format-valeur.ts";
import { type Column, lines, stacked, tableOf } from "./display.ts";
import { resultMark } from "./present-mark.ts";
import { methodLine, remarksOf } from "./present-results.ts";

/** An antibiotic: its results, by isolate. */
interface Antibiotic {
  readonly label: string;
  readonly results: ReadonlyMap<Isolat, readonly Resultat[]>;
}

const batteriesOf = (isolat: Isolat): readonly Batterie[] => isolat.antibiogrammes ?? [];

function antibioticsOf(isolates: readonly Isolat[]): readonly Antibiotic[] {
  const byLabel = new Map<string, Map<Isolat, Resultat[]>>();
  for (const isolat of isolates)
    for (const resultat of batteriesOf(isolat).flatMap(({ resultats }) => resultats)) {
      const results = byLabel.get(resultat.analyse.libelle) ?? new Map<Isolat, Resultat[]>();
      byLabel.set(resultat.analyse.libelle, results);
      results.set(isolat, [...(results.get(isolat) ?? []), resultat]);
    }
  return [...byLabel].map(([label, results]) => ({ label, results }));
}

/** The answer, then the concentration when there is one, then what is said of it. */
function cell(resultat: Resultat, sharedMethod: string): readonly DisplayInline[] {
  const { valeur, methode, statut } = resultat;
  const mark = resultMark(resultat);
  const shown = valeur === undefined || statut === "aborted" ? "" : formatWithUnit(valeur);
  const isConcentration = valeur?.type === "quantite" || valeur?.type === "censuree" || valeur?.type === "intervalle";
  const method = methodLine(methode);
  const note: readonly DisplayInline[] =
    method === "" || method === sharedMethod ? [] : [{ kind: "note", children: lines(method) }];
  return stacked([
    mark === undefined ? [] : [mark],
    shown === "" ? [] : lines(isConcentration ? `CMI ${shown}` : shown),
    note,
    ...remarksOf(resultat).map(lines),
  ]);
}

/** What all have in common; `undefined` when they differ. */
function shared<T>(items: readonly T[]): T | undefined {
  return new Set(items).size === 1 ? items[0] : undefined;
}

function captionOf(batteries: readonly Batterie[], method: string): string {
  const names = new Set(batteries.flatMap(({ libelle, code }) => libelle ?? code?.libelle ?? []));
  const date = shared(batteries.flatMap((batterie) => batterie.resultats.map((resultat) => resultat.date)));
  const when = date === undefined ? "" : ` — Résultat du ${formatTime(date)}`;
  return `${names.size === 0 ? "Antibiogramme" : [...names].join(", ")}${when}${method === "" ? "" : ` — ${method}`}`;
}

/**
 * Shows the antibiograms of isolates as one grid: antibiotics down, isolates across, in each cell S, I or R in full and
 * the minimal inhibitory concentration.
 *
 * @param isolates - Isolates of a block.
 * @returns The grid; nothing without antibiogram.
 */
export function presentGrid(isolates: readonly Isolat[]): readonly DisplayBlock[] {
  const tested = isolates.filter((isolat) => batteriesOf(isolat).some(({ resultats }) => resultats.length > 0));
  const rows = antibioticsOf(tested);
  if (rows.length === 0) return [];
  const batteries = tested.flatMap(batteriesOf);
  const method =
    shared(batteries.flatMap(({ resultats }) => resultats.map(({ methode }) => methodLine(methode)))) ?? "";
  const columns: readonly Column<Antibiotic>[] = [
    { title: "Antibiotique", heads: true, show: ({ label }) => lines(label) },
    ...tested.map(
      (isolat): Column<Antibiotic> => ({
        title: isolat.germe.libelle,
        show: ({ results }) => stacked((results.get(isolat) ?? []).map((resultat) => cell(resultat, method))),
      }),
    ),
  ];
  return [tableOf(columns, rows, captionOf(batteries, method))];
}
