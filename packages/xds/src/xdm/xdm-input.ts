import { Libelle } from "@ldl/domain";
import { z } from "zod";
import type { DescribeDocumentOptions } from "../describe/describe-options.ts";
import type { DocumentEntry } from "../model/document-entry.ts";
import type { EntryUuid, UniqueId } from "../model/identifiers.ts";
import type { SubmissionSetInput } from "../submission/build-submission.ts";

/**
 * Who makes the archive, for its README.TXT and INDEX.HTM.
 *
 * @remarks IHE ITI TF-2 §3.32.4.1.2.
 * @public
 */
export const XdmMedia = z.strictObject({
  /** Name of the institution. */
  structure: Libelle,
  /** How to reach the institution: telephone, mail. */
  contact: Libelle,
  /** Software that makes the archive. */
  logiciel: z.strictObject({
    /** Name. */
    nom: Libelle,
    /** Version. */
    version: Libelle,
    /** Vendor. */
    editeur: Libelle,
    /** How to reach the vendor. */
    contact: Libelle,
  }),
});
/** What the schema of the same name gives. @public */
export interface XdmMedia extends z.infer<typeof XdmMedia> {}

/** A document to put in an archive. @public */
export interface XdmDocumentInput {
  /** Bytes of the CDA document. */
  readonly cda: Uint8Array;
  /** Its metadata. Default: {@link describeDocument}. Hash, size and URI are always those of the archive. */
  readonly entry?: DocumentEntry;
  /** Document that this one replaces. Default: what the document says, when it is described here. */
  readonly replaces?: UniqueId | EntryUuid;
  /**
   * PDF copy to put beside the document, as `DOC00001.PDF`; METADATA.XML does not describe it. Default: none, MSSanté
   * attaches the copy to the mail.
   */
  readonly pdf?: Uint8Array;
}

/** What {@link packXdm} packs. @public */
export interface PackXdmInput {
  /** What the sender says of the set. */
  readonly submissionSet: SubmissionSetInput;
  /** The documents, all of one patient. */
  readonly documents: readonly XdmDocumentInput[];
  /** Who makes the archive. */
  readonly media: XdmMedia;
}

/** Options of {@link prepareXdm}. @public */
export interface PrepareXdmOptions {
  /** Clock that dates the set and the files of the archive. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of the identifier of the set: an OID each time. Default: a random UUID under the arc 2.25. */
  readonly newId?: () => string;
  /** How documents without `entry` are described. */
  readonly describe?: DescribeDocumentOptions;
}
