import {
  Auteur,
  Conservateur,
  ContenuBase64,
  Destinataire,
  DocumentId,
  DocumentRemplace,
  IdentifiantContexte,
  Informateur,
  Participant,
  Prescription,
  Signataire,
} from "@ldl/cda";
import { Code, Instant, Libelle, Moment, Patient, Professionnel, Texte } from "@ldl/domain";
import { z } from "zod";
import { Bloc } from "./bloc.ts";
import { Laboratoire } from "./laboratoire.ts";

/** Part of a chapter, with its own results. @public */
export const SousChapitre = z.strictObject({
  /** LOINC code. */
  code: Code,
  titre: Libelle.optional(),
  bloc: Bloc,
});
export interface SousChapitre extends z.infer<typeof SousChapitre> {}

/** A discipline of the report: results of its own, or sub-chapters. @public */
export const Chapitre = z
  .strictObject({
    /** Chapter code of « Circuit de la biologie ». */
    code: Code,
    titre: Libelle.optional(),
    bloc: Bloc.optional(),
    sousChapitres: z.array(SousChapitre).min(1).readonly().optional(),
  })
  .refine((chapitre) => (chapitre.bloc === undefined) !== (chapitre.sousChapitres === undefined), {
    error: "un bloc de résultats ou des sous-chapitres, pas les deux (LDL-BIO-CHAPITRE)",
  });
export interface Chapitre extends z.infer<typeof Chapitre> {}

/** A report of another laboratory, joined as a PDF. @public */
export const SecondeIntention = z.strictObject({ titre: Libelle, date: Moment.optional(), base64: ContenuBase64 });
export interface SecondeIntention extends z.infer<typeof SecondeIntention> {}

/** A comment on the whole report: non-conformity, conclusion. @public */
export const CommentaireGeneral = z.strictObject({ titre: Libelle, texte: Texte });
export interface CommentaireGeneral extends z.infer<typeof CommentaireGeneral> {}

/** Who prescribed, and when. @public */
export const Prescripteur = z.strictObject({ date: Moment.optional(), professionnel: Professionnel });
export interface Prescripteur extends z.infer<typeof Prescripteur> {}

/** Who took the specimens, and when. @public */
export const Preleveur = z.strictObject({ date: Moment, professionnel: Professionnel });
export interface Preleveur extends z.infer<typeof Preleveur> {}

/**
 * A biology report as plain JSON: who, for whom, by whom, then the results by chapter.
 *
 * @remarks CI-SIS, volet Compte rendu d'examens de biologie médicale 2024.01.
 * @public
 */
export const LabReport = z.strictObject({
  /** Identifier of this version. Default: a new OID. */
  id: DocumentId.optional(),
  /** Identifier shared by all versions. Default: a new OID. */
  setId: DocumentId.optional(),
  version: z.int().positive().default(1),
  /** Version that this one replaces: a completion or a correction is a complete report. */
  remplace: DocumentRemplace.optional(),
  /** When this version was made. Default: now. */
  creeLe: Instant.optional(),
  confidentialite: z.enum(["N", "R", "V"]).default("N"),
  /** `final`, or `partiel` while results are awaited. */
  statut: z.enum(["final", "partiel"]),
  patient: Patient,
  laboratoire: Laboratoire,
  /** Director of the laboratory. */
  directeur: Professionnel,
  /** Biologist responsible for the report: signs it. */
  biologisteResponsable: Signataire,
  /** Authors. Default: the responsible biologist. */
  auteurs: z.array(Auteur).min(1).readonly().optional(),
  /** Biologists who validated. */
  valideurs: z.array(Signataire).readonly().optional(),
  /** Structure that keeps the report. Default: the laboratory. */
  conservateur: Conservateur.optional(),
  destinataires: z.array(Destinataire).readonly().optional(),
  informateurs: z.array(Informateur).readonly().optional(),
  prescripteur: Prescripteur.optional(),
  preleveurs: z.array(Preleveur).readonly().optional(),
  /** Médecin traitant. */
  medecinTraitant: Professionnel.optional(),
  /** Other participants of the header. */
  autresParticipants: z.array(Participant).readonly().optional(),
  /** Orders that the report answers. */
  prescriptions: z.array(Prescription).readonly().optional(),
  /** Number of the request in the laboratory. */
  dossier: IdentifiantContexte.optional(),
  /** Reception of the request or of the specimens. */
  recuLe: Moment,
  /** Release of the final report. */
  renduLe: Moment.optional(),
  /** Stay or visit. */
  priseEnCharge: z
    .strictObject({
      ids: z.array(IdentifiantContexte).readonly().optional(),
      /** JDV_J142_TypeRencontre. */
      type: Code.optional(),
      debut: Instant,
      fin: Instant.optional(),
    })
    .optional(),
  chapitres: z.array(Chapitre).min(1).max(40).readonly(),
  secondeIntention: z.array(SecondeIntention).readonly().optional(),
  commentaires: z.array(CommentaireGeneral).readonly().optional(),
  /** The report as a PDF/A-1, due since 2024.01. Default: rendered by the SDK. */
  copiePdf: z.strictObject({ base64: ContenuBase64 }).optional(),
});
/** A report that was parsed: defaults filled in. @public */
export interface LabReport extends z.infer<typeof LabReport> {}
/** A report as a vendor gives it. @public */
export interface LabReportInput extends z.input<typeof LabReport> {}
