import { buildCrBio, type LabReportDocument, type LabReportInput } from "../../src/index.ts";
import { quick, readSample } from "./samples.ts";

type Elements = NonNullable<LabReportInput["chapitres"][number]["bloc"]>["elements"];
type IsolatInput = Extract<Elements[number], { genre: "isolat" }>;
type ResultatInput = NonNullable<IsolatInput["antibiogrammes"]>[number]["resultats"][number];

/** What differs between two strains of one organism. */
export interface Strain {
  readonly organism?: string;
  readonly comment: string;
  /** Interpretation of every antibiotic but the first. */
  readonly interpretation: string;
  /** Members of every antibiotic. */
  readonly more?: Partial<ResultatInput>;
  /** When the results of the antibiogram were obtained. Default: as in the sample. */
  readonly date?: string;
}

function strainOf(isolat: IsolatInput, { organism, comment, interpretation, date, more }: Strain): IsolatInput {
  return {
    ...isolat,
    germe: organism === undefined ? isolat.germe : { libelle: organism },
    antibiogrammes: (isolat.antibiogrammes ?? []).map((batterie) => ({
      ...batterie,
      ...(date === undefined ? {} : { date }),
      commentaires: [{ texte: comment }],
      resultats: batterie.resultats.map((resultat, index) => ({
        ...resultat,
        ...more,
        ...(date === undefined ? {} : { date }),
        ...(index === 0 ? {} : { interpretation }),
      })),
    })),
  };
}

/** The report of a urine culture that grew several strains. */
export function reportOfStrains(strains: readonly Strain[]): LabReportDocument {
  const sample = readSample("cr-bio.ecbu-antibiogramme.json");
  const chapitres = sample.chapitres.map((chapitre) => {
    const { bloc } = chapitre;
    if (bloc === undefined) return chapitre;
    const elements = bloc.elements.flatMap(
      (element): Elements =>
        element.genre === "isolat" ? strains.map((strain) => strainOf(element, strain)) : [element],
    );
    return { ...chapitre, bloc: { ...bloc, elements } };
  });
  return buildCrBio({ ...sample, chapitres }, { ...quick("strains"), indentation: "spaces" });
}
