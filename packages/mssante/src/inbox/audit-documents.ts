import type { XdmDocument } from "@ldl/xds";
import type { AuditOutcome } from "../audit/audit-event.ts";
import { answerEntry, integrateEntry } from "../audit/document-entries.ts";
import type { IncomingXdm } from "../incoming/incoming-message.ts";
import type { DocumentOutcome } from "./document-outcome.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import type { InboxAnswer } from "./mssante-inbox.ts";
import { traitsOf } from "./received-document.ts";

const OUTCOMES: Readonly<Record<DocumentOutcome["kind"], AuditOutcome>> = {
  integrated: "success",
  deferred: "pending",
  rejected: "failure",
};

/** What was made of a document; `failed` names what the host threw. */
export type DocumentEnd = DocumentOutcome | { readonly kind: "failed"; readonly code: string };

/** Writes what was made of a document; without one, of an archive that cannot be read. */
export function auditDocument(
  { audit, mailbox }: InboxSetting,
  about: { readonly message: IncomingXdm; readonly document: XdmDocument | undefined; readonly attempt: number },
  end: DocumentEnd,
): void {
  if (audit === undefined) return;
  const { message, document, attempt } = about;
  const matricule = document === undefined ? undefined : traitsOf(document).matricule;
  const outcome = end.kind === "failed" ? "failure" : OUTCOMES[end.kind];
  const received = {
    mailbox,
    attempt,
    messageId: message.messageId,
    uniqueId: document?.entry.uniqueId,
    typeCode: document?.entry.typeCode?.code,
    patient: matricule === undefined ? undefined : audit.pseudonym(matricule),
  };
  audit.record(integrateEntry(received, outcome, "code" in end ? end.code : undefined));
}

/** Writes that the sender is answered. */
export function auditAnswer(
  { audit, mailbox }: InboxSetting,
  { messageId }: IncomingXdm,
  outcome: DocumentOutcome,
  answer: InboxAnswer,
): void {
  if (answer !== "receipt" && answer !== "errorMail") return;
  const code = outcome.kind === "rejected" ? outcome.code : undefined;
  audit?.record(answerEntry(answer, { mailbox, messageId, code }));
}
