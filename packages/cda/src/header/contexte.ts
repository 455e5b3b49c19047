import { Adresse, Code, Instant, Libelle, LocalIdentifier, Moment, Oid, Professionnel } from "@ldl/domain";
import { z } from "zod";
import { DocumentId } from "./document-id.ts";

/** Identifier of an act or a stay: the value may be missing. @public */
export const IdentifiantContexte = z.strictObject({
  /** OID of who gives the identifier. */
  racine: Oid,
  /** The identifier; left out when the OID alone identifies. */
  valeur: z.string().min(1).max(64).optional(),
});
/** What the schema of the same name gives. @public */
export interface IdentifiantContexte extends z.infer<typeof IdentifiantContexte> {}

/** Who performed the act; the organisation and its care setting (JDV_J04) are due. @public */
export const Executant = z.strictObject({
  /** When the act ended, or the sample was taken. */
  date: Moment.optional(),
  /** Part played (JDV_J47_FunctionCode). */
  fonction: Code.optional(),
  /** Who; organisation and care setting are due. */
  professionnel: Professionnel,
});
/** What the schema of the same name gives. @public */
export interface Executant extends z.infer<typeof Executant> {}

/** Main event that the document reports on (first `documentationOf`). @public */
export const ActePrincipal = z.strictObject({
  /** Numbers in the establishment. */
  ids: z.array(IdentifiantContexte).readonly().optional(),
  /** What it was; for a letter, `IMP` by default. */
  code: Code.optional(),
  /** Biology only: `completed` final report, `active` partial report. */
  statut: z.enum(["completed", "active"]).optional(),
  /** When it began: admission, for a stay. */
  debut: Moment,
  /** When it ended: discharge or death, for a stay. */
  fin: Moment.optional(),
  /** Who performed it. */
  executant: Executant,
});
/** What the schema of the same name gives. @public */
export interface ActePrincipal extends z.infer<typeof ActePrincipal> {}

/** Further act or diagnosis. @public */
export const ActeSecondaire = z.strictObject({
  /** Numbers in the establishment. */
  ids: z.array(IdentifiantContexte).readonly().optional(),
  /** Code. */
  code: Code,
  /** Biology only: `completed` or `active`. */
  statut: z.enum(["completed", "active"]).optional(),
  /** Start. */
  debut: Moment.optional(),
  /** End. */
  fin: Moment.optional(),
  /** Who performed it. */
  executant: Executant.optional(),
});
/** What the schema of the same name gives. @public */
export interface ActeSecondaire extends z.infer<typeof ActeSecondaire> {}

/** Version that this document replaces. @public */
export const DocumentRemplace = z.strictObject({
  /** Identifier of that version. */
  id: DocumentId,
  /** Its number. */
  version: z.int().positive().optional(),
});
/** What the schema of the same name gives. @public */
export interface DocumentRemplace extends z.infer<typeof DocumentRemplace> {}

/** Order that the document answers. @public */
export const Prescription = z.strictObject({
  /** Number of the order. */
  id: LocalIdentifier,
  /** Code. */
  code: Code.optional(),
  /** Accession number (imaging). */
  accession: LocalIdentifier.optional(),
});
/** What the schema of the same name gives. @public */
export interface Prescription extends z.infer<typeof Prescription> {}

/** Consent attached to the document. @public */
export const Consentement = z.strictObject({
  /** Numbers of the consent. */
  ids: z.array(LocalIdentifier).readonly().optional(),
  /** What is agreed to, for example LOINC 64292-6. */
  code: Code,
});
/** What the schema of the same name gives. @public */
export interface Consentement extends z.infer<typeof Consentement> {}

/** Stay or visit during which the document was made (`componentOf`). @public */
export const PriseEnCharge = z.strictObject({
  /** Numbers in the establishment. */
  ids: z.array(IdentifiantContexte).readonly().optional(),
  /** JDV_J142_TypeRencontre. */
  type: Code.optional(),
  /** Admission. */
  debut: Instant.optional(),
  /** Discharge. */
  fin: Instant.optional(),
  /** Way of leaving (system 1.2.250.1.213.2.14). */
  modaliteSortie: Code.optional(),
  /** Who is in charge of the stay. */
  responsable: Professionnel.optional(),
  /** Who else took part in the stay. */
  participants: z
    .array(
      z.strictObject({
        /** JDV_J140_EncounterParticipationType, but `RESP`, which the XML Schema of CDA refuses here. */
        type: z.enum(["ADM", "ATND", "CON", "DIS", "REF"]),
        /** Start. */
        debut: Moment.optional(),
        /** End. */
        fin: Moment.optional(),
        /** The professional. */
        professionnel: Professionnel,
      }),
    )
    .readonly()
    .optional(),
  /** Where. */
  lieu: z.strictObject({
    /** Activity sector (JDV_J02_XdsHealthcareFacilityTypeCode). */
    secteur: Code,
    /** Name. */
    nom: Libelle.optional(),
    /** Address. */
    adresse: Adresse.optional(),
  }),
});
/** What the schema of the same name gives. @public */
export interface PriseEnCharge extends z.infer<typeof PriseEnCharge> {}
