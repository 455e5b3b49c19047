import { type DmpExchange, isLdlError, Moment, parseInput, toXdsDtm } from "@ldl/domain";
import {
  Association,
  type Author,
  type CodedValue,
  confidentialityCode,
  Dtm,
  type EntryUuid,
  parseCx,
  type ReceivedDocumentEntry,
  type RegistryObjects,
  SubmissionSet,
  SymbolicId,
  UniqueId,
  type Visibility,
  writeRegistryObjectList,
} from "@ldl/xds";
import { createXmlWriter } from "@ldl/xml";
import type { ClientSettings } from "../client/client-options.ts";
import type { DmpContext } from "../client/dmp-context.ts";
import { exchange as call } from "../client/exchange.ts";
import { ENTRY_STATUS_URNS, type EntryStatus, entryStatusOf } from "../codes/entry-status.ts";
import { NAMESPACES } from "../codes/namespaces.ts";
import { oidOfUuid } from "../internal/new-oid.ts";
import { AnswerProblem } from "../soap/answer-problem.ts";
import { getDocuments } from "./find-documents.ts";
import { readVerdict, registryRefusal } from "./read-registry-response.ts";
import { patientCx } from "./stored-query.ts";

/** Who updates, for the submission set of an update. @public */
export interface UpdateSender {
  /** Person or system that updates. */
  readonly author: Author;
  /** Kind of activity. */
  readonly contentType: CodedValue;
}

/** An entry whose status is changed: what a search gives, or its identifier and the status it has. @public */
export interface StatusTarget {
  /** The entry. */
  readonly id: EntryUuid;
  /** Status that it has now. */
  readonly statut: EntryStatus;
}

/** A change of who may see a document. @public */
export interface VisibilityChange {
  /** Restriction to add. */
  readonly add?: Visibility;
  /** Restriction to take away. */
  readonly remove?: Visibility;
}

const SET = SymbolicId.parse("SubmissionSet01");
const DOCUMENT = SymbolicId.parse("Document01");

function submissionSet(settings: ClientSettings, context: DmpContext, { author, contentType }: UpdateSender) {
  return parseInput(SubmissionSet, {
    id: SET,
    uniqueId: UniqueId.parse(oidOfUuid(settings.newId())),
    sourceId: settings.oid,
    patientId: parseCx(patientCx(settings, context)),
    submissionTime: Dtm.parse(toXdsDtm(Moment.parse(`${settings.now().toISOString().slice(0, 19)}Z`))),
    authors: [author],
    contentTypeCode: contentType,
  });
}

async function update(
  settings: ClientSettings,
  context: DmpContext,
  objects: RegistryObjects,
  signal: AbortSignal | undefined,
): Promise<void> {
  const xml = createXmlWriter({ declaration: false }).start("lcm:SubmitObjectsRequest", {
    "xmlns:lcm": NAMESPACES.lcm,
  });
  writeRegistryObjectList(xml, objects, { dialect: settings.dialect });
  await call(settings, {
    transaction: "TD3.3",
    context,
    body: Buffer.from(xml.end().finish()).toString("utf8"),
    signal,
    read: ({ payload }, exchange) => {
      const verdict = readVerdict(payload);
      if (verdict === undefined) throw new AnswerProblem("malformed", "no status in the answer to an update");
      if (verdict.status !== "success") throw registryRefusal(exchange, verdict.problems);
    },
  });
}

/** The exchange of an error after which nobody knows whether the update was made. */
function unknownOutcome(error: unknown): DmpExchange | undefined {
  if (!isLdlError(error)) return undefined;
  if (error.code !== "LDL_DMP_TRANSPORT_FAILED" && error.code !== "LDL_DMP_ANSWER_MALFORMED") return undefined;
  return error.details.outcome === "unknown" ? error.details.exchange : undefined;
}

/** Whether an entry has a status; false when it cannot be read, as in modes that may not search. */
async function hasStatus(
  settings: ClientSettings,
  context: DmpContext,
  { id, statut }: StatusTarget,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const found = await getDocuments(settings, context, { entryUuids: [id] }, signal).catch(() => undefined);
  return found?.entries.some((entry) => entryStatusOf(entry.availabilityStatus) === statut) === true;
}

