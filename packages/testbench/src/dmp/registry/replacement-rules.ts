import { AVAILABILITY } from "../codes/status-urns.ts";
import type { StoredEntry } from "../store/stored-objects.ts";
import type { Caller } from "../vihf/caller.ts";
import type { SubmissionContext, SubmissionRule } from "./submission.ts";

/** Documents that the submission replaces, with what the store knows of them. */
function replaced({ reading, store }: SubmissionContext) {
  return reading.associations
    .filter(({ type }) => type === "RPLC")
    .map((link) => ({ link, old: store.entries.get(link.target) }));
}

/** Columns of the matrix whose documents are the structure's. */
const STRUCTURES: ReadonlySet<string> = new Set(["indirect", "airOther", "directCpe"]);

/** Whether a caller stands for who submitted a document: the same person, or the same structure for a structure's. */
export function isOwner({ owner }: StoredEntry, caller: Caller): boolean {
  if (owner.mode === "INDIRECTE" || STRUCTURES.has(caller.column)) {
    return owner.structure === caller.structure;
  }
  return owner.userId === caller.userId;
}

/** The submission against what the registry holds already. @remarks IHE ITI TF-2 §3.42.4.1.3; TF-3 table 4.2.4.1-2. */
export const REGISTRY_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-SET-DUPLICATE",
    code: "XDSDuplicateUniqueIdInRegistry",
    message: "lot déjà enregistré",
    check: ({ set, store }) =>
      store.submissionSets
        .filter(({ uniqueId }) => uniqueId === set.uniqueId)
        .map(({ uniqueId }) => ({ location: set.id, context: uniqueId ?? "" })),
  },
  {
    id: "LDL-DMP-DOCUMENT-DUPLICATE",
    code: "XDSNonIdenticalHash",
    message: "document déjà enregistré sous cet uniqueId avec d'autres octets",
    check: ({ documents, contents, store }) =>
      documents
        .filter(({ id, uniqueId }) =>
          store.entriesOf(uniqueId ?? "").some(({ sha1 }) => contents.has(id) && sha1 !== contents.get(id)?.sha1),
        )
        .map(({ id, uniqueId }) => ({ location: id, context: uniqueId ?? "" })),
  },
  {
    id: "LDL-DMP-REPLACE-UNKNOWN",
    code: "UnresolvedReferenceException",
    message: "document à remplacer inconnu : entryUUID attendu",
    check: (context) =>
      replaced(context)
        .filter(({ old }) => old === undefined)
        .map(({ link }) => ({ location: link.id })),
  },
  {
    id: "LDL-DMP-REPLACE-DEPRECATED",
    code: "XDSRegistryDeprecatedDocumentError",
    message: "le document à remplacer n'est plus la version en vigueur",
    check: (context) =>
      replaced(context)
        .filter(({ old }) => old !== undefined && old.entry.availabilityStatus !== AVAILABILITY.approved)
        .map(({ link }) => ({ location: link.id })),
  },
  {
    id: "LDL-DMP-REPLACE-PATIENT",
    code: "XDSPatientIdDoesNotMatch",
    message: "le document à remplacer est celui d'un autre patient",
    check: (context) =>
      replaced(context)
        .filter(({ old }) => old !== undefined && old.entry.patientId?.id !== context.set.patientId?.id)
        .map(({ link }) => ({ location: link.id })),
  },
  {
    id: "LDL-DMP-REPLACE-OWNER",
    code: "XDSReplaceFailed",
    message: "seul l'auteur, ou sa structure, remplace un document",
    check: (context) => {
      const { caller, settings } = context;
      if (caller === undefined || !settings.submission.replaceByAuthorOnly) return [];
      return replaced(context)
        .filter(({ old }) => old !== undefined && !isOwner(old, caller))
        .map(({ link }) => ({ location: link.id }));
    },
  },
  {
    id: "LDL-DMP-ASSOCIATION-OTHER",
    code: "XDSRegistryMetadataError",
    message: "lien que la transaction n'emploie pas",
    check: ({ reading, settings }) =>
      reading.associations
        .filter(
          ({ type }) =>
            !["HasMember", "RPLC", "signs"].includes(type) && !(settings.strict && /^(?:APND|XFRM)/.test(type)),
        )
        .map(({ id }) => ({ location: id })),
  },
];
