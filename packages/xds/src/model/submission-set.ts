import { Libelle, Oid, Texte } from "@ldl/domain";
import { z } from "zod";
import { Author } from "./author.ts";
import { CodedValue } from "./coded-value.ts";
import { OtherClassification, OtherSlot } from "./document-entry.ts";
import { Dtm } from "./dtm.ts";
import { Cx, Xcn, Xon, Xtn } from "./hl7-types.ts";
import { RegistryId, UniqueId } from "./identifiers.ts";

/**
 * Addressee of a submission set: `XON|XCN|XTN`, one part at least.
 *
 * @remarks IHE ITI TF-3 §4.2.3.3.7.
 * @public
 */
export const IntendedRecipient = z
  .strictObject({
    /** Structure. */
    organisation: Xon.optional(),
    /** Person. */
    personne: Xcn.optional(),
    /** Mail address. */
    telecom: Xtn.optional(),
  })
  .refine((recipient) => Object.values(recipient).some((part) => part !== undefined), {
    error: "structure, personne ou adresse attendue (LDL-XDS-RECIPIENT)",
  });
/** What the schema of the same name gives. @public */
export interface IntendedRecipient extends z.infer<typeof IntendedRecipient> {}

const fields = {
  /** entryUUID, or a symbolic name inside one message. */
  id: RegistryId,
  /** Status of the set, a URN; given by the registry. */
  availabilityStatus: Libelle.optional(),
  /** Community that holds the set; not used in France. */
  homeCommunityId: Libelle.optional(),
  /** Identifier of the set. */
  uniqueId: UniqueId,
  /** OID of the system that sends the set. */
  sourceId: Oid,
  /** Patient of all the documents. */
  patientId: Cx,
  /** When the set was made. */
  submissionTime: Dtm,
  /** Person or system that sends the set: from the sending context, not from the documents. */
  authors: z.array(Author).min(1).readonly(),
  /** Kind of activity (JDV_J03, or JDV_J59 for the DMP). */
  contentTypeCode: CodedValue,
  /** Title of the set. */
  titre: Libelle.optional(),
  /** Comments. */
  commentaire: Texte.max(1024, { error: "commentaire de 1 024 caractères au plus (LDL-XDS-LONG)" }).optional(),
  /** Addressees. Not used by the DMP. */
  intendedRecipients: z.array(IntendedRecipient).min(1).readonly().optional(),
} as const;

/**
 * Metadata of a submission set (lot de soumission), complete by French rules.
 *
 * @remarks IHE ITI TF-3 §4.2.3.3.
 * @public
 */
export const SubmissionSet = z.strictObject(fields);
/** What the schema of the same name gives. @public */
export interface SubmissionSet extends z.infer<typeof SubmissionSet> {}

/** Metadata of a submission set as received: anything but the identifier may be missing. @public */
export const ReceivedSubmissionSet = z
  .object(fields)
  .partial()
  .extend({
    id: RegistryId,
    /** Slots that no field names. */
    otherSlots: z.array(OtherSlot).min(1).readonly().optional(),
    /** Classifications that no field names. */
    otherClassifications: z.array(OtherClassification).min(1).readonly().optional(),
  });
/** What the schema of the same name gives. @public */
export interface ReceivedSubmissionSet extends z.infer<typeof ReceivedSubmissionSet> {}
