import { z } from "zod";
import { Instant } from "../time/instant.ts";

/** Pseudonymous or technical key: never an INS, an IPP, a name or a mail address in clear. @public */
export const EventKey = z.string().min(1).max(128);

const base = {
  /** Unique identifier of the event (UUID); the same id received twice is ignored. */
  eventId: z.uuid(),
  /** Version of this model. */
  schema: z.literal("ldl-event/1").default("ldl-event/1"),
  /** When it happened, in business time, with offset. */
  occurredAt: Instant,
  /** When it was recorded; set by the store when absent. */
  recordedAt: Instant.optional(),
};

/** Field of care of a stay; `SMR` is the name of `SSR` in today's texts and counts as `SSR`. @public */
export const StayField = z.enum(["MCO", "SSR", "SMR", "PSY", "HAD", "USLD", "OTHER"]);
/** What the schema of the same name gives. @public */
export type StayField = z.infer<typeof StayField>;

/** Mode of a stay: HC hospitalisation complète, HP partielle. @public */
export const StayMode = z.enum(["HC", "HP", "SEANCE", "URGENCE", "EXTERNE"]);
/** What the schema of the same name gives. @public */
export type StayMode = z.infer<typeof StayMode>;

/** Kind of exchanged document. @public */
export const DocumentKind = z.enum(["LDL-SES", "LDL-EES", "CR-BIO", "OTHER"]);
/** What the schema of the same name gives. @public */
export type DocumentKind = z.infer<typeof DocumentKind>;

const stay = {
  /** Pseudonymous key of the stay. */
  stayKey: EventKey,
  /** Establishment: FINESS ET or the vendor's own key. */
  entityId: EventKey,
  /** Field of care. */
  field: StayField,
  /** Mode of the stay. */
  mode: StayMode,
  /** Admission. */
  admittedAt: Instant.optional(),
  /** How the stay ended. */
  dischargeMode: z.enum(["home", "transfer", "death", "other"]).optional(),
  /** Ward. */
  unit: z.string().max(64).optional(),
};

/** The patient left the establishment; `occurredAt` is the discharge. @public */
export const StayDischarged = z.strictObject({ ...base, type: z.literal("stay.discharged"), ...stay });
/** What the schema of the same name gives. @public */
export interface StayDischarged extends z.infer<typeof StayDischarged> {}

/** A stay's facts were corrected (or the stay is known before its discharge). @public */
export const StayUpdated = z.strictObject({
  ...base,
  type: z.literal("stay.updated"),
  ...stay,
  /** Discharge, when it is known. */
  dischargedAt: Instant.optional(),
});
/** What the schema of the same name gives. @public */
export interface StayUpdated extends z.infer<typeof StayUpdated> {}

/** The stay never happened. @public */
export const StayCancelled = z.strictObject({ ...base, type: z.literal("stay.cancelled"), stayKey: EventKey });
/** What the schema of the same name gives. @public */
export interface StayCancelled extends z.infer<typeof StayCancelled> {}

/** A version of a document was validated in the producing software. @public */
export const DocumentProduced = z.strictObject({
  ...base,
  type: z.literal("document.produced"),
  /** CDA id: `root` or `root^extension` (hashed when the extension may carry a patient or stay number). */
  documentId: EventKey,
  /** CDA setId, shared by all versions. */
  lineageKey: EventKey,
  /** Version number. */
  version: z.int().positive().default(1),
  /** CDA id of the version that this one replaces. */
  replacesId: EventKey.optional(),
  /** Establishment or laboratory. */
  entityId: EventKey,
  /** Stay that the letter reports on. */
  stayKey: EventKey.optional(),
  /** Kind of document. */
  docType: DocumentKind,
  /** CDA level. */
  cdaLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Whether a validation found the document conformant; absent when nothing checked it. */
  conformant: z.boolean().optional(),
  /** Model and version it was checked against, for example `LDL-SES_2022.01`. */
  conformanceModel: z.string().max(64).optional(),
  /** Software that produced it: hospital record, laboratory system, practice software. */
  producer: z.enum(["DPI", "SGL", "LGC", "OTHER"]),
  /** For a biology report: sent to a prescriber, or from laboratory to laboratory. */
  purpose: z.enum(["prescriber", "interLab"]).default("prescriber"),
  /** For a biology report: final or partial. */
  final: z.boolean().optional(),
  /** Code of the section « Statut du document ». */
  documentStatus: z.string().max(64).optional(),
  /** Producing software. */
  software: z.strictObject({ name: z.string().max(64), version: z.string().max(32) }).optional(),
});
/** What the schema of the same name gives. @public */
export interface DocumentProduced extends z.infer<typeof DocumentProduced> {}

