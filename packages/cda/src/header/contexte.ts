import { Adresse, Code, Instant, Libelle, LocalIdentifier, Moment, Oid, Professionnel } from "@ldl/domain";
import { z } from "zod";
import { DocumentId } from "./document-id.ts";

/** Identifier of an act or a stay: the value may be missing. @public */
export const IdentifiantContexte = z.strictObject({ racine: Oid, valeur: z.string().min(1).max(64).optional() });
export interface IdentifiantContexte extends z.infer<typeof IdentifiantContexte> {}

/** Who performed the act; the organisation and its care setting (JDV_J04) are due. @public */
export const Executant = z.strictObject({
  date: Moment.optional(),
  fonction: Code.optional(),
  professionnel: Professionnel,
});
export interface Executant extends z.infer<typeof Executant> {}

/** Main event that the document reports on (first `documentationOf`). @public */
export const ActePrincipal = z.strictObject({
  ids: z.array(IdentifiantContexte).readonly().optional(),
  code: Code.optional(),
  /** Biology only: `completed` final report, `active` partial report. */
  statut: z.enum(["completed", "active"]).optional(),
  debut: Moment,
  fin: Moment.optional(),
  executant: Executant,
});
export interface ActePrincipal extends z.infer<typeof ActePrincipal> {}

/** Further act or diagnosis. @public */
export const ActeSecondaire = z.strictObject({
  ids: z.array(IdentifiantContexte).readonly().optional(),
  code: Code,
  statut: z.enum(["completed", "active"]).optional(),
  debut: Moment.optional(),
  fin: Moment.optional(),
  executant: Executant.optional(),
});
export interface ActeSecondaire extends z.infer<typeof ActeSecondaire> {}

/** Version that this document replaces. @public */
export const DocumentRemplace = z.strictObject({ id: DocumentId, version: z.int().positive().optional() });
export interface DocumentRemplace extends z.infer<typeof DocumentRemplace> {}

/** Order that the document answers. @public */
export const Prescription = z.strictObject({
  id: LocalIdentifier,
  code: Code.optional(),
  /** Accession number (imaging). */
  accession: LocalIdentifier.optional(),
});
export interface Prescription extends z.infer<typeof Prescription> {}

/** Consent attached to the document. @public */
export const Consentement = z.strictObject({ ids: z.array(LocalIdentifier).readonly().optional(), code: Code });
export interface Consentement extends z.infer<typeof Consentement> {}

/** Stay or visit during which the document was made (`componentOf`). @public */
export const PriseEnCharge = z.strictObject({
  ids: z.array(IdentifiantContexte).readonly().optional(),
  /** JDV_J142_TypeRencontre. */
  type: Code.optional(),
  debut: Instant.optional(),
  fin: Instant.optional(),
  /** Way of leaving (system 1.2.250.1.213.2.14). */
  modaliteSortie: Code.optional(),
  responsable: Professionnel.optional(),
  participants: z
    .array(
      z.strictObject({
        /** JDV_J140_EncounterParticipationType, but `RESP`, which the XML Schema of CDA refuses here. */
        type: z.enum(["ADM", "ATND", "CON", "DIS", "REF"]),
        debut: Moment.optional(),
        fin: Moment.optional(),
        professionnel: Professionnel,
      }),
    )
    .readonly()
    .optional(),
  /** Where. */
  lieu: z.strictObject({
    /** Activity sector (JDV_J02_XdsHealthcareFacilityTypeCode). */
    secteur: Code,
    nom: Libelle.optional(),
    adresse: Adresse.optional(),
  }),
});
export interface PriseEnCharge extends z.infer<typeof PriseEnCharge> {}
