import { isLdlError } from "@ldl/domain";
import type { XdmDocument, XdmReading } from "@ldl/xds";
import type { IncomingMessage, IncomingXdm } from "../incoming/incoming-message.ts";
import { parseIncoming } from "../incoming/parse-incoming.ts";
import { runTransaction } from "../internal/store-guard.ts";
import { auditDocument } from "./audit-documents.ts";
import { checkDocument, issuesOf, readArchive } from "./check-documents.ts";
import { enterDocument } from "./document-ledger.ts";
import { DocumentOutcome } from "./document-outcome.ts";
import { releaseDocuments, reserveDocuments } from "./document-reservation.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import type { ClaimedMessage, MessageSettlement } from "./inbox-store.ts";
import { type Decision, settleXdm } from "./settle-xdm.ts";

/** When a message is looked at again whose document is being handed over with another message. */
const POSTPONED_MS = 5_000;

type Issues = ReturnType<typeof issuesOf>;

/** Takes a message up; what it throws is for the caller to count. */
interface Work {
  readonly setting: InboxSetting;
  readonly claimed: ClaimedMessage;
  readonly signal: AbortSignal;
}

/** Hands one document over. What is integrated is noted at once: it is not handed over again after a crash. */
async function handOver(work: Work, message: IncomingXdm, document: XdmDocument, issues: Issues) {
  const { setting, claimed, signal } = work;
  const { store, now } = setting;
  const checked = await checkDocument(setting, message, document, signal);
  if (checked.kind === "decided") return checked;
  const { received } = checked;
  const context = { id: claimed.id, message, attempt: claimed.attempts, issues, signal };
  const outcome = DocumentOutcome.parse(await setting.onDocument(received, context));
  if (outcome.kind === "integrated") {
    const entry = { uniqueId: received.uniqueId, document, message: claimed.id, at: now() };
    await runTransaction(store.database, "inbox.document", (transaction) => enterDocument(store, transaction, entry));
  }
  return { outcome, quarantine: undefined };
}

/** Hands one document over and writes what became of it. */
async function auditedHandOver(work: Work, message: IncomingXdm, document: XdmDocument, issues: Issues) {
  const about = { message, document, attempt: work.claimed.attempts };
  try {
    const made = await handOver(work, message, document, issues);
    auditDocument(work.setting, about, made.outcome);
    return made;
  } catch (error) {
    auditDocument(work.setting, about, { kind: "failed", code: nameOf(error) });
    throw error;
  }
}

/** Hands the documents over one after the other. */
async function handOverAll(work: Work, message: IncomingXdm, reading: XdmReading): Promise<Decision> {
  const issues = issuesOf(message, reading);
  const outcomes: DocumentOutcome[] = [];
  let quarantine: string | undefined;
  for (const document of reading.documents) {
    work.signal.throwIfAborted();
    const made = await auditedHandOver(work, message, document, issues);
    outcomes.push(made.outcome);
    quarantine ??= made.quarantine;
  }
  return { outcomes, quarantine };
}

/** What is made of the documents; `undefined` when one of them is being handed over with another message. */
async function decide(work: Work, message: IncomingXdm): Promise<Decision | undefined> {
  const { setting, claimed } = work;
  const { store, now } = setting;
  const archive = readArchive(message);
  if (archive.kind === "refused") {
    const outcome = { kind: "rejected", code: archive.code } as const;
    auditDocument(setting, { message, document: undefined, attempt: claimed.attempts }, outcome);
    return { outcomes: [outcome], quarantine: archive.reason };
  }
  const { reading } = archive;
  const uniqueIds = reading.documents.map(({ entry }) => entry.uniqueId).filter((id) => id !== undefined);
  if (!(await reserveDocuments(store, claimed, uniqueIds, now()))) return undefined;
  try {
    return await handOverAll(work, message, reading);
  } finally {
    await releaseDocuments(store, claimed, now());
  }
}

async function processXdm(work: Work, message: IncomingXdm): Promise<void> {
  const { setting, claimed } = work;
  const decision = await decide(work, message);
  if (decision !== undefined) return settleXdm(setting, claimed.id, message, decision);
  await setting.store.postpone(claimed, new Date(setting.now().getTime() + POSTPONED_MS));
}

async function settlePlainly({ setting, claimed }: Work, settlement: MessageSettlement): Promise<void> {
  await setting.store.settle(setting.store.database, claimed.id, settlement, setting.now());
}

async function processByKind(work: Work, message: IncomingMessage): Promise<void> {
  const { setting, claimed, signal } = work;
  const { id } = claimed;
  switch (message.kind) {
    case "xdm":
      return processXdm(work, message);
    case "mdn":
    case "dsn":
    case "errorMail": {
      const verdict = await setting.outbox.record(message, { signal });
      await settlePlainly(work, { state: "settled", outcome: `report ${verdict.kind}` });
      return setting.notify({ kind: "report", id, verdict });
    }
    case "fin":
    case "patientReply":
    case "other": {
      await setting.onMessage?.(message, { id, signal });
      await settlePlainly(work, { state: "settled", outcome: "message" });
      return setting.notify({ kind: "settled", id, outcome: "message", answer: "none" });
    }
  }
}

async function quarantine(work: Work, reason: string): Promise<void> {
  await settlePlainly(work, { state: "quarantined", reason });
  work.setting.notify({ kind: "quarantined", id: work.claimed.id, reason });
}

/** Names what was thrown without its message, which may hold anything. */
function nameOf(error: unknown): string {
  return isLdlError(error) ? error.code : error instanceof Error ? error.name : "not-an-error";
}

/** A message that failed comes up again after a while, and is put aside after some attempts so that it blocks nothing. */
async function afterFailure(work: Work, error: unknown): Promise<void> {
  const { setting, claimed, signal } = work;
  if (signal.aborted || (isLdlError(error) && error.code === "LDL_STORE_FAILED")) throw error;
  if (claimed.attempts >= setting.maxAttempts) return quarantine(work, `failed ${nameOf(error)}`);
  const dueAt = new Date(setting.now().getTime() + 60_000 * 2 ** (claimed.attempts - 1));
  await settlePlainly(work, { state: "received", reason: nameOf(error), dueAt });
}

/** Deals with one message that was taken up. */
export async function processMessage(work: Work): Promise<void> {
  const { setting, claimed, signal } = work;
  // A message may be what kills the process that takes it up.
  if (claimed.attempts > setting.maxAttempts) return quarantine(work, "abandoned");
  try {
    if ((await setting.scan?.(claimed.raw, { signal })) === false) return await quarantine(work, "scan-refused");
    await processByKind(work, parseIncoming(claimed.raw));
  } catch (error) {
    await afterFailure(work, error);
  }
}
