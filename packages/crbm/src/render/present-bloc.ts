import { type DisplayBlock, formatTime } from "@ldl/cda";
import type { Batterie, Bloc, Isolat, StatutBloc } from "../model/bloc.ts";
import type { Commentaire } from "../model/commentaire.ts";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Resultat, Validation } from "../model/resultat.ts";
import { formatExecutant, formatValidation } from "../narrative/format-people.ts";
import { lines, paragraph } from "./display.ts";
import { presentGrid } from "./present-grid.ts";
import { commentLine, presentResults } from "./present-results.ts";
import { presentSpecimens } from "./present-specimens.ts";

/** What is said of a whole group. */
interface Group {
  readonly statut: StatutBloc;
  readonly executant?: LaboratoireExecutant | undefined;
  readonly validation?: Validation | undefined;
  readonly automates?: readonly string[] | undefined;
  readonly commentaires?: readonly Commentaire[] | undefined;
}

const STATUSES: Readonly<Record<StatutBloc, DisplayBlock | undefined>> = {
  completed: undefined,
  active: paragraph([{ kind: "mark", tone: "alert", text: "… Résultats partiels : des analyses sont en cours." }]),
  aborted: paragraph([{ kind: "mark", tone: "alert", text: "× Examen interrompu." }]),
};

function presentFacts({
  statut,
  executant,
  validation,
  automates = [],
  commentaires = [],
}: Group): readonly DisplayBlock[] {
  const status = STATUSES[statut];
  const words = [
    ...(executant === undefined ? [] : [formatExecutant(executant)]),
    ...(validation === undefined ? [] : [formatValidation(validation)]),
    ...(automates.length === 0 ? [] : [`Automate : ${automates.join(", ")}`]),
    ...commentaires.map((comment) => `Commentaire : ${commentLine(comment)}`),
  ];
  return [...(status === undefined ? [] : [status]), ...words.map((line) => paragraph(lines(line)))];
}

function heading(text: string, date: Batterie["date"]): DisplayBlock {
  return { kind: "heading", text: date === undefined ? text : `${text} (${formatTime(date)})` };
}

function presentBatterie(batterie: Batterie): readonly DisplayBlock[] {
  const { libelle = batterie.code?.libelle, date, prelevements, resultats } = batterie;
  return [
    ...(libelle === undefined ? [] : [heading(libelle, date)]),
    ...presentSpecimens(prelevements),
    ...presentResults(resultats),
    ...presentFacts(batterie),
  ];
}

/** Isolates one after the other, then one grid for their antibiograms. */
function presentIsolates(isolates: readonly Isolat[]): readonly DisplayBlock[] {
  const own = isolates.flatMap((isolat) => [
    heading(`Isolat : ${isolat.germe.libelle}`, isolat.date),
    ...presentResults(isolat.resultats ?? []),
    ...presentFacts(isolat),
  ]);
  const batteries = isolates.flatMap(({ antibiogrammes }) => antibiogrammes ?? []);
  return [...own, ...presentGrid(isolates), ...batteries.flatMap(presentFacts)];
}

type Element = Bloc["elements"][number];

/** Elements of one kind that follow one another: single results share a table, isolates a grid. */
function runsOf(elements: readonly Element[]): readonly (readonly Element[])[] {
  const runs: Element[][] = [];
  for (const element of elements) {
    const run = runs.at(-1);
    if (run?.[0]?.genre === element.genre && element.genre !== "batterie") run.push(element);
    else runs.push([element]);
  }
  return runs;
}

function presentRun(run: readonly Element[]): readonly DisplayBlock[] {
  const results = run.filter((element): element is Extract<Element, Resultat> => element.genre === "resultat");
  const isolates = run.filter((element) => element.genre === "isolat");
  const batteries = run.filter((element) => element.genre === "batterie");
  return [...presentResults(results), ...presentIsolates(isolates), ...batteries.flatMap(presentBatterie)];
}

/**
 * Shows a block of results.
 *
 * @param bloc - The block.
 * @returns What to show.
 */
export function presentBloc(bloc: Bloc): readonly DisplayBlock[] {
  return [...presentSpecimens(bloc.prelevements), ...runsOf(bloc.elements).flatMap(presentRun), ...presentFacts(bloc)];
}
