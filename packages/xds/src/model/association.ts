import { Libelle } from "@ldl/domain";
import { z } from "zod";
import { RegistryId } from "./identifiers.ts";

/**
 * Kind of link between two objects.
 *
 * `HasMember` set to document, `RPLC` new document to the one it replaces, `APND` and `XFRM` addendum and transformation,
 * `signs` signature to set, `UpdateAvailabilityStatus` and `SubmitAssociation` of metadata updates.
 *
 * @public
 */
export const AssociationType = z.enum([
  "HasMember",
  "RPLC",
  "APND",
  "XFRM",
  "XFRM_RPLC",
  "signs",
  "UpdateAvailabilityStatus",
  "SubmitAssociation",
]);
/** What the schema of the same name gives. @public */
export type AssociationType = z.infer<typeof AssociationType>;

/**
 * Link between two objects of a submission, or to an entry of a registry.
 *
 * @remarks IHE ITI TF-3 §4.2.2.
 * @public
 */
export const Association = z.strictObject({
  /** Identifier of the link; any name that no other object of the message has. */
  id: RegistryId,
  /** Kind of link. */
  type: AssociationType,
  /** Where the link starts. */
  source: RegistryId,
  /** Where it ends: an object of the message, or the entryUUID of one of a registry. */
  target: RegistryId,
  /** `Original` when the set brings the document, `Reference` when it only cites it. */
  submissionSetStatus: z.enum(["Original", "Reference"]).optional(),
  /** Version of the entry that a metadata update starts from. */
  previousVersion: Libelle.optional(),
  /** Status before an `UpdateAvailabilityStatus`, a URN. */
  originalStatus: Libelle.optional(),
  /** Status after an `UpdateAvailabilityStatus`, a URN. */
  newStatus: Libelle.optional(),
  /** Status of the link, a URN; given by the registry. */
  availabilityStatus: Libelle.optional(),
});
/** What the schema of the same name gives. @public */
export interface Association extends z.infer<typeof Association> {}
