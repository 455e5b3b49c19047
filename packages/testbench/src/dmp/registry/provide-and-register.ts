import type { Oid } from "@ldl/domain";
import type { Association, ReceivedDocumentEntry, RegistryId } from "@ldl/xds";
import { EntryUuid, LogicalId } from "@ldl/xds";
import { firstChild } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import { AVAILABILITY } from "../codes/status-urns.ts";
import type { Spooled } from "../http/spool.ts";
import type { Owner, StoredEntry } from "../store/stored-objects.ts";
import { checkOpen, checkRights, type TransactionContext, type TransactionResult } from "../transaction-context.ts";
import { RegistryFailure, writeRegistryResponse } from "./registry-error.ts";
import { readContents, readObjects, type SubmissionContext } from "./submission.ts";
import { checkRules, submissionStages } from "./submission-rules.ts";

function ownerOf({ caller }: TransactionContext): Owner {
  return { structure: caller?.structure ?? "", userId: caller?.userId ?? "", mode: caller?.mode ?? "" };
}

async function readSubmission(context: TransactionContext): Promise<SubmissionContext> {
  const { request, message, settings, store, trust, caller } = context;
  const submit = firstChild(request.body, "SubmitObjectsRequest", NS.lcm);
  if (submit === undefined) {
    const rule = "LDL-DMP-EBRIM";
    throw new RegistryFailure([{ code: "XDSRepositoryMetadataError", context: "SubmitObjectsRequest attendu", rule }]);
  }
  const { list, reading } = readObjects(submit);
  const [set, ...more] = reading.submissionSets;
  if (set === undefined || more.length > 0) {
    const rule = "LDL-DMP-SET-ONE";
    throw new RegistryFailure([{ code: "XDSRepositoryMetadataError", context: "un lot, et un seul, attendu", rule }]);
  }
  const contents = await readContents(request.body, message.parts, { dir: store.incoming, settings });
  const caught = caller === undefined ? {} : { caller };
  return { settings, store, trust, list, reading, set, documents: reading.documents, contents, ...caught };
}

/** The registry names every object: symbolic names of the message become UUIDs. */
function createNames(newId: () => string): (id: string) => EntryUuid {
  const names = new Map<string, EntryUuid>();
  return (id) => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = EntryUuid.parse(id.startsWith("urn:uuid:") ? id : `urn:uuid:${newId()}`);
    names.set(id, name);
    return name;
  };
}

function storedEntry(
  entry: ReceivedDocumentEntry,
  content: Spooled,
  init: { readonly id: EntryUuid; readonly repositoryUniqueId: Oid; readonly owner: Owner },
): StoredEntry {
  const { id, repositoryUniqueId, owner } = init;
  const assigned = { id, repositoryUniqueId, logicalId: LogicalId.parse(id), version: "1" };
  const computed = { hash: content.sha1, size: content.size };
  const registered = { ...entry, ...assigned, ...computed, availabilityStatus: AVAILABILITY.approved };
  return { entry: registered, sha1: content.sha1, owner };
}

function renamed(link: Association, name: (id: RegistryId) => EntryUuid): Association {
  const availabilityStatus = AVAILABILITY.approved;
  return { ...link, id: name(link.id), source: name(link.source), target: name(link.target), availabilityStatus };
}

async function register(context: TransactionContext, submission: SubmissionContext): Promise<void> {
  const { settings, store } = context;
  const name = createNames(settings.newId);
  const { set, documents, contents, reading } = submission;
  const init = { repositoryUniqueId: settings.repositoryUniqueId, owner: ownerOf(context) };
  const entries: StoredEntry[] = [];
  for (const entry of documents) {
    const content = contents.get(entry.id);
    if (content === undefined) continue;
    await store.keep(content);
    entries.push(storedEntry(entry, content, { ...init, id: name(entry.id) }));
  }
  await store.commit({
    submissionSets: [{ ...set, id: name(set.id), availabilityStatus: AVAILABILITY.approved }],
    entries,
    associations: reading.associations.map((link) => renamed(link, name)),
    statuses: reading.associations
      .filter(({ type }) => type === "RPLC")
      .map(({ target }) => ({ id: target, status: AVAILABILITY.deprecated })),
  });
}

/** TD2.1, TD2.2: Provide and Register Document Set-b. @remarks IHE ITI TF-2 §3.41: all or nothing. */
export async function provideAndRegister(context: TransactionContext): Promise<TransactionResult> {
  checkRights(context, "TD2.1");
  checkOpen(context);
  const submission = await readSubmission(context);
  await checkRules(submissionStages(context.settings), submission);
  await register(context, submission);
  const write = (xml: Parameters<typeof writeRegistryResponse>[0]): void => writeRegistryResponse(xml, "Success");
  return { answer: { action: context.answerAction, write }, status: "Success" };
}
