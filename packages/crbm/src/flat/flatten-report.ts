import { present } from "@ldl/cda";
import type { Batterie, Bloc, Isolat } from "../model/bloc.ts";
import type { Bornes } from "../model/bornes.ts";
import type { Chapitre } from "../model/chapitre.ts";
import type { LabReport } from "../model/lab-report.ts";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Prelevement } from "../model/prelevement.ts";
import type { Resultat } from "../model/resultat.ts";
import type { FlatPrevious, FlatResult, FlatSpecimen } from "./flat-result.ts";
import { flatValue } from "./flat-value.ts";

/** What a result inherits from what is around it. */
interface Surroundings {
  readonly path: readonly string[];
  readonly prelevements: readonly Prelevement[];
  readonly executant: LaboratoireExecutant | undefined;
  readonly organism: string | undefined;
  readonly isolate: number | undefined;
}

/** Ranks the isolates of a report, which share names but are never the same strain. */
type IsolateRanks = ReadonlyMap<Isolat, number>;

function blocsOf({ bloc, sousChapitres }: Chapitre): readonly Bloc[] {
  return [...(bloc === undefined ? [] : [bloc]), ...(sousChapitres ?? []).map((sousChapitre) => sousChapitre.bloc)];
}

function rankIsolates({ chapitres }: LabReport): IsolateRanks {
  const isolates = chapitres
    .flatMap(blocsOf)
    .flatMap(({ elements }) => elements.filter((element) => element.genre === "isolat"));
  return new Map(isolates.map((isolat, index) => [isolat, index + 1]));
}

function specimenOf({ nature, echantillon, date, recuLe }: Prelevement): FlatSpecimen {
  return {
    label: nature.libelle,
    code: nature.code,
    id: echantillon.valeur ?? echantillon.racine,
    collectedAt: date,
    ...present({ receivedAt: recuLe }),
  };
}

function rangeOf(bornes: Bornes | undefined, unit: string | undefined): Partial<FlatResult> {
  if (bornes === undefined) return {};
  const words = [bornes.texte, ...(bornes.conditions ?? []).map(({ texte }) => texte)].filter(
    (one) => one !== undefined,
  );
  return present({
    low: bornes.min,
    high: bornes.max,
    rangeUnit: bornes.unite === unit ? undefined : bornes.unite,
    range: words.length === 0 ? undefined : words.join(" ; "),
  });
}

function previousOf({ anteriorites }: Resultat): readonly FlatPrevious[] {
  return (anteriorites ?? []).map(({ date, valeur, interpretation }) => ({
    date,
    ...flatValue(valeur),
    ...present({ interpretation }),
  }));
}

function flatten(resultat: Resultat, around: Surroundings): FlatResult {
  const { analyse, valeur, methode, commentaires } = resultat;
  const value = flatValue(valeur);
  const specimens = (resultat.prelevements ?? around.prelevements).map(specimenOf);
  const equivalents = valeur?.type === "quantite" ? (valeur.equivalents ?? []) : [];
  return {
    path: around.path,
    ...present({ loinc: analyse.loinc?.code, localCode: analyse.codeLocal }),
    label: analyse.libelle,
    ...value,
    ...present({ valeur, interpretation: resultat.interpretation }),
    equivalents: equivalents.map((other) => ({ value: other.valeur, unit: other.unite })),
    ...rangeOf(resultat.bornes, value.unit),
    ...present({ specimen: [...new Set(specimens.map(({ label }) => label))].join(", ") || undefined }),
    specimens,
    ...present({ date: resultat.date }),
    status: resultat.statut,
    previous: previousOf(resultat),
    ...present({
      comment: commentaires?.map(({ texte }) => texte).join("\n"),
      method: methode?.texte ?? methode?.code?.libelle,
      organism: around.organism,
      isolate: around.isolate,
      performer: (resultat.executant ?? around.executant)?.laboratoire.organisation.nom,
    }),
  };
}

function inside(
  around: Surroundings,
  title: string | undefined,
  group: Pick<Batterie, "prelevements" | "executant">,
): Surroundings {
  return {
    ...around,
    path: title === undefined ? around.path : [...around.path, title],
    prelevements: group.prelevements ?? around.prelevements,
    executant: group.executant ?? around.executant,
  };
}

function flattenBatterie(batterie: Batterie, around: Surroundings): readonly FlatResult[] {
  const title = batterie.libelle ?? batterie.code?.libelle ?? batterie.codeLocal?.libelle;
  const here = inside(around, title, batterie);
  return batterie.resultats.map((resultat) => flatten(resultat, here));
}

function flattenIsolat(isolat: Isolat, ranks: IsolateRanks, around: Surroundings): readonly FlatResult[] {
  const here = {
    ...inside(around, isolat.germe.libelle, present({ executant: isolat.executant })),
    organism: isolat.germe.libelle,
    isolate: ranks.get(isolat),
  };
  return [
    ...(isolat.resultats ?? []).map((resultat) => flatten(resultat, here)),
    ...(isolat.antibiogrammes ?? []).flatMap((batterie) => flattenBatterie(batterie, here)),
  ];
}

function flattenBloc(bloc: Bloc, ranks: IsolateRanks, path: readonly string[]): readonly FlatResult[] {
  const around: Surroundings = {
    path,
    prelevements: bloc.prelevements ?? [],
    executant: bloc.executant,
    organism: undefined,
    isolate: undefined,
  };
  return bloc.elements.flatMap((element) => {
    if (element.genre === "resultat") return [flatten(element, around)];
    return element.genre === "batterie" ? flattenBatterie(element, around) : flattenIsolat(element, ranks, around);
  });
}

function flattenChapitre(chapitre: Chapitre, ranks: IsolateRanks): readonly FlatResult[] {
  const title = chapitre.titre ?? chapitre.code.libelle;
  const own = chapitre.bloc === undefined ? [] : flattenBloc(chapitre.bloc, ranks, [title]);
  const sub = (chapitre.sousChapitres ?? []).flatMap(({ titre, code, bloc }) =>
    flattenBloc(bloc, ranks, [title, titre ?? code.libelle]),
  );
  return [...own, ...sub];
}

/**
 * Gives every result of a report as a row, in the order of the report, with what it inherits: specimens, laboratory,
 * organism.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { flattenReport, LabReport } from "@ldl/crbm";
 *
 * const report = LabReport.parse(JSON.parse(readFileSync("cr-bio.json", "utf8")));
 * console.log(flattenReport(report).filter(({ interpretation }) => interpretation === "H"));
 * ```
 * @param report - A report, read or to be built.
 * @returns The rows.
 * @public
 */
export function flattenReport(report: LabReport): readonly FlatResult[] {
  const ranks = rankIsolates(report);
  return report.chapitres.flatMap((chapitre) => flattenChapitre(chapitre, ranks));
}
