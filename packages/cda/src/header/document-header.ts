import { Instant, Libelle, Patient } from "@ldl/domain";
import { z } from "zod";
import {
  ActePrincipal,
  ActeSecondaire,
  Consentement,
  DocumentRemplace,
  Prescription,
  PriseEnCharge,
} from "./contexte.ts";
import { DocumentId } from "./document-id.ts";
import {
  Auteur,
  Conservateur,
  Destinataire,
  Informateur,
  OperateurSaisie,
  Participant,
  Signataire,
} from "./intervenants.ts";

/** Fields of the CI-SIS header that every kind of document has, in the order of the header. */
export const headerFields = {
  /** Identifier of this version. Default: a new OID. */
  id: DocumentId.optional(),
  /** Title. Default: the one of the kind of document. */
  titre: Libelle.optional(),
  /** When this version was made. Default: now. */
  creeLe: Instant.optional(),
  /** HL7 confidentiality. Default: `N`. */
  confidentialite: z.enum(["L", "M", "N", "R", "U", "V"]).default("N"),
  /** Language. Default: `fr-FR`. */
  langue: z
    .string()
    .regex(/^[a-z]{2}-[A-Z]{2}$/, { error: "langue attendue : fr-FR (LDL-H-LANGUE)" })
    .default("fr-FR"),
  /** Identifier shared by all versions. Default: a new OID. */
  setId: DocumentId.optional(),
  /** Version, from 1. Default: 1. */
  version: z.int().positive().default(1),
  patient: Patient,
  auteurs: z.array(Auteur).min(1).readonly(),
  operateurSaisie: OperateurSaisie.optional(),
  informateurs: z.array(Informateur).readonly().optional(),
  conservateur: Conservateur,
  destinataires: z.array(Destinataire).readonly().optional(),
  /** Legal responsible of the document. */
  responsable: Signataire,
  valideurs: z.array(Signataire).readonly().optional(),
  participants: z.array(Participant).readonly().optional(),
  prescriptions: z.array(Prescription).readonly().optional(),
  acte: ActePrincipal,
  actesSecondaires: z.array(ActeSecondaire).readonly().optional(),
  remplace: DocumentRemplace.optional(),
  consentements: z.array(Consentement).readonly().optional(),
  priseEnCharge: PriseEnCharge,
} as const;

/** The CI-SIS header as a vendor gives it. @public */
export const DocumentHeaderInput = z.strictObject(headerFields);
export interface DocumentHeaderInput extends z.infer<typeof DocumentHeaderInput> {}

/** The CI-SIS header of a document: as given, with the defaults filled in. @public */
export interface DocumentHeader extends DocumentHeaderInput {
  readonly id: DocumentId;
  readonly titre: string;
  readonly creeLe: Instant;
  readonly setId: DocumentId;
}
