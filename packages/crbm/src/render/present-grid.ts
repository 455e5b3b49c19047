import { type DisplayBlock, type DisplayInline, formatTime } from "@ldl/cda";
import type { Moment } from "@ldl/domain";
import type { Batterie, Isolat } from "../model/bloc.ts";
import type { Resultat } from "../model/resultat.ts";
import { formatBornes, formatWithUnit, unitOf } from "../narrative/format-valeur.ts";
import { type Column, lines, stacked, tableOf } from "./display.ts";
import { resultMark } from "./present-mark.ts";
import { earlierLine, methodLine, remarksOf } from "./present-results.ts";

/** An antibiotic: its results, by isolate. */
interface Antibiotic {
  readonly label: string;
  readonly results: ReadonlyMap<Isolat, readonly Resultat[]>;
}

const batteriesOf = (isolat: Isolat): readonly Batterie[] => isolat.antibiogrammes ?? [];

function antibioticsOf(isolates: readonly Isolat[]): readonly Antibiotic[] {
  const byLabel = new Map<string, Map<Isolat, Resultat[]>>();
  for (const isolat of isolates)
    for (const resultat of resultsOf(isolat)) {
      const results = byLabel.get(resultat.analyse.libelle) ?? new Map<Isolat, Resultat[]>();
      byLabel.set(resultat.analyse.libelle, results);
      results.set(isolat, [...(results.get(isolat) ?? []), resultat]);
    }
  return [...byLabel].map(([label, results]) => ({ label, results }));
}

/** What all antibiograms have in common, and is said once above the grid. */
interface Common {
  /** Technique, for people; empty when they differ or have none. */
  readonly method: string;
  /** When the results were obtained; absent when they differ. */
  readonly date?: Moment | undefined;
}

/** How a grid is worded. */
interface GridStyle extends Common {
  /** Name of an isolate at the top of its column. */
  nameOf(isolat: Isolat): string;
  /** What stands between the parts of the caption. */
  readonly separator: string;
  /** Whether words say what a concentration, bounds, earlier results and dates are: the grid has no column for each. */
  readonly isLabelled: boolean;
}

/** Bounds and earlier results of an antibiotic. */
function comparison({ valeur, bornes, anteriorites = [] }: Resultat, { isLabelled }: GridStyle): readonly string[] {
  const unit = unitOf(valeur);
  const range = bornes === undefined ? "" : formatBornes(bornes, unit);
  return [
    ...(range === "" ? [] : [isLabelled ? `réf. ${range.replaceAll("\n", ", ")}` : range]),
    ...anteriorites.map((earlier) => `${isLabelled ? "antérieur, " : ""}${earlierLine(earlier, unit)}`),
  ];
}

/** The answer, then the concentration when there is one, then what is said of it. */
function cell(resultat: Resultat, style: GridStyle, columnDate: Moment | undefined): readonly DisplayInline[] {
  const { valeur, methode, statut, date } = resultat;
  const mark = resultMark(resultat);
  const shown = valeur === undefined || statut === "aborted" ? "" : formatWithUnit(valeur);
  const isConcentration = valeur?.type === "quantite" || valeur?.type === "censuree" || valeur?.type === "intervalle";
  const method = methodLine(methode);
  const note: readonly DisplayInline[] =
    method === "" || method === style.method ? [] : [{ kind: "note", children: lines(method) }];
  return stacked([
    mark === undefined ? [] : [mark],
    shown === "" ? [] : lines(isConcentration && style.isLabelled ? `CMI ${shown}` : shown),
    ...comparison(resultat, style).map(lines),
    note,
    date === undefined || date === style.date || date === columnDate
      ? []
      : lines(style.isLabelled ? resultDate(date) : formatTime(date)),
    ...remarksOf(resultat).map(lines),
  ]);
}

/** What all have in common; `undefined` when they differ. */
function shared<T>(items: readonly T[]): T | undefined {
  return new Set(items).size === 1 ? items[0] : undefined;
}

const resultDate = (date: Moment): string => `Résultat du ${formatTime(date)}`;

const resultsOf = (isolat: Isolat): readonly Resultat[] => batteriesOf(isolat).flatMap(({ resultats }) => resultats);

/** Name and date of an antibiogram. */
export function nameOfBatterie({ libelle, code, date }: Batterie): string {
  const name = libelle ?? code?.libelle ?? "Antibiogramme";
  return date === undefined ? name : `${name} (${formatTime(date)})`;
}

function captionOf(isolates: readonly Isolat[], { method, date, separator }: GridStyle): string {
  const names = new Set(isolates.flatMap(batteriesOf).map(nameOfBatterie));
  return [...names, ...(date === undefined ? [] : [resultDate(date)]), ...(method === "" ? [] : [method])].join(
    separator,
  );
}

/**
 * Finds what the antibiograms of isolates have in common.
 *
 * @param isolates - Isolates of a block.
 * @returns Technique and date of their results.
 */
export function commonOf(isolates: readonly Isolat[]): Common {
  const results = isolates.flatMap(resultsOf);
  return {
    method: shared(results.map(({ methode }) => methodLine(methode))) ?? "",
    date: shared(results.map(({ date }) => date)),
  };
}

/**
 * Shows the antibiograms of isolates as one grid: antibiotics down, isolates across, in each cell S, I or R in full and
 * the minimal inhibitory concentration.
 *
 * @param isolates - Isolates of a block.
 * @param style - What is said above the grid, names of the isolates, signs.
 * @returns The grid; nothing without antibiogram.
 */
export function presentGrid(isolates: readonly Isolat[], style: GridStyle): readonly DisplayBlock[] {
  const tested = isolates.filter((isolat) => resultsOf(isolat).length > 0);
  const rows = antibioticsOf(tested);
  if (rows.length === 0) return [];
  const columns: readonly Column<Antibiotic>[] = [
    { title: "Antibiotique", heads: true, show: ({ label }) => lines(label) },
    ...tested.map((isolat): Column<Antibiotic> => {
      const date = style.date === undefined ? shared(resultsOf(isolat).map((resultat) => resultat.date)) : undefined;
      const name = style.nameOf(isolat);
      return {
        title: date === undefined ? name : `${name}\n${resultDate(date)}`,
        show: ({ results }) => stacked((results.get(isolat) ?? []).map((resultat) => cell(resultat, style, date))),
      };
    }),
  ];
  return [tableOf(columns, rows, captionOf(tested, style))];
}
