import type { Association, ReceivedSubmissionSet } from "@ldl/xds";
import type { StoredEntry } from "../store/stored-objects.ts";
import { matchesDocument, matchesSet } from "./query-filters.ts";
import { firstValue, type QueryParameters, refuseParameter } from "./query-parameters.ts";

/** What a caller may know of the registry. */
export interface RegistryView {
  readonly entries: readonly StoredEntry[];
  readonly sets: readonly ReceivedSubmissionSet[];
  readonly associations: readonly Association[];
}

/** Objects that a query found. */
export type Found = Partial<RegistryView>;

/** A stored query. */
export interface StoredQuery {
  readonly name: string;
  readonly id: string;
  /** Each of these, or one of those when a list is given. */
  readonly required: readonly (string | readonly string[])[];
  /** Slot that names the patient. */
  readonly patient?: string;
  readonly run: (view: RegistryView, parameters: QueryParameters) => Found;
}

const UUID = "$XDSDocumentEntryEntryUUID";
const UNIQUE_ID = "$XDSDocumentEntryUniqueId";

function valuesOf(parameters: QueryParameters, name: string): readonly string[] {
  return parameters.get(name)?.flat() ?? [];
}

/** Whether no later version of the entry exists: what a query without `$MetadataLevel` is about. */
function isLatest({ entry }: StoredEntry, entries: readonly StoredEntry[]): boolean {
  const version = Number(entry.version);
  return !entries.some((other) => other.entry.logicalId === entry.logicalId && Number(other.entry.version) > version);
}

/** Entries by entryUUID, or the last version of those of a uniqueId. */
function getDocuments({ entries }: RegistryView, parameters: QueryParameters): readonly StoredEntry[] {
  if (parameters.has(UUID) && parameters.has(UNIQUE_ID)) {
    refuseParameter("XDSStoredQueryParamNumber", UUID, "entryUUID ou uniqueId, non les deux");
  }
  const ids = new Set(valuesOf(parameters, UUID).map((id) => id.toLowerCase()));
  const uniqueIds = new Set(valuesOf(parameters, UNIQUE_ID));
  return entries.filter(
    (one) => ids.has(one.entry.id) || (uniqueIds.has(one.entry.uniqueId ?? "") && isLatest(one, entries)),
  );
}

function linksOf({ associations }: RegistryView, ids: ReadonlySet<string>): readonly Association[] {
  return associations.filter(({ source, target }) => ids.has(source) || ids.has(target));
}

function idsOf(objects: readonly StoredEntry[]): ReadonlySet<string> {
  return new Set(objects.map(({ entry }) => entry.id));
}

function uuids(parameters: QueryParameters): ReadonlySet<string> {
  return new Set(valuesOf(parameters, "$uuid").map((id) => id.toLowerCase()));
}

function submissionSetAndContents(view: RegistryView, parameters: QueryParameters): Found {
  const id = firstValue(parameters, "$XDSSubmissionSetEntryUUID")?.toLowerCase();
  const uniqueId = firstValue(parameters, "$XDSSubmissionSetUniqueId");
  const sets = view.sets.filter((set) => set.id === id || (uniqueId !== undefined && set.uniqueId === uniqueId));
  const setIds = new Set<string>(sets.map((set) => set.id));
  const members = view.associations.filter(({ type, source }) => type === "HasMember" && setIds.has(source));
  const targets = new Set<string>(members.map(({ target }) => target));
  return { sets, associations: members, entries: view.entries.filter(({ entry }) => targets.has(entry.id)) };
}

function relatedDocuments(view: RegistryView, parameters: QueryParameters): Found {
  const start = idsOf(getDocuments(view, parameters));
  const types = valuesOf(parameters, "$AssociationTypes").map((type) => type.split(":").at(-1));
  const links = linksOf(view, start).filter(({ type }) => types.includes(type));
  const related = new Set<string>(links.flatMap(({ source, target }) => [source, target]));
  return { associations: links, entries: view.entries.filter(({ entry }) => related.has(entry.id)) };
}

