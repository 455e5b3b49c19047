import { SECTIONS } from "../codes/section-models.ts";
import { type Etape, etapesOf } from "../entries/write-posologie.ts";
import { type TraitementEcrit, traitementIds, writeNoTreatment, writeTreatment } from "../entries/write-traitement.ts";
import type { TraitementArrete, Traitements } from "../lettre-de-liaison/traitement.ts";
import {
  formatCode,
  formatFrequency,
  formatPer,
  formatPeriod,
  formatQuantity,
  formatRange,
} from "../narrative/format.ts";
import { indexedIds } from "../narrative/indexed-ids.ts";
import {
  type NarrativeCell,
  type NarrativeColumn,
  type NarrativePart,
  writeParagraph,
  writeTable,
} from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

/** A section of treatments: its model, its IDs, what it says when there is none. */
interface TreatmentSection {
  readonly model: "traitementsArretes" | "traitementsSortie" | "traitementsAdmission";
  /** ID of what is said when there is none. */
  readonly id: string;
  readonly aucun: string;
  readonly idsOf: IdsOf;
}

type IdsOf = (index: number) => ReturnType<typeof traitementIds>;

function section(model: TreatmentSection["model"], id: string, aucun: string): TreatmentSection {
  return { model, id, aucun, idsOf: indexedIds((index) => traitementIds(`${id}-${index + 1}`)) };
}

const SORTIE = section("traitementsSortie", "traitement-sortie", "Aucun traitement à la sortie");
const ADMISSION = section("traitementsAdmission", "traitement-admission", "Aucun traitement à l'admission");
const ARRETES = section("traitementsArretes", "traitement-arrete", "Aucun traitement arrêté");

const INCONNU = "Pas d'information sur les traitements";

const DOSING_LABELS = {
  progressive: "Doses progressives",
  fractionnee: "Doses fractionnées",
  conditionnelle: "Doses conditionnelles",
} as const;

function stepText(step: Etape): string {
  return [
    formatPeriod(step) || undefined,
    step.dose === undefined ? undefined : formatRange(step.dose),
    step.frequence === undefined ? undefined : formatFrequency(step.frequence),
    step.debit === undefined ? undefined : `débit ${formatRange(step.debit)}`,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

function dosageCell(treatment: TraitementEcrit, ids: ReturnType<typeof traitementIds>): NarrativeCell {
  const { posologie } = treatment;
  if (posologie === undefined) return undefined;
  if (posologie.mode === "normale") return stepText(posologie) || undefined;
  const steps = etapesOf(posologie).flatMap((step, index): readonly NarrativePart[] => {
    const text = { texte: `${index + 1}. ${stepText(step)}`, id: ids.etape(index) };
    if (step.condition === undefined) return [text];
    return [text, { avant: "Condition : ", texte: step.condition, id: ids.condition(index) }];
  });
  return [{ texte: `${DOSING_LABELS[posologie.mode]} :` }, ...steps];
}

function medicineCell({ medicament }: TraitementEcrit, id: string): NarrativeCell {
  const codes = [
    medicament.cis && `CIS ${medicament.cis.code}`,
    medicament.cip && `CIP ${medicament.cip.code}`,
    medicament.mv?.code,
    medicament.atc && `ATC ${medicament.atc.code}`,
  ].filter((code) => code !== undefined);
  return [{ texte: medicament.nom, id }, ...(codes.length === 0 ? [] : [{ texte: codes.join(", ") }])];
}

function part(texte: string | undefined, id?: string): NarrativePart | undefined {
  return texte === undefined ? undefined : { texte, id };
}

type Row = TraitementEcrit;
function columnsOf(idsOf: IdsOf, commentTitle: string): readonly NarrativeColumn<Row>[] {
  return [
    { titre: "Médicament", cellule: (row, index) => medicineCell(row, idsOf(index).medicament) },
    { titre: "Période", cellule: (row) => formatPeriod(row) || undefined },
    { titre: "Posologie", cellule: (row, index) => dosageCell(row, idsOf(index)) },
    { titre: "Voie", cellule: ({ voie }) => voie?.libelle },
    { titre: "Site", cellule: ({ site }) => site?.libelle },
    {
      titre: "Dose maximale",
      cellule: ({ doseMax }) => doseMax && `${formatQuantity(doseMax.dose)} par ${formatPer(doseMax.par)}`,
    },
    { titre: "Indication", cellule: ({ motif }, index) => reasonCell(motif, idsOf(index).motif) },
    {
      titre: "Instructions au patient",
      cellule: ({ instructionsPatient }, index) => part(instructionsPatient, idsOf(index).patient),
    },
    {
      titre: "Instructions au dispensateur",
      cellule: ({ instructionsDispensateur }, index) => part(instructionsDispensateur, idsOf(index).dispensateur),
    },
    {
      titre: commentTitle,
      cellule: ({ commentaire, raisonArret }, index) => part(commentaire ?? raisonArret, idsOf(index).commentaire),
    },
  ];
}

function reasonCell(reason: Row["motif"], id: string): NarrativeCell {
  if (reason === undefined) return undefined;
  const wording = { texte: reason.libelle, id };
  return reason.code === undefined ? wording : [wording, { texte: formatCode(reason.code) }];
}

function writeList(
  body: BodyContext,
  section: TreatmentSection,
  list: readonly Row[],
  options: { readonly moodCode: "EVN" | "INT"; readonly commentTitle: string },
): void {
  const { idsOf } = section;
  writeSection(body, SECTIONS[section.model], {
    narrative: (writer) => {
      writeTable(writer, {
        lignes: list,
        colonnes: columnsOf(idsOf, options.commentTitle),
        idLigne: (_, index) => idsOf(index).ligne,
      });
    },
    entries: (writer) => {
      list.forEach((treatment, index) => {
        writeTreatment(writer, treatment, { moodCode: options.moodCode, ids: idsOf(index) });
      });
    },
  });
}

function writeTreatments(
  body: BodyContext,
  section: TreatmentSection,
  treatments: Traitements,
  moodCode: "EVN" | "INT",
): void {
  if (treatments.etat === "renseigne") {
    writeList(body, section, treatments.liste, { moodCode, commentTitle: "Commentaire" });
    return;
  }
  const { etat } = treatments;
  writeSection(body, SECTIONS[section.model], {
    narrative: (writer) => {
      writeParagraph(writer, etat === "aucun" ? section.aucun : INCONNU, section.id);
    },
    entries: (writer) => {
      writeNoTreatment(writer, etat, section.id);
    },
  });
}

/** Writes the treatments at discharge. */
export function writeDischargeTreatments(body: BodyContext, treatments: Traitements, moodCode: "EVN" | "INT"): void {
  writeTreatments(body, SORTIE, treatments, moodCode);
}

/** Writes the treatments at admission. */
export function writeAdmissionTreatments(body: BodyContext, treatments: Traitements): void {
  writeTreatments(body, ADMISSION, treatments, "EVN");
}

/** Writes the treatments stopped during the stay. */
export function writeStoppedTreatments(body: BodyContext, treatments: readonly TraitementArrete[] | undefined): void {
  if (treatments === undefined) return;
  writeList(body, ARRETES, treatments, { moodCode: "EVN", commentTitle: "Motif d'arrêt ou de remplacement" });
}