/** A document was checked. @public */
export const DocumentValidated = z.strictObject({
  ...base,
  type: z.literal("document.validated"),
  documentId: EventKey,
  /** Verdict. */
  conformant: z.boolean(),
  /** Rule sets and version that gave it. */
  conformanceModel: z.string().max(64),
  /** Number of findings of severity error. */
  errors: z.int().nonnegative(),
});
/** What the schema of the same name gives. @public */
export interface DocumentValidated extends z.infer<typeof DocumentValidated> {}

/** A version was nullified (wrong patient…). @public */
export const DocumentCancelled = z.strictObject({
  ...base,
  type: z.literal("document.cancelled"),
  documentId: EventKey,
  /** Why. */
  reasonCode: z.string().max(64).optional(),
});
/** What the schema of the same name gives. @public */
export interface DocumentCancelled extends z.infer<typeof DocumentCancelled> {}

/** The letter was given to the patient or to the trusted person. @public */
export const DocumentHandedOver = z.strictObject({
  ...base,
  type: z.literal("document.handedOver"),
  lineageKey: EventKey,
  stayKey: EventKey.optional(),
  /** To whom. */
  to: z.enum(["patient", "trustedPerson", "representative"]),
});
/** What the schema of the same name gives. @public */
export interface DocumentHandedOver extends z.infer<typeof DocumentHandedOver> {}

const transmission = {
  /** One transmission = one document to one recipient. */
  transmissionId: EventKey,
};

/** A document was handed to the MSSanté operator for one recipient. @public */
export const TransmissionSubmitted = z.strictObject({
  ...base,
  type: z.literal("transmission.submitted"),
  ...transmission,
  documentId: EventKey,
  /** Message-ID of the mail. */
  messageId: z.string().min(1).max(255),
  /** Only `MSSANTE` counts for the indicators. */
  channel: z.enum(["MSSANTE", "APICRYPT", "OTHER"]),
  /** Software that sent it. */
  origin: z.enum(["DPI", "SGL", "LGC", "WEBMAIL"]),
  /** Pseudonymous key of the recipient. */
  recipientKey: EventKey,
  /** Kind of mailbox. */
  recipientKind: z.enum(["PER", "ORG", "APP", "CAB", "PATIENT", "OTHER"]),
  /** Part of the recipient in the patient's care. */
  recipientRole: z.enum(["attending", "referring", "prescriber", "other"]).optional(),
  /** The recipient's mailbox is in the sender's own domain: no exchange with the outside. */
  ownDomain: z.boolean().optional(),
});
/** What the schema of the same name gives. @public */
export interface TransmissionSubmitted extends z.infer<typeof TransmissionSubmitted> {}

/** The operator took charge (SMTP 2xx after DATA). @public */
export const TransmissionAccepted = z.strictObject({
  ...base,
  type: z.literal("transmission.accepted"),
  ...transmission,
});
/** What the schema of the same name gives. @public */
export interface TransmissionAccepted extends z.infer<typeof TransmissionAccepted> {}

/** Refused at submission, or bounced later. @public */
export const TransmissionFailed = z.strictObject({
  ...base,
  type: z.literal("transmission.failed"),
  ...transmission,
  /** Document concerned, when the failure came before anything was submitted (no address found…). */
  documentId: EventKey.optional(),
  /** SMTP code, enhanced status or SDK code; `NO_ADDRESS` when no MSSanté address was found. */
  code: z.string().min(1).max(64),
  /** False when a later attempt may succeed. */
  permanent: z.boolean().default(true),
});
/** What the schema of the same name gives. @public */
export interface TransmissionFailed extends z.infer<typeof TransmissionFailed> {}

