import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { SECTIONS } from "../codes/section-models.ts";
import { PRIORITE, STATUT_ACTE, STATUT_DEMANDE, TYPE_RENCONTRE } from "../codes/statuts.ts";
import { acteIds, writePlannedAct } from "../entries/write-acte.ts";
import { writeRequest } from "../entries/write-demande.ts";
import { writeVisit } from "../entries/write-rencontre.ts";
import type { ActePrevu, Demande, PlanDeSoins, Rencontre } from "../lettre-de-liaison/plan-de-soins.ts";
import { formatCode, formatName, formatTime } from "../narrative/format.ts";
import { indexedIds } from "../narrative/indexed-ids.ts";
import { writeParagraph, writeTable } from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

const idOfActe = indexedIds((index) => acteIds(`acte-prevu-${index + 1}`));
const idOfDemande = indexedIds((index) => `demande-${index + 1}`);
const idOfRencontre = indexedIds((index) => `rencontre-${index + 1}`);

const STATUS_LABELS: Readonly<Record<string, string>> = {
  completed: "terminé",
  active: "en cours",
  aborted: "interrompu",
  cancelled: "annulé",
  new: "nouveau",
  suspended: "suspendu",
  held: "en attente",
};

const INTENTIONS: Readonly<Record<Demande["intention"], string>> = {
  prevue: "prévu",
  proposee: "proposé",
  objectif: "objectif de soins",
};

const VISIT_STATES: Readonly<Record<Rencontre["etat"], string>> = { prevue: "prévue", realisee: "réalisée" };

function writeActs(writer: CdaWriter, acts: readonly ActePrevu[]): void {
  writeTable<ActePrevu>(writer, {
    legende: "Actes",
    lignes: acts,
    colonnes: [
      { titre: "Acte", cellule: ({ libelle }, index) => ({ texte: libelle, id: idOfActe(index).libelle }) },
      { titre: "Code", cellule: ({ code }) => code && formatCode(code) },
      { titre: "Date", cellule: ({ date }) => date && formatTime(date) },
      { titre: "Priorité", cellule: ({ priorite }) => priorite && PRIORITE[priorite].libelle },
      { titre: "État", cellule: ({ statut }) => STATUS_LABELS[STATUT_ACTE[statut]] },
    ],
  });
}

function writeRequests(writer: CdaWriter, requests: readonly Demande[]): void {
  writeTable<Demande>(writer, {
    legende: "Demandes d'examen ou de suivi",
    lignes: requests,
    colonnes: [
      { titre: "Demande", cellule: ({ texte }, index) => ({ texte, id: idOfDemande(index) }) },
      { titre: "Type", cellule: ({ code }) => (code ?? ENTRY_CODES.demande).libelle },
      { titre: "Date", cellule: ({ date }) => date && formatTime(date) },
      { titre: "Intention", cellule: ({ intention }) => INTENTIONS[intention] },
      { titre: "État", cellule: ({ statut }) => STATUS_LABELS[STATUT_DEMANDE[statut]] },
    ],
  });
}

function writeVisits(writer: CdaWriter, visits: readonly Rencontre[]): void {
  writeTable<Rencontre>(writer, {
    legende: "Consultations et rencontres",
    lignes: visits,
    colonnes: [
      { titre: "Rencontre", cellule: ({ libelle }, index) => ({ texte: libelle, id: idOfRencontre(index) }) },
      { titre: "Type", cellule: ({ type }) => TYPE_RENCONTRE[type].libelle },
      { titre: "Date", cellule: ({ date }) => date && formatTime(date) },
      { titre: "Priorité", cellule: ({ priorite }) => priorite && PRIORITE[priorite].libelle },
      { titre: "Avec", cellule: ({ executant }) => executant?.nom && formatName(executant.nom) },
      { titre: "Lieu", cellule: ({ lieu }) => lieu },
      { titre: "État", cellule: ({ etat }) => VISIT_STATES[etat] },
    ],
  });
}

/** Writes what is to be done after the stay (FR-Plan-de-soins). */
export function writeCarePlanSection(body: BodyContext, plan: PlanDeSoins | undefined): void {
  if (plan === undefined) return;
  const { recommandations, actes = [], demandes = [], rencontres = [] } = plan;
  writeSection(body, SECTIONS.planDeSoins, {
    narrative: (writer) => {
      if (recommandations !== undefined) writeParagraph(writer, recommandations, "recommandations");
      if (actes.length > 0) writeActs(writer, actes);
      if (demandes.length > 0) writeRequests(writer, demandes);
      if (rencontres.length > 0) writeVisits(writer, rencontres);
    },
    entries: (writer) => {
      for (const [index, act] of actes.entries()) writePlannedAct(writer, act, idOfActe(index));
      for (const [index, request] of demandes.entries()) writeRequest(writer, request, idOfDemande(index));
      for (const [index, visit] of rencontres.entries()) writeVisit(writer, visit, idOfRencontre(index));
    },
  });
}
