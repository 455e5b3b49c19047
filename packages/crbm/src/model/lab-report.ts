import {
  Auteur,
  Conservateur,
  CopiePdf,
  Destinataire,
  DocumentId,
  DocumentRemplace,
  IdentifiantContexte,
  Informateur,
  Participant,
  Prescription,
  PriseEnCharge,
  Signataire,
} from "@ldl/cda";
import { Code, Instant, Moment, Patient, Professionnel } from "@ldl/domain";
import { z } from "zod";
import { Chapitre, CommentaireGeneral, SecondeIntention } from "./chapitre.ts";
import { RaisonExamen, Vaccination } from "./contexte-depistage.ts";
import { Laboratoire, ProfessionnelDuLaboratoire } from "./laboratoire.ts";

/** Who prescribed, and when. @public */
export const Prescripteur = z.strictObject({
  /** Date of the prescription. */
  date: Moment.optional(),
  /** Who prescribed. */
  professionnel: Professionnel,
});
/** What the schema of the same name gives. @public */
export interface Prescripteur extends z.infer<typeof Prescripteur> {}

/** Who took the specimens, and when. @public */
export const Preleveur = z.strictObject({
  /** When. */
  date: Moment,
  /** Who. */
  professionnel: Professionnel,
});
/** What the schema of the same name gives. @public */
export interface Preleveur extends z.infer<typeof Preleveur> {}

/** Stay or visit during which the report was made. @public */
export const PriseEnChargeBiologie = z.strictObject({
  /** Numbers in the establishment. */
  ids: z.array(IdentifiantContexte).min(1).readonly().optional(),
  /** JDV_J142_TypeRencontre. Default: `AMB`. */
  type: Code.optional(),
  /** Start. Default: reception at the laboratory. */
  debut: Instant.optional(),
  /** End. */
  fin: Instant.optional(),
  /** Where. Default: activity sector `SA25`, « Laboratoire de biologie médicale ». */
  lieu: PriseEnCharge.shape.lieu.optional(),
});
/** What the schema of the same name gives. @public */
export interface PriseEnChargeBiologie extends z.infer<typeof PriseEnChargeBiologie> {}

const labReportShape = {
  /** Identifier of this version. Default: a new OID. */
  id: DocumentId.optional(),
  /** Identifier shared by all versions. Default: a new OID. */
  setId: DocumentId.optional(),
  /** Version, from 1. Default: 1. */
  version: z.int().positive().default(1),
  /** Version that this one replaces: a completion or a correction is a complete report. */
  remplace: DocumentRemplace.optional(),
  /** When this version was made. Default: now. */
  creeLe: Instant.optional(),
  /** HL7 confidentiality. Default: `N`. */
  confidentialite: z.enum(["L", "M", "N", "R", "U", "V"]).default("N"),
  /** `final`, or `partiel` while results are awaited. */
  statut: z.enum(["final", "partiel"]),
  /** The patient. */
  patient: Patient,
  /** Laboratory that answers the request. */
  laboratoire: Laboratoire,
  /** Director of the laboratory. Addresses and telecoms default to those of the laboratory. */
  directeur: ProfessionnelDuLaboratoire,
  /** Biologist responsible for the report: signs it. */
  biologisteResponsable: Signataire,
  /** Authors. Default: the responsible biologist. */
  auteurs: z.array(Auteur).min(1).readonly().optional(),
  /** Biologists who validated. Addresses and telecoms default to those of the laboratory. */
  valideurs: z.array(Signataire).min(1).readonly().optional(),
  /** Structure that keeps the report. Default: the laboratory. */
  conservateur: Conservateur.optional(),
  /** Addressees. */
  destinataires: z.array(Destinataire).min(1).readonly().optional(),
  /** Who gave information. */
  informateurs: z.array(Informateur).min(1).readonly().optional(),
  /** Who prescribed. */
  prescripteur: Prescripteur.optional(),
  /** Who took the specimens. */
  preleveurs: z.array(Preleveur).min(1).readonly().optional(),
  /** Médecin traitant. */
  medecinTraitant: Professionnel.optional(),
  /** Other participants of the header. */
  autresParticipants: z.array(Participant).min(1).readonly().optional(),
  /** Orders that the report answers. */
  prescriptions: z.array(Prescription).min(1).readonly().optional(),
  /** Number of the request in the laboratory. */
  dossier: IdentifiantContexte.optional(),
  /** Reception of the request or of the specimens. */
  recuLe: Moment,
  /** Release of the final report. */
  renduLe: Moment.optional(),
  /** Stay or visit. */
  priseEnCharge: PriseEnChargeBiologie.optional(),
  /** Why a screening test was made. */
  raisonExamen: RaisonExamen.optional(),
  /** Results, by chapter. */
  chapitres: z.array(Chapitre).min(1).max(40).readonly(),
  /** Reports of other laboratories, as PDF. */
  secondeIntention: z.array(SecondeIntention).min(1).readonly().optional(),
  /** Vaccinations that matter for the results. */
  vaccinations: z.array(Vaccination).min(1).readonly().optional(),
  /** Comments on the whole report. */
  commentaires: z.array(CommentaireGeneral).min(1).readonly().optional(),
  /** The report as a PDF/A-1, due since 2024.01. Default: rendered by the SDK. */
  copiePdf: CopiePdf.optional(),
};

/** Type of the schema {@link LabReport}. @public */
export interface LabReportSchema extends z.ZodObject<typeof labReportShape, z.core.$strict> {}

/**
 * A biology report as plain JSON: who, for whom, by whom, then the results by chapter.
 *
 * @remarks CI-SIS, volet Compte rendu d'examens de biologie médicale 2024.01.
 * @public
 */
export const LabReport: LabReportSchema = z.strictObject(labReportShape);
/** A report that was parsed: defaults filled in. @public */
export interface LabReport extends z.infer<typeof LabReport> {}
/** A report as a vendor gives it. @public */
export interface LabReportInput extends z.input<typeof LabReport> {}
