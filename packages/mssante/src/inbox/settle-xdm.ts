import type { IncomingXdm } from "../incoming/incoming-message.ts";
import { runTransaction } from "../internal/store-guard.ts";
import { answerSender } from "./answer-sender.ts";
import { auditAnswer } from "./audit-documents.ts";
import { combine, type DocumentOutcome } from "./document-outcome.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import type { InboxAnswer } from "./mssante-inbox.ts";

/** What was made of the documents of a message. */
export interface Decision {
  /** Of each document, in the order of the archive; one alone for an archive that is refused. */
  readonly outcomes: readonly DocumentOutcome[];
  /** Why a person should look at it although the sender is told. */
  readonly quarantine: string | undefined;
}

function labelOf(outcome: DocumentOutcome): string {
  return outcome.kind === "rejected" ? `rejected ${outcome.code}` : outcome.kind;
}

/** Records what was made of a message and its answer, together. As long as a document waits, the message does, with what is known. */
export async function settleXdm(
  setting: InboxSetting,
  id: string,
  original: IncomingXdm,
  { outcomes, quarantine }: Decision,
): Promise<void> {
  const { store, now } = setting;
  const outcome = combine(outcomes);
  const label = labelOf(outcome);
  const waits = outcome.kind === "deferred";
  const state = waits ? "deferred" : quarantine === undefined ? "settled" : "quarantined";
  const answer = await runTransaction(store.database, "inbox.settle", async (transaction): Promise<InboxAnswer> => {
    const made = await answerSender(setting, transaction, { id, original, outcome });
    const answered = made === "receipt" || made === "errorMail";
    const settlement = { state, reason: quarantine, outcome: label, answered, ...(waits ? { outcomes } : {}) } as const;
    await store.settle(transaction, id, settlement, now());
    return made;
  });
  auditAnswer(setting, original, outcome, answer);
  if (state === "quarantined" && quarantine !== undefined) setting.notify({ kind: state, id, reason: quarantine });
  if (state === "settled") setting.notify({ kind: "settled", id, outcome: label, answer });
}
