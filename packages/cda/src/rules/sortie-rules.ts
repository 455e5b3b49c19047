import type { Completed } from "../header/document-header.ts";
import type { LettreDeLiaisonSortie } from "../lettre-de-liaison/lettre-de-liaison-sortie.ts";
import type { ObservationTexte } from "../lettre-de-liaison/synthese-sejour.ts";
import {
  allergyCodes,
  allergyEndRule,
  allergySpans,
  codesOf,
  codesRule,
  datesRule,
  itemsOf,
  pdfCopyRules,
  treatmentCodes,
} from "./body-rules.ts";
import { isAfter, type Span } from "./dates.ts";
import { HEADER_RULES } from "./header-rules.ts";
import type { Rule } from "./rule.ts";
import { CSP_SORTIE, LDL_SES } from "./sources.ts";
import { placed } from "./walk-header.ts";

/** A letter at discharge whose header is complete. @public */
export interface LettreDeLiaisonSortieComplete extends Completed<LettreDeLiaisonSortie> {}

type SortieRule = Rule<LettreDeLiaisonSortieComplete>;

/** A detail that only makes sense after a positive answer; `Aucun` always does. */
function isOutOfPlace(detail: ObservationTexte | undefined, answer: string): boolean {
  return detail !== undefined && answer !== "oui" && !/^aucune?\b/i.test(detail.texte);
}

const STAY_RULES: readonly SortieRule[] = [
  {
    id: "LDL-SES-SORTIE",
    severity: "error",
    source: `${CSP_SORTIE}, 1°`,
    path: "acte.fin",
    message: "date de sortie (fin de l'hospitalisation) obligatoire",
    check: ({ acte }) => (acte.fin === undefined ? ["acte.fin"] : []),
  },
  {
    id: "LDL-SES-CREATION",
    severity: "error",
    source: LDL_SES,
    path: "creeLe",
    message: "document créé avant l'entrée du patient",
    check: ({ acte, creeLe }) => (isAfter(acte.debut, creeLe) ? ["creeLe"] : []),
  },
  {
    id: "LDL-SES-ACTE",
    severity: "warning",
    source: LDL_SES,
    path: "acte.code",
    message: "code d'acte IMP (hospitalisation) attendu",
    check: ({ acte }) => (acte.code === undefined || acte.code.code === "IMP" ? [] : ["acte.code"]),
  },
  {
    id: "LDL-SES-MODALITES",
    severity: "error",
    source: LDL_SES,
    path: "synthese.modaliteSortie.date",
    message: "date de sortie antérieure à la date d'entrée",
    check: ({ synthese: { modaliteEntree, modaliteSortie } }) =>
      modaliteEntree.date !== undefined &&
      modaliteSortie.date !== undefined &&
      isAfter(modaliteEntree.date, modaliteSortie.date)
        ? ["synthese.modaliteSortie.date"]
        : [],
  },
  {
    id: "LDL-SES-DECES",
    severity: "error",
    source: LDL_SES,
    path: "synthese.modaliteSortie.modalite",
    message:
      "patient décédé : modalité de sortie « autre-destination » attendue, le jeu de valeurs n'a pas de code de décès",
    check: ({ patient, synthese }) =>
      patient.decede === true && synthese.modaliteSortie.modalite !== "autre-destination"
        ? ["synthese.modaliteSortie.modalite"]
        : [],
  },
  {
    id: "LDL-SES-DATE-DECES",
    severity: "warning",
    source: LDL_SES,
    path: "acte.fin",
    message: "la fin de l'hospitalisation d'un patient décédé est la date du décès",
    check: ({ patient: { dateDeces }, acte: { fin } }) =>
      dateDeces !== undefined && fin !== undefined && (isAfter(fin, dateDeces) || isAfter(dateDeces, fin))
        ? ["acte.fin"]
        : [],
  },
];

const SYNTHESIS_RULES: readonly SortieRule[] = [
  {
    id: "LDL-SES-DETAIL",
    severity: "error",
    source: LDL_SES,
    path: "synthese",
    message: "détail renseigné alors que la réponse n'est pas « oui »",
    check: ({ synthese: { microOrganismes, transfusion, derivesDuSang } }) => [
      ...(isOutOfPlace(microOrganismes.identification, microOrganismes.recherche)
        ? ["synthese.microOrganismes.identification"]
        : []),
      ...(isOutOfPlace(transfusion.accidents, transfusion.realisee) ? ["synthese.transfusion.accidents"] : []),
      ...(isOutOfPlace(derivesDuSang.evenementsIndesirables, derivesDuSang.administres)
        ? ["synthese.derivesDuSang.evenementsIndesirables"]
        : []),
    ],
  },
  {
    id: "LDL-SES-INCONNU",
    severity: "warning",
    source: `${CSP_SORTIE}, 3°`,
    path: "synthese",
    message: "la loi attend une réponse",
    check: ({ synthese: { microOrganismes, transfusion, derivesDuSang } }) => [
      ...(microOrganismes.recherche === "inconnu" ? ["synthese.microOrganismes.recherche"] : []),
      ...(transfusion.realisee === "inconnu" ? ["synthese.transfusion.realisee"] : []),
      ...(derivesDuSang.administres === "inconnu" ? ["synthese.derivesDuSang.administres"] : []),
    ],
  },
  {
    id: "LDL-SES-ARRET",
    severity: "warning",
    source: `${CSP_SORTIE}, 4°`,
    path: "traitementsArretes[].raisonArret",
    message: "motif d'arrêt ou de remplacement attendu",
    check: ({ traitementsArretes }) =>
      placed("traitementsArretes", traitementsArretes).flatMap(([path, { raisonArret }]) =>
        raisonArret === undefined ? [`${path}.raisonArret`] : [],
      ),
  },
  {
    id: "LDL-SES-MEDECIN-TRAITANT",
    severity: "warning",
    source: `${CSP_SORTIE}, 1°`,
    path: "participants",
    message: "médecin traitant (participant INF, fonction PCP) attendu",
    check: ({ participants }) =>
      participants?.some(({ type, fonction }) => type === "INF" && fonction?.code === "PCP") === true
        ? []
        : ["participants"],
  },
];

/**
 * Rules on a letter at discharge, those on its header included.
 *
 * @public
 */
export const LETTRE_SORTIE_RULES: readonly Rule<LettreDeLiaisonSortieComplete>[] = [
  ...HEADER_RULES,
  ...STAY_RULES,
  ...SYNTHESIS_RULES,
  datesRule({ source: LDL_SES, path: "…debut, …fin" }, (lettre) => [
    ...placed<Span>("traitementsArretes", lettre.traitementsArretes),
    ...itemsOf<Span>("traitementsSortie", lettre.traitementsSortie),
    ...itemsOf<Span>("dispositifsMedicaux", lettre.dispositifsMedicaux),
    ...allergySpans("allergies", lettre.allergies),
  ]),
  codesRule({ source: LDL_SES, path: "…code" }, (lettre) => [
    ...treatmentCodes("traitementsArretes", lettre.traitementsArretes),
    ...treatmentCodes("traitementsSortie", lettre.traitementsSortie),
    ...codesOf(placed("planDeSoins.actes", lettre.planDeSoins?.actes), ({ code }) => code),
    ...codesOf(placed("planDeSoins.demandes", lettre.planDeSoins?.demandes), ({ code }) => code),
    ...allergyCodes("allergies", lettre.allergies),
  ]),
  allergyEndRule(LDL_SES),
  ...pdfCopyRules<LettreDeLiaisonSortieComplete>(LDL_SES),
];
