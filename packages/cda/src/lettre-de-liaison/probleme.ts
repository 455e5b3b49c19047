import { Code, Libelle, Moment } from "@ldl/domain";
import { z } from "zod";
import { Certitude, EtatSuivi, Severite, StatutProbleme, TypeProbleme } from "../codes/statuts.ts";
import { AuteurEntree } from "./auteur-entree.ts";
import { TexteCourt } from "./texte-narratif.ts";
import { SansElement } from "./traitement.ts";

/** A problem of the patient: FR-Liste-des-problemes and FR-Probleme. @public */
export const Probleme = z.strictObject({
  /** What it is. */
  libelle: Libelle,
  /** CIM-10 (or CIM-11, SNOMED CT…) code. */
  code: Code.optional(),
  /** Kind of statement (JDV_ProblemCodes_CISIS). Default: `probleme`. */
  type: TypeProbleme.default("probleme"),
  /** The patient has not this problem. */
  absent: z.boolean().optional(),
  /** First day. */
  debut: Moment.optional(),
  /** Last day. */
  fin: Moment.optional(),
  /** JDV_SeveriteObservation_CISIS. */
  severite: Severite.optional(),
  /** Clinical status (JDV_HL7_ConditionClinical_CISIS). */
  statut: StatutProbleme.optional(),
  /** JDV_HL7_condition_ver_status_CISIS. */
  certitude: Certitude.optional(),
  /** Whether the problem is still followed. Default: `termine`. */
  suivi: EtatSuivi.default("termine"),
  /** Who stated it. */
  auteur: AuteurEntree.optional(),
  /** Anything else. */
  commentaire: TexteCourt.optional(),
});
/** What the schema of the same name gives. @public */
export interface Probleme extends z.infer<typeof Probleme> {}

/** Medical history, or an explicit statement that there is none or that it is not known. @public */
export const AntecedentsMedicaux = z.discriminatedUnion("etat", [
  z.strictObject({
    /** There are some. */
    etat: z.literal("renseigne"),
    /** The problems. */
    liste: z.array(Probleme).min(1).max(200).readonly(),
  }),
  ...SansElement,
]);
export type AntecedentsMedicaux = z.infer<typeof AntecedentsMedicaux>;
