import type { LettreDeLiaisonEntree } from "../lettre-de-liaison/lettre-de-liaison-entree.ts";
import type { LettreDeLiaisonSortie } from "../lettre-de-liaison/lettre-de-liaison-sortie.ts";
import { CSP_ENTREE, CSP_SORTIE } from "./sources.ts";

/** One item that the law wants in a letter. @public */
export interface LegalItem {
  /** Article and number. */
  readonly source: string;
  /** What the law wants, in French. */
  readonly libelle: string;
  /**
   * `present`; `sans-objet`, the letter says that there is none; `inconnu`, the letter says that it does not know;
   * `absent`, the letter says nothing.
   */
  readonly etat: "present" | "sans-objet" | "inconnu" | "absent";
  /** Where it stands, or where it would. */
  readonly path: string;
}

type Etat = LegalItem["etat"];

function given(value: unknown): Etat {
  return value === undefined ? "absent" : "present";
}

function stated(list: { readonly etat: "renseigne" | "aucun" | "inconnu" } | undefined): Etat {
  if (list === undefined) return "absent";
  return list.etat === "renseigne" ? "present" : list.etat === "aucun" ? "sans-objet" : "inconnu";
}

function answered(reponse: "oui" | "non" | "inconnu"): Etat {
  return reponse === "oui" ? "present" : reponse === "non" ? "sans-objet" : "inconnu";
}

type Row<T> = readonly [number: string, libelle: string, path: string, etat: (lettre: T) => Etat];

/**
 * Content of the letter at discharge.
 *
 * @remarks Code de la santé publique, art. R. 1112-1-2.
 */
const SORTIE: readonly Row<LettreDeLiaisonSortie>[] = [
  ["1° a", "Identification du patient", "patient", () => "present"],
  [
    "1° b",
    "Identification du médecin traitant",
    "participants",
    ({ participants }) => given(participants?.find(({ type, fonction }) => type === "INF" && fonction?.code === "PCP")),
  ],
  [
    "1° c",
    "Identification du praticien adresseur",
    "participants",
    ({ participants }) => given(participants?.find(({ type }) => type === "REFB")),
  ],
  ["1° d", "Identification du médecin ayant pris en charge le patient", "auteurs", () => "present"],
  ["1° e", "Date d'admission", "acte.debut", () => "present"],
  ["1° e", "Date de sortie", "acte.fin", ({ acte }) => given(acte.fin)],
  ["1° f", "Modalité d'entrée", "synthese.modaliteEntree", () => "present"],
  ["1° f", "Modalité de sortie", "synthese.modaliteSortie", () => "present"],
  ["2°", "Motif d'hospitalisation", "motif", () => "present"],
  ["3° a", "Synthèse médicale du séjour", "synthese.syntheseMedicale", () => "present"],
  [
    "3° b",
    "Événements indésirables survenus pendant l'hospitalisation",
    "synthese.evenementsIndesirables",
    ({ synthese }) => given(synthese.evenementsIndesirables),
  ],
  [
    "3° c",
    "Micro-organismes multirésistants ou émergents",
    "synthese.microOrganismes",
    ({ synthese }) => answered(synthese.microOrganismes.recherche),
  ],
  [
    "3° d",
    "Administration de produits sanguins",
    "synthese.transfusion",
    ({ synthese }) => answered(synthese.transfusion.realisee),
  ],
  [
    "3° d",
    "Administration de dérivés du sang",
    "synthese.derivesDuSang",
    ({ synthese }) => answered(synthese.derivesDuSang.administres),
  ],
  [
    "3° e",
    "Pose d'un dispositif médical implantable",
    "dispositifsMedicaux",
    ({ dispositifsMedicaux }) => stated(dispositifsMedicaux),
  ],
  [
    "4° a",
    "Traitements prescrits à la sortie",
    "traitementsSortie",
    ({ traitementsSortie }) => stated(traitementsSortie),
  ],
  [
    "4° b",
    "Traitements arrêtés durant le séjour et motif d'arrêt",
    "traitementsArretes",
    ({ traitementsArretes }) => given(traitementsArretes),
  ],
  [
    "5°",
    "Résultats d'examens ou autres informations attendus",
    "resultatsAttendus",
    ({ resultatsAttendus }) => given(resultatsAttendus),
  ],
  ["6°", "Suites à donner", "planDeSoins", ({ planDeSoins }) => given(planDeSoins)],
];

/**
 * Content of the letter at admission.
 *
 * @remarks Code de la santé publique, art. R. 1112-1-1.
 */
const ENTREE: readonly Row<LettreDeLiaisonEntree>[] = [
  ["", "Motifs de la demande d'hospitalisation", "motif", () => "present"],
  ["", "Traitements en cours", "traitementsAdmission", ({ traitementsAdmission }) => stated(traitementsAdmission)],
  ["", "Allergies connues", "allergies", ({ allergies }) => stated(allergies)],
];

/**
 * Reports what the law wants in a lettre de liaison and what the letter says of it. Missing items do not stop a letter
 * from being built: an item may well have no object.
 *
 * @remarks Code de la santé publique, art. R. 1112-1-2 (discharge) and R. 1112-1-1 (admission).
 * @example
 * ```ts
 * import { reportLegalContent, type LettreDeLiaisonSortie } from "@ldl/cda";
 *
 * function missingItems(lettre: LettreDeLiaisonSortie) {
 *   return reportLegalContent(lettre).filter(({ etat }) => etat === "absent");
 * }
 * ```
 * @param lettre - A letter, parsed, built or read.
 * @returns One line per item of the article, in its order.
 * @public
 */
export function reportLegalContent(lettre: LettreDeLiaisonSortie | LettreDeLiaisonEntree): readonly LegalItem[] {
  if ("synthese" in lettre) return SORTIE.map((row) => itemOf(row, lettre, CSP_SORTIE));
  return ENTREE.map((row) => itemOf(row, lettre, CSP_ENTREE));
}

function itemOf<T>([number, libelle, path, etat]: Row<T>, lettre: T, article: string): LegalItem {
  return { source: number === "" ? article : `${article}, ${number}`, libelle, etat: etat(lettre), path };
}
