import { codeIn, LOINC_OID, type NamedCode, TA_ASIP_OID } from "./systemes.ts";

const IHE_PCC = "1.3.6.1.4.1.19376.1.5.3.1.4";
const CCD = "2.16.840.1.113883.10.20.1";
const FR = "1.2.250.1.213.1.1.3";

/**
 * Templates of the entries: CCD, IHE PCC, then CI-SIS.
 *
 * @remarks CI-SIS, Modèles de contenus CDA; schematrons `profils/` of the ANS kit, 2025-02-19.
 */
export const ENTRIES = {
  observation: [`${IHE_PCC}.13`, `${FR}.48`],
  traitement: [`${FR}.42`, `${CCD}.24`, `${IHE_PCC}.7`],
  traitementSubordonne: [`${FR}.42.1`],
  produit: [`${FR}.43`, `${CCD}.53`, `${IHE_PCC}.7.2`],
  referenceInterne: [`${IHE_PCC}.4.1`, `${FR}.36`],
  instructionsPatient: [`${CCD}.49`, `${IHE_PCC}.3`, `${FR}.33`],
  instructionsDispensateur: [`${CCD}.43`, `${IHE_PCC}.3.1`, `${FR}.34`],
  commentaire: [`${CCD}.40`, `${IHE_PCC}.2`, `${FR}.32`],
  acteRealise: [`${CCD}.29`, `${IHE_PCC}.19`, `${FR}.62`],
  actePrevu: [`${CCD}.25`, `${IHE_PCC}.19`, `${FR}.62`],
  demande: [`${CCD}.25`, "1.3.6.1.4.1.19376.1.5.3.1.1.20.3.1", `${FR}.27`],
  rencontrePrevue: [`${CCD}.25`, `${IHE_PCC}.14`, `${FR}.58`],
  rencontreRealisee: [`${CCD}.21`, `${IHE_PCC}.14`, `${FR}.58`],
  dispositif: [`${CCD}.34`, `${FR}.20`],
  listeAllergies: [`${CCD}.27`, `${IHE_PCC}.5.1`, `${IHE_PCC}.5.3`, `${FR}.40`],
  allergie: [`${CCD}.28`, `${CCD}.18`, `${IHE_PCC}.5`, `${IHE_PCC}.6`, `${FR}.41`],
  listeProblemes: [`${CCD}.27`, `${IHE_PCC}.5.1`, `${IHE_PCC}.5.2`, `${FR}.39`],
  probleme: [`${CCD}.28`, `${IHE_PCC}.5`, `${FR}.37`],
  severite: [`${CCD}.55`, `${IHE_PCC}.1`, `${FR}.29`],
  statut: [`${CCD}.57`, `${CCD}.50`, `${IHE_PCC}.1.1`, `${FR}.30`],
  criticite: [`${FR}.172`],
  certitude: [`${FR}.171`],
  documentAttache: [`${FR}.18`],
} as const;

/** Templates of the dosing modes. */
export const DOSING = {
  normale: `${IHE_PCC}.7.1`,
  progressive: `${IHE_PCC}.8`,
  fractionnee: `${IHE_PCC}.9`,
  conditionnelle: `${IHE_PCC}.10`,
} as const;

/** A simple observation of the lettres de liaison: its templates and its code. */
export interface ObservationModel {
  readonly templateIds: readonly string[];
  readonly code: NamedCode;
}

function observation(
  suffixes: readonly string[],
  code: string,
  libelle: string,
  systeme: string = TA_ASIP_OID,
): ObservationModel {
  const own = suffixes.map((suffix) => `${FR}.48.${suffix}`);
  return { templateIds: [...ENTRIES.observation, ...own], code: codeIn(systeme, code, libelle) };
}

/** Simple observations of the lettres de liaison. */
export const OBSERVATIONS = {
  statut: observation(["16", "16.1"], "GEN-065", "Statut du document"),
  modaliteEntree: observation(["6"], "ORG-070", "Modalité d'entrée"),
  modaliteSortie: observation(["7"], "ORG-074", "Modalité de sortie"),
  syntheseMedicale: observation(["9"], "MED-142", "Synthèse médicale"),
  evenementsIndesirables: observation(["3"], "MED-143", "Evènements indésirables survenus pendant l'hospitalisation"),
  rechercheMicroOrganismes: observation(
    ["8"],
    "MED-309",
    "Recherche de microorganismes multi-résistants ou émergents effectuée",
  ),
  identificationMicroOrganismes: observation(["5"], "MED-144", "Identification de micro-organismes multirésistants"),
  transfusion: observation(["10"], "MED-145", "Transfusion de produits sanguins"),
  accidentsTransfusionnels: observation(["1"], "MED-146", "Accidents transfusionnels"),
  derivesDuSang: observation(["2"], "MED-147", "Administration de dérivés du sang"),
  evenementsDerivesDuSang: observation(
    ["4"],
    "MED-148",
    "Evènements indésirables suite à l'administration de dérivés du sang",
  ),
  ald: observation(["13"], "MED-574", "En rapport avec une ALD"),
  accidentTravail: observation(
    ["14"],
    "GEN-180",
    "En rapport avec un accident du travail ou une maladie professionnelle",
  ),
  prevention: observation(["34"], "GEN-295", "En rapport avec la prévention"),
  nonRemboursable: observation(["215"], "GEN-181", "Non remboursable"),
  typeDocumentAttache: observation(["18"], "69764-9", "Type de document", LOINC_OID),
} as const;
