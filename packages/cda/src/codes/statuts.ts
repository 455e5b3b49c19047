import { z } from "zod";
import { ACT_ENCOUNTER } from "./jdv/act-encounter.ts";
import { ACT_PRIORITY } from "./jdv/act-priority.ts";
import { ALLERGY_CRITICALITY } from "./jdv/allergy-criticality.ts";
import { ALLERGY_STATUS } from "./jdv/allergy-status.ts";
import { ALLERGY_TYPE } from "./jdv/allergy-type.ts";
import { CERTAINTY } from "./jdv/certainty.ts";
import { DOCUMENT_STATUS } from "./jdv/document-status.ts";
import { PROBLEM_STATUS } from "./jdv/problem-status.ts";
import { PROBLEM_TYPE } from "./jdv/problem-type.ts";
import { SEVERITY } from "./jdv/severity.ts";
import { type Concept, namedConcepts } from "./value-set.ts";

/** Status of the letter (JDV_StatutDoc_CISIS). @public */
export const StatutDocument = z.enum(["en-cours", "realise", "approuve", "cloture"]);
export type StatutDocument = z.infer<typeof StatutDocument>;
/** Code of each status of the letter. */
export const STATUT_DOCUMENT = namedConcepts<StatutDocument>(DOCUMENT_STATUS, {
  "en-cours": "385651009",
  realise: "398166005",
  approuve: "9571008",
  cloture: "29179001",
});

/** Severity (JDV_SeveriteObservation_CISIS). @public */
export const Severite = z.enum(["mortelle", "grave", "moderee-a-severe", "moderee", "legere-a-moderee", "legere"]);
export type Severite = z.infer<typeof Severite>;
/** Code of each severity. */
export const SEVERITE = namedConcepts<Severite>(SEVERITY, {
  mortelle: "442452003",
  grave: "24484000",
  "moderee-a-severe": "371924009",
  moderee: "6736007",
  "legere-a-moderee": "371923003",
  legere: "255604002",
});

/** Kind of allergy, hypersensitivity or intolerance (JDV_TypeEvenementIndesirablePrevisible_CISIS). @public */
export const TypeAllergie = z.enum([
  "propension-effets-indesirables",
  "allergie",
  "allergie-medicament",
  "allergie-aliment",
  "allergie-substance",
  "hypersensibilite",
  "hypersensibilite-medicament",
  "hypersensibilite-aliment",
  "hypersensibilite-substance",
  "intolerance-substance",
  "intolerance-medicament",
  "intolerance-aliment",
  "intolerance-environnement",
  "idiosyncrasie",
]);
export type TypeAllergie = z.infer<typeof TypeAllergie>;
/** Code of each kind of allergy. */
export const TYPE_ALLERGIE = namedConcepts<TypeAllergie>(ALLERGY_TYPE, {
  "propension-effets-indesirables": "420134006",
  allergie: "609328004",
  "allergie-medicament": "416098002",
  "allergie-aliment": "414285001",
  "allergie-substance": "419199007",
  hypersensibilite: "609396006",
  "hypersensibilite-medicament": "609398007",
  "hypersensibilite-aliment": "735449006",
  "hypersensibilite-substance": "609397002",
  "intolerance-substance": "782197009",
  "intolerance-medicament": "59037007",
  "intolerance-aliment": "235719002",
  "intolerance-environnement": "1.2.250.1.213.1.1.5.794.1",
  idiosyncrasie: "56840009",
});

/** Kind of statement on a problem (JDV_ProblemCodes_CISIS). @public */
export const TypeProbleme = z.enum([
  "constatation",
  "probleme",
  "maladie",
  "performance-fonctionnelle",
  "plainte",
  "symptome",
  "diagnostic",
]);
export type TypeProbleme = z.infer<typeof TypeProbleme>;
/** Code of each kind of statement. */
export const TYPE_PROBLEME = namedConcepts<TypeProbleme>(PROBLEM_TYPE, {
  constatation: "404684003",
  probleme: "55607006",
  maladie: "64572001",
  "performance-fonctionnelle": "248536006",
  plainte: "1269496002",
  symptome: "418799008",
  diagnostic: "282291009",
});

/** Clinical status of an allergy (JDV_HL7_allergyintolerance_clinical_CISIS). @public */
export const StatutAllergie = z.enum(["actif", "inactif", "resolu"]);
export type StatutAllergie = z.infer<typeof StatutAllergie>;
/** Code of each status of an allergy. */
export const STATUT_ALLERGIE = namedConcepts<StatutAllergie>(ALLERGY_STATUS, {
  actif: "active",
  inactif: "inactive",
  resolu: "resolved",
});

