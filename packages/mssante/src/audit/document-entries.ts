import { definedOnly } from "../internal/defined-only.ts";
import type { TransmissionFacts } from "../outbox/transmission.ts";
import type { AuditEntry, AuditOutcome } from "./audit-event.ts";
import { domainOf } from "./hide-personal.ts";

/** Documents leave: a message that holds them is in the outbox. */
export function exportEntry(facts: TransmissionFacts, to: readonly string[]): AuditEntry {
  const { messageId, envelopeId, mailbox, documentIds, traced } = facts;
  return {
    action: "export",
    request: { verb: "ENQUEUE", target: messageId },
    messageId,
    envelopeId,
    mailbox,
    documentIds,
    ...traced,
    recipients: { count: to.length, domains: [...new Set(to.map(domainOf))] },
    outcome: "success",
  };
}

/** A received document, as far as it is written. */
export interface IntegratedDocument {
  readonly mailbox: string;
  readonly messageId: string | undefined;
  readonly uniqueId: string | undefined;
  readonly typeCode: string | undefined;
  readonly patient: string | undefined;
  readonly attempt: number;
}

/** A received document was integrated, refused with a code, or left to a person. */
export function integrateEntry(document: IntegratedDocument, outcome: AuditOutcome, code?: string): AuditEntry {
  const { mailbox, messageId, uniqueId, typeCode, patient, attempt } = document;
  return {
    action: "integrate",
    request: { verb: "INTEGRATE", ...definedOnly({ target: uniqueId }) },
    mailbox,
    attempt,
    ...definedOnly({ messageId, patient, errorCode: code }),
    ...(uniqueId === undefined ? {} : { documentIds: [uniqueId] }),
    ...(typeCode === undefined ? {} : { typeCodes: [typeCode] }),
    outcome,
  };
}

/** The sender of documents is answered. */
export function answerEntry(
  answer: "receipt" | "errorMail",
  about: { readonly mailbox: string; readonly messageId: string | undefined; readonly code: string | undefined },
): AuditEntry {
  return {
    action: answer === "receipt" ? "notifyMdn" : "notifyError",
    request: { verb: "ENQUEUE", ...definedOnly({ target: about.messageId }) },
    mailbox: about.mailbox,
    ...definedOnly({ messageId: about.messageId, errorCode: about.code }),
    outcome: "success",
  };
}
