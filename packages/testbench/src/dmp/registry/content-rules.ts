import type { SubmissionRule } from "./submission.ts";

const METADATA = "XDSRepositoryMetadataError";

/** Documents against their entries. @remarks IHE ITI TF-2 §3.41.4.1.3; TF-3 table 4.2.4.1-2. */
export const CONTENT_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-DOCUMENT-MISSING",
    code: "XDSMissingDocument",
    message: "fiche sans document",
    check: ({ documents, contents }) =>
      documents.filter(({ id }) => !contents.has(id)).map(({ id }) => ({ location: id })),
  },
  {
    id: "LDL-DMP-ENTRY-MISSING",
    code: "XDSMissingDocumentMetadata",
    message: "document sans fiche",
    check: ({ documents, contents }) => {
      const ids = new Set<string>(documents.map(({ id }) => id));
      return [...contents.keys()].filter((id) => !ids.has(id)).map((location) => ({ location }));
    },
  },
  {
    id: "LDL-DMP-DOCUMENT-EMPTY",
    code: METADATA,
    message: "document vide",
    check: ({ contents }) => [...contents].filter(([, { size }]) => size === 0).map(([location]) => ({ location })),
  },
  {
    id: "LDL-DMP-HASH",
    code: METADATA,
    message: "hash différent du SHA-1 des octets reçus",
    check: ({ documents, contents }) =>
      documents
        .filter(({ id, hash }) => hash !== undefined && contents.has(id) && contents.get(id)?.sha1 !== hash)
        .map(({ id }) => ({ location: id })),
  },
  {
    id: "LDL-DMP-SIZE-DIFFERENT",
    code: METADATA,
    message: "size différent du nombre d'octets reçus",
    check: ({ documents, contents }) =>
      documents
        .filter(({ id, size }) => size !== undefined && contents.has(id) && contents.get(id)?.size !== size)
        .map(({ id }) => ({ location: id })),
  },
  {
    id: "LDL-DMP-HASH-ABSENT",
    code: METADATA,
    message: "hash et size attendus",
    check: ({ documents, settings }) =>
      settings.submission.hashAndSize
        ? documents
            .filter(({ hash, size }) => hash === undefined || size === undefined)
            .map(({ id }) => ({ location: id }))
        : [],
  },
];