function withStatus<T extends { readonly availabilityStatus?: string | undefined }>(
  objects: readonly T[],
  parameters: QueryParameters,
  name: string,
): readonly T[] {
  const statuses = valuesOf(parameters, name);
  return objects.filter(({ availabilityStatus }) => statuses.includes(availabilityStatus ?? ""));
}

function all(view: RegistryView, parameters: QueryParameters): Found {
  const kept = new Set(
    withStatus(
      view.entries.map(({ entry }) => entry),
      parameters,
      "$XDSDocumentEntryStatus",
    ).map(({ id }) => id),
  );
  const entries = view.entries.filter(({ entry }) => kept.has(entry.id));
  const sets = withStatus(view.sets, parameters, "$XDSSubmissionSetStatus");
  const ids = new Set<string>([...idsOf(entries), ...sets.map(({ id }) => id)]);
  return {
    entries,
    sets,
    associations: view.associations.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

const DOCUMENT_KEYS = [[UUID, UNIQUE_ID]] as const;
const FIND_DOCUMENTS = ["$XDSDocumentEntryPatientId", "$XDSDocumentEntryStatus"] as const;

function findDocuments({ entries }: RegistryView, parameters: QueryParameters): Found {
  return { entries: entries.filter(({ entry }) => matchesDocument(entry, parameters)) };
}

/** The stored queries. @remarks IHE ITI TF-2 §3.18.4.1.2.4; folders are not used by the DMP. */
export const STORED_QUERIES: readonly StoredQuery[] = [
  {
    name: "FindDocuments",
    id: "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
    required: FIND_DOCUMENTS,
    patient: "$XDSDocumentEntryPatientId",
    run: findDocuments,
  },
  {
    name: "FindDocumentsByReferenceId",
    id: "urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492",
    required: [...FIND_DOCUMENTS, "$XDSDocumentEntryReferenceIdList"],
    patient: "$XDSDocumentEntryPatientId",
    run: findDocuments,
  },
  {
    name: "FindSubmissionSets",
    id: "urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9",
    required: ["$XDSSubmissionSetPatientId", "$XDSSubmissionSetStatus"],
    patient: "$XDSSubmissionSetPatientId",
    run: ({ sets }, parameters) => ({ sets: sets.filter((set) => matchesSet(set, parameters)) }),
  },
  {
    name: "GetDocuments",
    id: "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4",
    required: DOCUMENT_KEYS,
    run: (view, parameters) => ({ entries: getDocuments(view, parameters) }),
  },
  {
    name: "GetAssociations",
    id: "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155",
    required: ["$uuid"],
    run: (view, parameters) => ({ associations: linksOf(view, uuids(parameters)) }),
  },
  {
    name: "GetDocumentsAndAssociations",
    id: "urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a",
    required: DOCUMENT_KEYS,
    run: (view, parameters) => {
      const entries = getDocuments(view, parameters);
      return { entries, associations: linksOf(view, idsOf(entries)) };
    },
  },
  {
    name: "GetSubmissionSets",
    id: "urn:uuid:51224314-5390-4169-9b91-b1980040715a",
    required: ["$uuid"],
    run: (view, parameters) => {
      const associations = linksOf(view, uuids(parameters)).filter(({ type }) => type === "HasMember");
      const sources = new Set<string>(associations.map(({ source }) => source));
      return { associations, sets: view.sets.filter(({ id }) => sources.has(id)) };
    },
  },
  {
    name: "GetSubmissionSetAndContents",
    id: "urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83",
    required: [["$XDSSubmissionSetEntryUUID", "$XDSSubmissionSetUniqueId"]],
    run: submissionSetAndContents,
  },
  {
    name: "GetRelatedDocuments",
    id: "urn:uuid:d90e5407-b356-4d91-a89f-873917b4b0e6",
    required: [[UUID, UNIQUE_ID], "$AssociationTypes"],
    run: relatedDocuments,
  },
  {
    name: "GetAll",
    id: "urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3",
    required: ["$patientId", "$XDSDocumentEntryStatus", "$XDSSubmissionSetStatus", "$XDSFolderStatus"],
    patient: "$patientId",
    run: all,
  },
];
