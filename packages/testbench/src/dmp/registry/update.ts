import { type Association, EntryUuid, type ReceivedDocumentEntry } from "@ldl/xds";
import { AVAILABILITY } from "../codes/status-urns.ts";
import { SoapFault } from "../soap/soap-fault.ts";
import type { StoredEntry } from "../store/stored-objects.ts";
import { checkOpen, checkRights, type TransactionContext, type TransactionResult } from "../transaction-context.ts";
import type { RightsTransaction } from "../vihf/rights-matrix.ts";
import { RegistryFailure, writeRegistryResponse } from "./registry-error.ts";
import { isOwner } from "./replacement-rules.ts";
import { readObjects, type SubmissionContext } from "./submission.ts";
import { checkRules } from "./submission-rules.ts";
import { UPDATE_STAGES } from "./update-rules.ts";
import { isDeleted, isTreating, isVisible } from "./visibility.ts";

function refuse(code: string, context: string, rule: string, location?: string): never {
  throw new RegistryFailure([{ code, context, rule, ...(location === undefined ? {} : { location }) }]);
}

function denied(reason: string): never {
  throw new SoapFault({
    code: "Sender",
    subcode: "soap:DMPAccessDeniedByRightsService",
    reason,
    rule: "LDL-DMP-RIGHTS-OWNER",
  });
}

/** What an update does to one entry. */
interface EntryChange {
  readonly old: StoredEntry;
  /** New status of the entry. */
  readonly status: string;
  /** New version, for an update of metadata. */
  readonly next?: ReceivedDocumentEntry;
}

/** Rights that depend on the document. @remarks Rights matrix PDT-INF-526 v1.8, TD3.3. */
function checkDocumentRights(context: TransactionContext, transaction: RightsTransaction, old: StoredEntry): void {
  checkRights(context, transaction);
  const { caller } = context;
  if (caller === undefined) return;
  const own = isOwner(old, caller);
  const emergency = caller.column === "directPhysician" && caller.access !== "normal";
  if (transaction === "TD3.3c" && !own) denied("Suppression réservée à l'auteur du document");
  if (transaction === "TD3.3a unmask" && !own && !isTreating(context))
    denied("Démasquage réservé à l'auteur du document");
  if (transaction === "TD3.3d" && !own && !isTreating(context) && !emergency)
    denied("Archivage réservé à l'auteur du document");
}

const { approved, archived, deleted } = AVAILABILITY;

/** Statuses that may follow one another, and the transaction that each change is. */
const TRANSITIONS: readonly (readonly [from: string, to: string, transaction: RightsTransaction])[] = [
  [approved, archived, "TD3.3d"],
  [archived, approved, "TD3.3d"],
  [approved, deleted, "TD3.3c"],
  [archived, deleted, "TD3.3c"],
];

function changeStatus(link: Association, context: TransactionContext): EntryChange {
  const old = context.store.entries.get(link.target);
  if (old === undefined || isDeleted(old) || !isVisible(old, context)) {
    return refuse(
      "UnresolvedReferenceException",
      "fiche inconnue : entryUUID attendu",
      "LDL-DMP-UPDATE-UNKNOWN",
      link.id,
    );
  }
  const row = TRANSITIONS.find(([from, to]) => from === link.originalStatus && to === link.newStatus);
  if (row === undefined) {
    return refuse(
      "XDSMetadataUpdateOperationError",
      "changement de statut impossible",
      "LDL-DMP-UPDATE-STATUS",
      link.id,
    );
  }
  checkDocumentRights(context, row[2], old);
  if (old.entry.availabilityStatus !== link.originalStatus) {
    return refuse(
      "XDSMetadataUpdateError",
      "OriginalStatus n'est pas le statut de la fiche",
      "LDL-DMP-UPDATE-ORIGINAL",
      link.id,
    );
  }
  return { old, status: row[1] };
}

const VARIABLE = new Set(["id", "logicalId", "version", "availabilityStatus", "confidentialityCodes"]);

