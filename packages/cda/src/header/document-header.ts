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

/** Fields of the CI-SIS header that every kind of document has, in the order of the header. @internal */
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
  /** The patient. */
  patient: Patient,
  /** Authors, one at least. */
  auteurs: z.array(Auteur).min(1).readonly(),
  /** Who typed the document in. */
  operateurSaisie: OperateurSaisie.optional(),
  /** Who gave information; emergency contact and trusted person among them. */
  informateurs: z.array(Informateur).readonly().optional(),
  /** Structure that keeps the document. */
  conservateur: Conservateur,
  /** Addressees known when the document is made. */
  destinataires: z.array(Destinataire).readonly().optional(),
  /** Legal responsible of the document. */
  responsable: Signataire,
  /** Who else validated the document. */
  valideurs: z.array(Signataire).readonly().optional(),
  /** Other participants: médecin traitant, praticien adresseur, prescripteur… */
  participants: z.array(Participant).readonly().optional(),
  /** Orders that the document answers. */
  prescriptions: z.array(Prescription).readonly().optional(),
  /** Main event that the document reports on: the stay, for a letter. */
  acte: ActePrincipal,
  /** Further acts and diagnoses. */
  actesSecondaires: z.array(ActeSecondaire).readonly().optional(),
  /** Version that this document replaces. */
  remplace: DocumentRemplace.optional(),
  /** Consents attached to the document. */
  consentements: z.array(Consentement).readonly().optional(),
  /** Stay or visit during which the document was made. */
  priseEnCharge: PriseEnCharge,
} as const;

/** The CI-SIS header as a vendor gives it. @public */
export const DocumentHeaderInput = z.strictObject(headerFields);
/** What the schema of the same name gives. @public */
export interface DocumentHeaderInput extends z.infer<typeof DocumentHeaderInput> {}

/** Members of a header that the SDK fills in when they are left out. @public */
export interface HeaderDefaults {
  /** Identifier of this version. */
  readonly id: DocumentId;
  /** Title. */
  readonly titre: string;
  /** When this version was made. */
  readonly creeLe: Instant;
  /** Identifier shared by all versions. */
  readonly setId: DocumentId;
}

/** A document whose header has its defaults filled in. @public */
export type Completed<T extends DocumentHeaderInput> = Omit<T, keyof HeaderDefaults> & HeaderDefaults;

/** The CI-SIS header of a document: as given, with the defaults filled in. @public */
export interface DocumentHeader extends Completed<DocumentHeaderInput> {}