/** A delivery status notification said `delivered`. @public */
export const TransmissionDelivered = z.strictObject({
  ...base,
  type: z.literal("transmission.delivered"),
  ...transmission,
});
/** What the schema of the same name gives. @public */
export interface TransmissionDelivered extends z.infer<typeof TransmissionDelivered> {}

/** The recipient's software answered with an MDN. @public */
export const TransmissionAcknowledged = z.strictObject({
  ...base,
  type: z.literal("transmission.acknowledged"),
  ...transmission,
  /** Disposition of the MDN. */
  disposition: z.enum(["displayed", "processed", "dispatched", "deleted"]),
  /** Integration error code (for example 902) when the disposition carries one. */
  error: z.string().max(64).optional(),
});
/** What the schema of the same name gives. @public */
export interface TransmissionAcknowledged extends z.infer<typeof TransmissionAcknowledged> {}

/** The DMP accepted the document. @public */
export const DmpSubmitted = z.strictObject({ ...base, type: z.literal("dmp.submitted"), documentId: EventKey });
/** What the schema of the same name gives. @public */
export interface DmpSubmitted extends z.infer<typeof DmpSubmitted> {}

/** The DMP refused the document, or it could not be sent. @public */
export const DmpFailed = z.strictObject({
  ...base,
  type: z.literal("dmp.failed"),
  documentId: EventKey,
  /** DMP, XDS or SDK code. */
  code: z.string().min(1).max(64),
  /** The patient has an open DMP. */
  dmpExists: z.boolean().optional(),
});
/** What the schema of the same name gives. @public */
export interface DmpFailed extends z.infer<typeof DmpFailed> {}

/** The document was removed from the DMP. @public */
export const DmpDeleted = z.strictObject({ ...base, type: z.literal("dmp.deleted"), documentId: EventKey });
/** What the schema of the same name gives. @public */
export interface DmpDeleted extends z.infer<typeof DmpDeleted> {}

/** The patient objected to a sending or to a deposit. @public */
export const PatientObjected = z.strictObject({
  ...base,
  type: z.literal("patient.objected"),
  stayKey: EventKey.optional(),
  documentId: EventKey.optional(),
  /** What the objection is about. */
  scope: z.enum(["MSS", "DMP"]),
});
/** What the schema of the same name gives. @public */
export interface PatientObjected extends z.infer<typeof PatientObjected> {}

/** A person declared the activity of an establishment or laboratory (denominators). @public */
export const ActivityDeclared = z.strictObject({
  ...base,
  type: z.literal("activity.declared"),
  entityId: EventKey,
  /** Source of the figures, for example `SAE 2014`. */
  source: z.string().min(1).max(40),
  /** Year of the figures. */
  year: z.int().min(1990).max(2100),
  /** Figures by field and mode. `venue` marks days of attendance, which are no stays. */
  stays: z
    .array(
      z.strictObject({
        field: StayField,
        mode: StayMode,
        count: z.int().nonnegative(),
        unit: z.enum(["stay", "venue"]).default("stay"),
      }),
    )
    .optional(),
  /** Yearly activity of a laboratory, in B. */
  bAnnual: z.int().nonnegative().optional(),
});
/** What the schema of the same name gives. @public */
export interface ActivityDeclared extends z.infer<typeof ActivityDeclared> {}

/**
 * Any event of the exchange: what packages hand to `onEvent` and what the indicators are counted from.
 *
 * @public
 */
export const ExchangeEvent = z.discriminatedUnion("type", [
  StayDischarged,
  StayUpdated,
  StayCancelled,
  DocumentProduced,
  DocumentValidated,
  DocumentCancelled,
  DocumentHandedOver,
  TransmissionSubmitted,
  TransmissionAccepted,
  TransmissionFailed,
  TransmissionDelivered,
  TransmissionAcknowledged,
  DmpSubmitted,
  DmpFailed,
  DmpDeleted,
  PatientObjected,
  ActivityDeclared,
]);
/** What the schema of the same name gives. @public */
export type ExchangeEvent = z.infer<typeof ExchangeEvent>;

/** Receives events as they happen; must not throw. @public */
export type OnEvent = (event: ExchangeEvent) => void;