/**
 * Changes the status of an entry (TD3.3c, TD3.3d). When nobody knows whether it was made, the entry is read again: the
 * message is not idempotent, since it names the status before.
 */
export async function changeStatus(
  settings: ClientSettings,
  context: DmpContext,
  change: StatusTarget & { readonly to: EntryStatus; readonly sender: UpdateSender },
  signal?: AbortSignal,
): Promise<void> {
  const link = Association.parse({
    id: "as01",
    type: "UpdateAvailabilityStatus",
    source: SET,
    target: change.id,
    originalStatus: ENTRY_STATUS_URNS[change.statut],
    newStatus: ENTRY_STATUS_URNS[change.to],
  });
  const set = submissionSet(settings, context, change.sender);
  try {
    await update(settings, context, { submissionSets: [set], documents: [], associations: [link] }, signal);
  } catch (error) {
    if (unknownOutcome(error) === undefined) throw error;
    if (!(await hasStatus(settings, context, { id: change.id, statut: change.to }, signal))) throw error;
  }
}

function restricted(entry: ReceivedDocumentEntry, { add, remove }: VisibilityChange): ReceivedDocumentEntry {
  const kept = (entry.confidentialityCodes ?? []).filter(({ code }) => code !== remove && code !== add);
  return { ...entry, confidentialityCodes: [...kept, ...(add === undefined ? [] : [confidentialityCode(add)])] };
}

function newVersion(entry: ReceivedDocumentEntry, change: VisibilityChange): Omit<RegistryObjects, "submissionSets"> {
  if (entry.logicalId === undefined || entry.version === undefined) {
    throw new TypeError("entry: logicalId and version are needed; read the entry in the DMP first");
  }
  const link = Association.parse({
    id: "as01",
    type: "HasMember",
    source: SET,
    target: DOCUMENT,
    submissionSetStatus: "Original",
    previousVersion: entry.version,
  });
  return { documents: [{ ...restricted(entry, change), id: DOCUMENT }], associations: [link] };
}

function isVersionConflict(error: unknown): boolean {
  return (
    isLdlError(error) &&
    error.code === "LDL_DMP_REGISTRY_REFUSED" &&
    error.details.errors.some(({ code }) => code === "XDSMetadataVersionError")
  );
}

/** The version of an entry that is current now. */
async function currentVersion(
  settings: ClientSettings,
  context: DmpContext,
  entry: ReceivedDocumentEntry,
  signal: AbortSignal | undefined,
): Promise<ReceivedDocumentEntry | undefined> {
  if (entry.uniqueId === undefined) return undefined;
  const { entries } = await getDocuments(settings, context, { uniqueIds: [entry.uniqueId] }, signal);
  return entries.find(
    ({ logicalId, availabilityStatus }) =>
      logicalId === entry.logicalId && entryStatusOf(availabilityStatus) !== "deprecated",
  );
}

function sameRestrictions(one: ReceivedDocumentEntry, other: ReceivedDocumentEntry): boolean {
  const codes = (entry: ReceivedDocumentEntry) => (entry.confidentialityCodes ?? []).map(({ code }) => code).sort();
  return codes(one).join() === codes(other).join();
}

/**
 * Writes a new version of the metadata of a document (TD3.3a, TD3.3b): everything as it was read but the restrictions.
 *
 * When the entry has changed since it was read, it is read again once. When nobody knows whether the update was made, it is
 * read to see.
 */
export async function changeVisibility(
  settings: ClientSettings,
  context: DmpContext,
  request: { readonly entry: ReceivedDocumentEntry; readonly change: VisibilityChange; readonly sender: UpdateSender },
  signal?: AbortSignal,
): Promise<void> {
  const { entry, change, sender } = request;
  const send = (version: ReceivedDocumentEntry): Promise<void> =>
    update(
      settings,
      context,
      { submissionSets: [submissionSet(settings, context, sender)], ...newVersion(version, change) },
      signal,
    );
  try {
    await send(entry);
  } catch (error) {
    const lost = unknownOutcome(error);
    if (lost === undefined && !isVersionConflict(error)) throw error;
    const current = await currentVersion(settings, context, entry, signal);
    if (current === undefined) throw error;
    if (sameRestrictions(current, restricted(current, change))) return;
    if (lost !== undefined) throw error;
    await send(current);
  }
}
