import { Code, Libelle, Moment, Professionnel } from "@ldl/domain";
import { z } from "zod";
import { Priorite, StatutActe, StatutDemande, TypeRencontre } from "../codes/statuts.ts";
import { TexteCourt, TexteNarratif } from "./texte-narratif.ts";

/** A procedure to come: FR-Acte in intent. @public */
export const ActePrevu = z.strictObject({
  /** What is to be done. */
  libelle: Libelle,
  /** CCAM code. */
  code: Code.optional(),
  /** Default: `en-cours`. */
  statut: StatutActe.default("en-cours"),
  /** When. Left out, the date is written as unknown. */
  date: Moment.optional(),
  /** JDV_HL7_ActPriority_CISIS. */
  priorite: Priorite.optional(),
});
/** What the schema of the same name gives. @public */
export interface ActePrevu extends z.infer<typeof ActePrevu> {}

/** An examination or a follow-up to be asked for: FR-Demande-d-examen-ou-de-suivi. @public */
export const Demande = z.strictObject({
  /** What is asked for. */
  texte: TexteCourt,
  /** Code. Default: `ORG-064`, demande d'examen ou de suivi. */
  code: Code.optional(),
  /** `prevue` planned, `proposee` advised, `objectif` aimed at. Default: `prevue`. */
  intention: z.enum(["prevue", "proposee", "objectif"]).default("prevue"),
  /** Default: `active`. */
  statut: StatutDemande.default("active"),
  /** When. Left out, the date is written as unknown. */
  date: Moment.optional(),
});
/** What the schema of the same name gives. @public */
export interface Demande extends z.infer<typeof Demande> {}

/** A visit, to come or done: FR-Rencontre. @public */
export const Rencontre = z.strictObject({
  /** With whom, what for. */
  libelle: Libelle,
  /** Kind (JDV_HL7_ActEncounterCode_CISIS). Default: `AMB`. */
  type: TypeRencontre.default("AMB"),
  /** `prevue` to come, `realisee` done. Default: `prevue`. */
  etat: z.enum(["prevue", "realisee"]).default("prevue"),
  /** When. Left out, the date is written as unknown. */
  date: Moment.optional(),
  /** JDV_HL7_ActPriority_CISIS. */
  priorite: Priorite.optional(),
  /** With whom. */
  executant: Professionnel.optional(),
  /** Where. */
  lieu: Libelle.optional(),
});
/** What the schema of the same name gives. @public */
export interface Rencontre extends z.infer<typeof Rencontre> {}

/** What is to be done after the stay: section FR-Plan-de-soins. @public */
export const PlanDeSoins = z
  .strictObject({
    /** Advice and particular surveillance, in free text. */
    recommandations: TexteNarratif.optional(),
    /** Procedures to come. */
    actes: z.array(ActePrevu).min(1).max(100).readonly().optional(),
    /** Examinations and follow-up. */
    demandes: z.array(Demande).min(1).max(100).readonly().optional(),
    /** Visits. */
    rencontres: z.array(Rencontre).min(1).max(100).readonly().optional(),
  })
  .refine((plan) => Object.values(plan).some((part) => part !== undefined), {
    error: "plan de soins sans aucun élément (LDL-PLAN-001)",
  });
/** What the schema of the same name gives. @public */
export interface PlanDeSoins extends z.infer<typeof PlanDeSoins> {}
