import { parseIncoming } from "../incoming/parse-incoming.ts";
import { runTransaction } from "../internal/store-guard.ts";
import { auditDocument } from "./audit-documents.ts";
import { readArchive } from "./check-documents.ts";
import { enterDocument } from "./document-ledger.ts";
import type { DocumentOutcome } from "./document-outcome.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import { readInboxMessage } from "./inspect-inbox.ts";
import { settleXdm } from "./process-message.ts";

/** Settles a message that waited for a person. */
export async function settleDeferred(setting: InboxSetting, id: string, outcome: DocumentOutcome): Promise<void> {
  const { store, now } = setting;
  const found = await readInboxMessage(store, id);
  const message = found?.raw === undefined ? undefined : parseIncoming(found.raw);
  if (found?.state !== "deferred" || message?.kind !== "xdm") throw new RangeError("id: no deferred message has it");
  const archive = readArchive(message);
  if (outcome.kind === "integrated" && archive.kind === "readable") {
    await runTransaction(store.database, "inbox.document", async (transaction) => {
      for (const document of archive.reading.documents) {
        const { uniqueId } = document.entry;
        if (uniqueId !== undefined)
          await enterDocument(store, transaction, { uniqueId, document, message: id, at: now() });
      }
    });
  }
  const documents = archive.kind === "readable" ? archive.reading.documents : [undefined];
  for (const document of documents) auditDocument(setting, { message, document, attempt: found.attempts }, outcome);
  await settleXdm(setting, id, message, { outcome, quarantine: undefined });
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
