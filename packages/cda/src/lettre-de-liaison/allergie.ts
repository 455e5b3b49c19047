import { Code, Libelle, Moment } from "@ldl/domain";
import { z } from "zod";
import {
  Certitude,
  Criticite,
  EtatSuivi,
  Severite,
  StatutAllergie,
  TypeAllergie,
  TypeProbleme,
} from "../codes/statuts.ts";
import { AuteurEntree } from "./auteur-entree.ts";

/** What happened when the patient met the agent. @public */
export const ReactionAllergique = z.strictObject({
  /** The reaction. */
  libelle: Libelle,
  /** Code (JDV_AllergieReaction_CISIS, CIM-11, SNOMED CT…). */
  code: Code.optional(),
  /** Kind of statement. Default: `symptome`. */
  type: TypeProbleme.default("symptome"),
  /** When. */
  date: Moment.optional(),
  /** Severity (JDV_SeveriteObservation_CISIS). */
  severite: Severite.optional(),
});
/** What the schema of the same name gives. @public */
export interface ReactionAllergique extends z.infer<typeof ReactionAllergique> {}

const Designation = z.strictObject({
  /** Wording. */
  libelle: Libelle,
  /** Code. */
  code: Code.optional(),
});

/** An allergy, hypersensitivity or intolerance: FR-Allergie-ou-hypersensibilite. @public */
export const Allergie = z
  .strictObject({
    /** JDV_TypeEvenementIndesirablePrevisible_CISIS. */
    type: TypeAllergie,
    /** Agent (substance, medicine, food). */
    agent: Designation.optional(),
    /** Clinical description, when the agent does not say all. */
    description: Designation.optional(),
    /** When it was found. */
    debut: Moment.optional(),
    /** When it ended. */
    fin: Moment.optional(),
    /** Clinical status (JDV_HL7_allergyintolerance_clinical_CISIS). */
    statut: StatutAllergie.optional(),
    /** Severity (JDV_SeveriteObservation_CISIS). */
    severite: Severite.optional(),
    /** Criticality (JDV_HL7_allergy_intolerance_criticality_CISIS). */
    criticite: Criticite.optional(),
    /** Certainty (JDV_HL7_condition_ver_status_CISIS). */
    certitude: Certitude.optional(),
    /** What happened. */
    reactions: z.array(ReactionAllergique).min(1).max(50).readonly().optional(),
  })
  .refine((allergie) => allergie.agent !== undefined || allergie.description !== undefined, {
    path: ["agent"],
    error: "agent ou description de l'allergie attendu (LDL-ALL-001)",
  });
/** What the schema of the same name gives. @public */
export interface Allergie extends z.infer<typeof Allergie> {}

/** Allergies, or an explicit statement that none is known or that there is no information. @public */
export const Allergies = z.discriminatedUnion("etat", [
  z.strictObject({
    /** There are some. */
    etat: z.literal("renseigne"),
    /** Whether the list is still followed. Default: `actif`. */
    suivi: EtatSuivi.default("actif"),
    /** Since when. */
    debut: Moment.optional(),
    /** Until when; only for a list that is no more followed. */
    fin: Moment.optional(),
    /** Who stated it. */
    auteur: AuteurEntree.optional(),
    /** The items, one at least. */
    liste: z.array(Allergie).min(1).max(100).readonly(),
  }),
  z.strictObject({
    /** No allergy is known. */
    etat: z.literal("aucun"),
    /** Of which kind. Default: `toutes`. */
    portee: z.enum(["toutes", "medicamenteuses", "environnementales", "alimentaires"]).default("toutes"),
  }),
  z.strictObject({
    /** There is no information. */
    etat: z.literal("inconnu"),
  }),
]);
export type Allergies = z.infer<typeof Allergies>;
