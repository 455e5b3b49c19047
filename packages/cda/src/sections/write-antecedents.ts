import { SECTIONS } from "../codes/section-models.ts";
import { CERTITUDE, SEVERITE, type STATUT_ACTE, STATUT_PROBLEME, TYPE_PROBLEME } from "../codes/statuts.ts";
import type { WrittenCode } from "../datatypes/write-code.ts";
import { acteIds, writeNoAct, writePastAct } from "../entries/write-acte.ts";
import { problemeIds, writeNoProblem, writeProblem } from "../entries/write-probleme.ts";
import type { ActeRealise, AntecedentsChirurgicaux } from "../lettre-de-liaison/acte.ts";
import type { AntecedentsMedicaux, Probleme } from "../lettre-de-liaison/probleme.ts";
import { formatCode, formatTime } from "../narrative/format.ts";
import { indexedIds } from "../narrative/indexed-ids.ts";
import { type NarrativeCell, type NarrativeColumn, writeParagraph, writeTable } from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

const NONE = {
  medicaux: {
    id: "antecedents-medicaux",
    aucun: "Aucun antécédent médical connu",
    inconnu: "Pas d'information sur les antécédents médicaux",
  },
  chirurgicaux: {
    id: "antecedents-chirurgicaux",
    aucun: "Aucun antécédent chirurgical connu",
    inconnu: "Pas d'information sur les antécédents chirurgicaux",
  },
} as const;

const problemOf = indexedIds((index) => problemeIds(`antecedent-medical-${index + 1}`));
const actOf = indexedIds((index) => acteIds(`antecedent-chirurgical-${index + 1}`));

const FOLLOW_UP = { actif: "actif", suspendu: "suspendu", interrompu: "interrompu", termine: "terminé" } as const;
const ACT_STATES = {
  termine: "terminé",
  "en-cours": "en cours",
  interrompu: "interrompu",
  annule: "annulé",
} as const satisfies Record<keyof typeof STATUT_ACTE, string>;

function coded(code: WrittenCode | undefined, id: string): NarrativeCell {
  return code === undefined ? undefined : { texte: code.libelle, id };
}

const PROBLEM_COLUMNS: readonly NarrativeColumn<Probleme>[] = [
  { titre: "Antécédent", cellule: ({ libelle }, index) => ({ texte: libelle, id: problemOf(index).libelle }) },
  { titre: "Présence", cellule: ({ absent }) => (absent === undefined ? undefined : absent ? "absent" : "présent") },
  { titre: "Code", cellule: ({ code }) => code && formatCode(code) },
  { titre: "Nature", cellule: ({ type }) => TYPE_PROBLEME[type].libelle },
  { titre: "Début", cellule: ({ debut }) => debut && formatTime(debut) },
  { titre: "Fin", cellule: ({ fin }) => fin && formatTime(fin) },
  {
    titre: "Sévérité",
    cellule: ({ severite }, index) => coded(severite && SEVERITE[severite], problemOf(index).severite),
  },
  {
    titre: "Statut",
    cellule: ({ statut }, index) => coded(statut && STATUT_PROBLEME[statut], problemOf(index).statut),
  },
  {
    titre: "Certitude",
    cellule: ({ certitude }, index) => coded(certitude && CERTITUDE[certitude], problemOf(index).certitude),
  },
  { titre: "Suivi", cellule: ({ suivi }) => FOLLOW_UP[suivi] },
  {
    titre: "Commentaire",
    cellule: ({ commentaire }, index) => commentaire && { texte: commentaire, id: problemOf(index).commentaire },
  },
];

const ACT_COLUMNS: readonly NarrativeColumn<ActeRealise>[] = [
  { titre: "Acte", cellule: ({ libelle }, index) => ({ texte: libelle, id: actOf(index).libelle }) },
  { titre: "Code", cellule: ({ code }) => code && formatCode(code) },
  { titre: "Début", cellule: ({ debut }) => debut && formatTime(debut) },
  { titre: "Fin", cellule: ({ fin }) => fin && formatTime(fin) },
  { titre: "État", cellule: ({ statut }) => ACT_STATES[statut] },
  {
    titre: "Commentaire",
    cellule: ({ commentaire }, index) => commentaire && { texte: commentaire, id: actOf(index).commentaire },
  },
];

/** Writes the medical history (FR-Antecedents-medicaux). */
export function writeMedicalHistory(body: BodyContext, history: AntecedentsMedicaux | undefined): void {
  if (history === undefined) return;
  writeSection(body, SECTIONS.antecedentsMedicaux, {
    narrative: (writer) => {
      if (history.etat === "renseigne")
        writeTable(writer, {
          lignes: history.liste,
          colonnes: PROBLEM_COLUMNS,
          idLigne: (_, index) => problemOf(index).ligne,
        });
      else writeParagraph(writer, NONE.medicaux[history.etat], NONE.medicaux.id);
    },
    entries: (writer) => {
      if (history.etat !== "renseigne") writeNoProblem(writer, history.etat, NONE.medicaux.id);
      else for (const [index, problem] of history.liste.entries()) writeProblem(writer, problem, problemOf(index));
    },
  });
}

/** Writes the surgical history (FR-Antecedents-chirurgicaux). */
export function writeSurgicalHistory(body: BodyContext, history: AntecedentsChirurgicaux | undefined): void {
  if (history === undefined) return;
  writeSection(body, SECTIONS.antecedentsChirurgicaux, {
    narrative: (writer) => {
      if (history.etat === "renseigne") writeTable(writer, { lignes: history.liste, colonnes: ACT_COLUMNS });
      else writeParagraph(writer, NONE.chirurgicaux[history.etat], NONE.chirurgicaux.id);
    },
    entries: (writer) => {
      if (history.etat !== "renseigne") writeNoAct(writer, history.etat, NONE.chirurgicaux.id);
      else for (const [index, act] of history.liste.entries()) writePastAct(writer, act, actOf(index));
    },
  });
}
