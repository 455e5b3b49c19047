import type { Batterie, Bloc, Isolat } from "../model/bloc.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Prelevement } from "../model/prelevement.ts";
import type { Resultat } from "../model/resultat.ts";

/** Something of a report with the path where it stands. */
export type Placed<T> = readonly [path: string, value: T];

/** Parts of a report that rules look at, each with its path. */
export class ReportParts {
  readonly blocs: Placed<Bloc>[] = [];
  readonly batteries: Placed<Batterie>[] = [];
  readonly antibiogrammes: Placed<Batterie>[] = [];
  readonly isolats: Placed<Isolat>[] = [];
  readonly resultats: Placed<Resultat>[] = [];
  readonly prelevements: Placed<Prelevement>[] = [];
  readonly executants: Placed<LaboratoireExecutant>[] = [];
}

interface Holder {
  readonly prelevements?: readonly Prelevement[] | undefined;
  readonly executant?: LaboratoireExecutant | undefined;
}

function addHolder(parts: ReportParts, path: string, holder: Holder): void {
  holder.prelevements?.forEach((prelevement, index) => {
    parts.prelevements.push([`${path}.prelevements.${index}`, prelevement]);
  });
  if (holder.executant !== undefined) parts.executants.push([`${path}.executant`, holder.executant]);
}

function addResultat(parts: ReportParts, path: string, resultat: Resultat): void {
  parts.resultats.push([path, resultat]);
  addHolder(parts, path, resultat);
}

function addBatterie(parts: ReportParts, path: string, batterie: Batterie): void {
  parts.batteries.push([path, batterie]);
  addHolder(parts, path, batterie);
  batterie.resultats.forEach((resultat, index) => {
    addResultat(parts, `${path}.resultats.${index}`, resultat);
  });
}

function addIsolat(parts: ReportParts, path: string, isolat: Isolat): void {
  parts.isolats.push([path, isolat]);
  addHolder(parts, path, isolat);
  isolat.resultats?.forEach((resultat, index) => {
    addResultat(parts, `${path}.resultats.${index}`, resultat);
  });
  isolat.antibiogrammes?.forEach((antibiogramme, index) => {
    parts.antibiogrammes.push([`${path}.antibiogrammes.${index}`, antibiogramme]);
    addBatterie(parts, `${path}.antibiogrammes.${index}`, antibiogramme);
  });
}

function addBloc(parts: ReportParts, path: string, bloc: Bloc): void {
  parts.blocs.push([path, bloc]);
  addHolder(parts, path, bloc);
  bloc.elements.forEach((element, index) => {
    const where = `${path}.elements.${index}`;
    if (element.genre === "resultat") addResultat(parts, where, element);
    else if (element.genre === "batterie") addBatterie(parts, where, element);
    else addIsolat(parts, where, element);
  });
}

function collect({ chapitres }: Pick<LabReportComplete, "chapitres">): ReportParts {
  const parts = new ReportParts();
  chapitres.forEach((chapitre, index) => {
    const path = `chapitres.${index}`;
    if (chapitre.bloc !== undefined) addBloc(parts, `${path}.bloc`, chapitre.bloc);
    chapitre.sousChapitres?.forEach((sous, subIndex) => {
      addBloc(parts, `${path}.sousChapitres.${subIndex}.bloc`, sous.bloc);
    });
  });
  return parts;
}

/** Reports that were walked: all rules on a report share one walk. */
const walked = new WeakMap<object, ReportParts>();

/**
 * Finds the parts of a report.
 *
 * @param report - The report.
 * @returns Its parts, in the order of the report.
 */
export function partsOf(report: Pick<LabReportComplete, "chapitres">): ReportParts {
  let parts = walked.get(report.chapitres);
  if (parts === undefined) {
    parts = collect(report);
    walked.set(report.chapitres, parts);
  }
  return parts;
}

/**
 * Gives what stands at a path of a report.
 *
 * @param report - The report, or a part of it.
 * @param path - Names and indexes with points.
 * @returns The value; `undefined` when there is none.
 */
export function valueAt(report: unknown, path: string): unknown {
  let value: unknown = report;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

/** Paths of what is wrong, with the member that is. */
export function pathsOf<T>(
  found: readonly Placed<T>[],
  isWrong: (value: T) => boolean,
  member = "",
): readonly string[] {
  const wrong: string[] = [];
  for (const [path, value] of found) if (isWrong(value)) wrong.push(`${path}${member}`);
  return wrong;
}
