import { parseIncoming } from "../incoming/parse-incoming.ts";
import { runTransaction } from "../internal/store-guard.ts";
import { auditDocument } from "./audit-documents.ts";
import { readArchive } from "./check-documents.ts";
import { enterDocument } from "./document-ledger.ts";
import type { DocumentOutcome } from "./document-outcome.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import { readInboxMessage } from "./inspect-inbox.ts";
import { settleXdm } from "./settle-xdm.ts";

/** Settles a message that waited for a person: what was deferred is decided, what was known of its other documents stays. */
export async function settleDeferred(setting: InboxSetting, id: string, outcome: DocumentOutcome): Promise<void> {
  const { store, now } = setting;
  const found = await readInboxMessage(store, id);
  const message = found?.raw === undefined ? undefined : parseIncoming(found.raw);
  if (found?.state !== "deferred" || message?.kind !== "xdm") throw new RangeError("id: no deferred message has it");
  const { reason, attempts, outcomes } = found;
  const archive = readArchive(message);
  const documents = archive.kind === "readable" ? archive.reading.documents : [];
  const decided = documents.filter((_document, index) => outcomes[index]?.kind === "deferred");
  if (outcome.kind === "integrated") {
    await runTransaction(store.database, "inbox.document", async (transaction) => {
      for (const document of decided) {
        const { uniqueId } = document.entry;
        if (uniqueId !== undefined)
          await enterDocument(store, transaction, { uniqueId, document, message: id, at: now() });
      }
    });
  }
  for (const document of decided) auditDocument(setting, { message, document, attempt: attempts }, outcome);
  const all = outcomes.map((known) => (known.kind === "deferred" ? outcome : known));
  await settleXdm(setting, id, message, { outcomes: all, quarantine: reason });
}

/** Takes a message up again that was put aside. */
export async function retryQuarantined({ store, now }: InboxSetting, id: string): Promise<void> {
  const found = await readInboxMessage(store, id);
  if (found?.state !== "quarantined" || found.raw === undefined)
    throw new RangeError("id: no quarantined message has it");
  await store.query(
    "retry",
    `UPDATE ${store.tables.messages} SET state = 'received', attempts = 0, reason = NULL, filed = false, due_at = $2::timestamptz
     WHERE id = $1::bigint AND state = 'quarantined'`,
    [id, now().toISOString()],
  );
}
