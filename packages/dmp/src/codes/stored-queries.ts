const urn = (uuid: string): string => `urn:uuid:${uuid}`;

/**
 * Stored queries that the DMP serves.
 *
 * @remarks IHE ITI TF-2 §3.18.4.1.2.3.7; those used by the DMP as public sources tell.
 */
export const STORED_QUERIES = {
  FindDocuments: urn("14d4debf-8f97-4251-9a74-a90016b0af0d"),
  FindDocumentsByReferenceId: urn("12941a89-e02e-4be5-967c-ce4bfc8fe492"),
  FindSubmissionSets: urn("f26abbcb-ac74-4422-8a30-edb644bbc1a9"),
  GetDocuments: urn("5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4"),
  GetAssociations: urn("a7ae438b-4bc2-4642-93e9-be891f7bb155"),
  GetDocumentsAndAssociations: urn("bab9529a-4a10-40b3-a01f-f68a615d247a"),
} as const;

/** Name of a stored query. */
export type StoredQueryName = keyof typeof STORED_QUERIES;