/** Clinical status of a problem (JDV_HL7_ConditionClinical_CISIS). @public */
export const StatutProbleme = z.enum(["actif", "recurrent", "rechute", "inactif", "remission", "resolu"]);
export type StatutProbleme = z.infer<typeof StatutProbleme>;
/** Code of each status of a problem. */
export const STATUT_PROBLEME = namedConcepts<StatutProbleme>(PROBLEM_STATUS, {
  actif: "active",
  recurrent: "recurrence",
  rechute: "relapse",
  inactif: "inactive",
  remission: "remission",
  resolu: "resolved",
});

/** Criticality of an allergy (JDV_HL7_allergy_intolerance_criticality_CISIS). @public */
export const Criticite = z.enum(["basse", "elevee", "non-evaluable"]);
export type Criticite = z.infer<typeof Criticite>;
/** Code of each criticality. */
export const CRITICITE = namedConcepts<Criticite>(ALLERGY_CRITICALITY, {
  basse: "low",
  elevee: "high",
  "non-evaluable": "unable-to-assess",
});

/** Certainty of a problem or an allergy (JDV_HL7_condition_ver_status_CISIS). @public */
export const Certitude = z.enum(["non-confirme", "confirme", "refute"]);
export type Certitude = z.infer<typeof Certitude>;
/** Code of each certainty. */
export const CERTITUDE = namedConcepts<Certitude>(CERTAINTY, {
  "non-confirme": "unconfirmed",
  confirme: "confirmed",
  refute: "refuted",
});

/** Priority (JDV_HL7_ActPriority_CISIS), codes of HL7: `UR` urgent, `R` routine, `A` as soon as possible… @public */
export const Priorite = z.enum(["A", "CR", "EL", "EM", "P", "PRN", "R", "RR", "S", "T", "UD", "UR"]);
export type Priorite = z.infer<typeof Priorite>;
/** Code of each priority. */
export const PRIORITE = namedConcepts<Priorite>(ACT_PRIORITY, sameNames(Priorite.options));

/** Kind of visit (JDV_HL7_ActEncounterCode_CISIS), codes of HL7: `AMB` out-patient, `IMP` stay, `HH` at home… @public */
export const TypeRencontre = z.enum(["AMB", "EMER", "FLD", "HH", "IMP", "OBSENC", "PRENC", "SS", "VR"]);
export type TypeRencontre = z.infer<typeof TypeRencontre>;
/** Code of each kind of visit. */
export const TYPE_RENCONTRE: Readonly<Record<TypeRencontre, Concept>> = namedConcepts<TypeRencontre>(
  ACT_ENCOUNTER,
  sameNames(TypeRencontre.options),
);

/** State of a procedure. @public */
export const StatutActe = z.enum(["termine", "en-cours", "interrompu", "annule"]);
export type StatutActe = z.infer<typeof StatutActe>;
/** HL7 status of each state of a procedure. */
export const STATUT_ACTE: Readonly<Record<StatutActe, string>> = {
  termine: "completed",
  "en-cours": "active",
  interrompu: "aborted",
  annule: "cancelled",
};

/** State of a request. @public */
export const StatutDemande = z.enum([
  "nouvelle",
  "active",
  "suspendue",
  "en-attente",
  "interrompue",
  "terminee",
  "annulee",
]);
export type StatutDemande = z.infer<typeof StatutDemande>;
/** HL7 status of each state of a request. */
export const STATUT_DEMANDE: Readonly<Record<StatutDemande, string>> = {
  nouvelle: "new",
  active: "active",
  suspendue: "suspended",
  "en-attente": "held",
  interrompue: "aborted",
  terminee: "completed",
  annulee: "cancelled",
};

/** Whether a problem or a list of allergies is still followed. @public */
export const EtatSuivi = z.enum(["actif", "suspendu", "interrompu", "termine"]);
export type EtatSuivi = z.infer<typeof EtatSuivi>;
/** HL7 status of each state of a follow-up. */
export const ETAT_SUIVI: Readonly<Record<EtatSuivi, string>> = {
  actif: "active",
  suspendu: "suspended",
  interrompu: "aborted",
  termine: "completed",
};

function sameNames<N extends string>(names: readonly N[]): Record<N, string> {
  const same: Partial<Record<N, string>> = {};
  for (const name of names) same[name] = name;
  return same as Record<N, string>;
}