/** Everything that an update of visibility leaves as it was, in a form that can be compared. */
function invariant(entry: ReceivedDocumentEntry): string {
  return JSON.stringify(
    Object.entries(entry)
      .filter(([key]) => !VARIABLE.has(key))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Which transaction a change of visibility is; `undefined` when it is none. */
function visibilityTransaction(before: readonly string[], after: readonly string[]): RightsTransaction | undefined {
  const added = after.filter((code) => !before.includes(code));
  const removed = before.filter((code) => !after.includes(code));
  const changed = [...added, ...removed];
  if (changed.length !== 1) return undefined;
  if (added[0] === "MASQUE_PS") return "TD3.3a mask";
  if (removed[0] === "MASQUE_PS") return "TD3.3a unmask";
  return removed[0]?.startsWith("INVISIBLE_") === true ? "TD3.3b" : undefined;
}

function codesOf({ confidentialityCodes = [] }: ReceivedDocumentEntry): readonly string[] {
  return confidentialityCodes.map(({ code }) => code);
}

/** The version that a new one follows: the current one of the logical identifier. */
function previousOf(
  entry: ReceivedDocumentEntry,
  submission: SubmissionContext,
  context: TransactionContext,
): StoredEntry {
  const versions = [...context.store.entries.values()].filter((one) => one.entry.logicalId === entry.logicalId);
  const old = versions.findLast((one) => one.entry.availabilityStatus !== AVAILABILITY.deprecated);
  if (entry.logicalId === undefined || old === undefined || isDeleted(old) || !isVisible(old, context)) {
    return refuse("UnresolvedReferenceException", "lid inconnu : logicalId attendu", "LDL-DMP-UPDATE-LID", entry.id);
  }
  const member = submission.reading.associations.find(
    ({ type, target }) => type === "HasMember" && target === entry.id,
  );
  if (member?.previousVersion !== old.entry.version) {
    return refuse(
      "XDSMetadataVersionError",
      "PreviousVersion n'est pas la version en vigueur",
      "LDL-DMP-UPDATE-VERSION",
      entry.id,
    );
  }
  return old;
}

function changeMetadata(
  entry: ReceivedDocumentEntry,
  submission: SubmissionContext,
  context: TransactionContext,
): EntryChange {
  const old = previousOf(entry, submission, context);
  if (invariant(entry) !== invariant(old.entry)) {
    return refuse("XDSMetadataUpdateError", "seule la visibilité peut changer", "LDL-DMP-UPDATE-INVARIANT", entry.id);
  }
  const transaction = visibilityTransaction(codesOf(old.entry), codesOf(entry));
  if (transaction === undefined) {
    return refuse(
      "XDSMetadataUpdateOperationError",
      "changement de visibilité impossible",
      "LDL-DMP-UPDATE-VISIBILITY",
      entry.id,
    );
  }
  checkDocumentRights(context, transaction, old);
  const id = EntryUuid.parse(`urn:uuid:${context.settings.newId()}`);
  const version = String(Number(old.entry.version ?? "1") + 1);
  const { availabilityStatus } = old.entry;
  return { old, status: AVAILABILITY.deprecated, next: { ...entry, id, version, availabilityStatus } };
}

function readUpdate(context: TransactionContext): SubmissionContext {
  const { request, settings, store, trust, caller } = context;
  const { list, reading } = readObjects(request.body);
  const [set, ...more] = reading.submissionSets;
  if (set === undefined || more.length > 0)
    return refuse("XDSRegistryMetadataError", "un lot attendu", "LDL-DMP-SET-ONE");
  const contents = new Map();
  return {
    settings,
    store,
    trust,
    list,
    reading,
    set,
    documents: reading.documents,
    contents,
    ...(caller === undefined ? {} : { caller }),
  };
}

/** TD3.3: Update Document Set: archive, delete, mask, make visible. @remarks IHE ITI TF-2 §3.57; DMP sample messages (TD3.3). */
export async function updateDocumentSet(context: TransactionContext): Promise<TransactionResult> {
  checkOpen(context);
  const submission = readUpdate(context);
  await checkRules(UPDATE_STAGES, submission);
  const { set, documents, reading } = submission;
  const links = reading.associations.filter(({ type }) => type === "UpdateAvailabilityStatus");
  const changes = [
    ...links.map((link) => changeStatus(link, context)),
    ...documents.map((entry) => changeMetadata(entry, submission, context)),
  ];
  if (changes.length === 0) refuse("XDSMetadataUpdateError", "rien à changer", "LDL-DMP-UPDATE-NOTHING");
  const setId = EntryUuid.parse(`urn:uuid:${context.settings.newId()}`);
  await context.store.commit({
    submissionSets: [{ ...set, id: setId, availabilityStatus: AVAILABILITY.approved }],
    entries: changes.flatMap(({ old, next }) => (next === undefined ? [] : [{ ...old, entry: next }])),
    statuses: changes.map(({ old, status }) => ({ id: old.entry.id, status })),
    associations: changes.flatMap(({ next }) =>
      next === undefined
        ? []
        : [
            {
              id: EntryUuid.parse(`urn:uuid:${context.settings.newId()}`),
              type: "HasMember" as const,
              source: setId,
              target: next.id,
              submissionSetStatus: "Original" as const,
            },
          ],
    ),
  });
  return {
    answer: { action: context.answerAction, write: (xml) => writeRegistryResponse(xml, "Success") },
    status: "Success",
  };
}
