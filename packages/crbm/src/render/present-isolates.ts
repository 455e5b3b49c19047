import { type DisplayBlock, formatTime } from "@ldl/cda";
import type { Batterie, Isolat } from "../model/bloc.ts";
import { presentFacts } from "./present-facts.ts";
import { commonOf, nameOfBatterie, presentGrid } from "./present-grid.ts";
import { presentResults } from "./present-results.ts";
import { presentSpecimens } from "./present-specimens.ts";

/** What a part of a report looks like. */
export interface Shown {
  /** What the page shows. */
  readonly shown: readonly DisplayBlock[];
  /** The same statements in the order of the document, without what the page adds: the legal text is compared with them. */
  readonly said: readonly DisplayBlock[];
}

/** Names of isolates on the page: two of one organism are numbered. */
export type IsolateNames = ReadonlyMap<Isolat, string>;

/**
 * Names isolates, so that each is told from the others.
 *
 * @param isolates - All isolates of a block.
 * @returns Name of each: its organism, with a number when another one has the same.
 */
export function nameIsolates(isolates: readonly Isolat[]): IsolateNames {
  const organismOf = ({ germe }: Isolat): string => germe.libelle.trim().toLowerCase();
  const counts = new Map<string, number>();
  for (const isolat of isolates) counts.set(organismOf(isolat), (counts.get(organismOf(isolat)) ?? 0) + 1);
  const ranks = new Map<string, number>();
  return new Map(
    isolates.map((isolat) => {
      const organism = organismOf(isolat);
      const rank = (ranks.get(organism) ?? 0) + 1;
      ranks.set(organism, rank);
      const { libelle } = isolat.germe;
      return [isolat, counts.get(organism) === 1 ? libelle : `${libelle} (${rank})`];
    }),
  );
}

/** A heading with the date of what stands below. */
export function heading(text: string, date: Batterie["date"]): DisplayBlock {
  return { kind: "heading", text: date === undefined ? text : `${text} (${formatTime(date)})` };
}

const batteriesOf = ({ antibiogrammes }: Isolat): readonly Batterie[] => antibiogrammes ?? [];

/** Specimens of an antibiogram, which its grid has no place for. */
function presentOrigins(isolat: Isolat): readonly DisplayBlock[] {
  return batteriesOf(isolat).flatMap((batterie) => {
    const { prelevements = [] } = batterie;
    return prelevements.length === 0
      ? []
      : [heading(nameOfBatterie(batterie), undefined), ...presentSpecimens(prelevements)];
  });
}

function presentOwn(isolat: Isolat, name: string): readonly DisplayBlock[] {
  return [
    heading(`Isolat : ${name}`, isolat.date),
    ...presentResults(isolat.resultats ?? []),
    ...presentOrigins(isolat),
  ];
}

/**
 * Shows isolates one after the other, then one grid for their antibiograms; what is said of one antibiogram among several
 * names its isolate.
 *
 * @param isolates - Isolates that follow one another.
 * @param names - Name of each.
 * @returns The page; what it says, antibiograms under their isolates.
 */
export function presentIsolates(isolates: readonly Isolat[], names: IsolateNames): Shown {
  const common = commonOf(isolates);
  const nameOf = (isolat: Isolat): string => names.get(isolat) ?? isolat.germe.libelle;
  const about = (isolat: Isolat): string | undefined => (isolates.length > 1 ? nameOf(isolat) : undefined);
  return {
    shown: [
      ...isolates.flatMap((isolat) => [...presentOwn(isolat, nameOf(isolat)), ...presentFacts(isolat)]),
      ...presentGrid(isolates, { ...common, nameOf, separator: " — ", isLabelled: true }),
      ...isolates.flatMap((isolat) => batteriesOf(isolat).flatMap((batterie) => presentFacts(batterie, about(isolat)))),
    ],
    said: isolates.flatMap((isolat) => [
      ...presentOwn(isolat, isolat.germe.libelle),
      ...presentGrid([isolat], { ...common, nameOf: ({ germe }) => germe.libelle, separator: "\n", isLabelled: false }),
      ...batteriesOf(isolat).flatMap((batterie) => presentFacts(batterie)),
      ...presentFacts(isolat),
    ]),
  };
}
