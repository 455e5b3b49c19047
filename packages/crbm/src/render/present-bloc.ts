import type { Batterie, Bloc, Isolat } from "../model/bloc.ts";
import type { Resultat } from "../model/resultat.ts";
import { presentFacts } from "./present-facts.ts";
import { heading, type IsolateNames, nameIsolates, presentIsolates, type Shown } from "./present-isolates.ts";
import { presentResults } from "./present-results.ts";
import { presentSpecimens } from "./present-specimens.ts";

type Element = Bloc["elements"][number];

function presentBatterie(batterie: Batterie): Shown["shown"] {
  const { libelle = batterie.code?.libelle, date, prelevements, resultats } = batterie;
  return [
    ...(libelle === undefined ? [] : [heading(libelle, date)]),
    ...presentSpecimens(prelevements),
    ...presentResults(resultats),
    ...presentFacts(batterie),
  ];
}

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

const isIsolat = (element: Element): element is Extract<Element, Isolat> => element.genre === "isolat";

function presentRun(run: readonly Element[], names: IsolateNames): Shown {
  const results = run.filter((element): element is Extract<Element, Resultat> => element.genre === "resultat");
  const batteries = run.filter((element) => element.genre === "batterie");
  const isolates = run.filter(isIsolat);
  if (isolates.length > 0) return presentIsolates(isolates, names);
  const shown = [...presentResults(results), ...batteries.flatMap(presentBatterie)];
  return { shown, said: shown };
}

/**
 * Shows a block of results.
 *
 * @param bloc - The block.
 * @returns What to show, and what it says.
 */
export function presentBloc(bloc: Bloc): Shown {
  const names = nameIsolates(bloc.elements.filter(isIsolat));
  const specimens = presentSpecimens(bloc.prelevements);
  const facts = presentFacts(bloc);
  const runs = runsOf(bloc.elements).map((run) => presentRun(run, names));
  return {
    shown: [...specimens, ...runs.flatMap(({ shown }) => shown), ...facts],
    said: [...specimens, ...runs.flatMap(({ said }) => said), ...facts],
  };
}
