import type { Association } from "./association.ts";
import type { DocumentEntry, ReceivedDocumentEntry } from "./document-entry.ts";
import type { ReceivedSubmissionSet, SubmissionSet } from "./submission-set.ts";

/** A submission set, the documents it brings and the links between them. @public */
export interface Submission {
  /** The set. */
  readonly submissionSet: SubmissionSet;
  /** Entries of the documents, in the order of the message. */
  readonly documents: readonly DocumentEntry[];
  /** Links, `HasMember` first. */
  readonly associations: readonly Association[];
}

/** The objects of a message, as received; also what may be written. @public */
export interface RegistryObjects {
  /** The sets; a submission has one, the answer to a query any number. */
  readonly submissionSets: readonly ReceivedSubmissionSet[];
  /** Entries of documents. */
  readonly documents: readonly ReceivedDocumentEntry[];
  /** Links. */
  readonly associations: readonly Association[];
}
