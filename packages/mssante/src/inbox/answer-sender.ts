import type { SqlExecutor } from "@ldl/domain";
import { isLdlError } from "@ldl/domain";
import type { ComposedMessage } from "../compose/compose-message.ts";
import type { IncomingXdm } from "../incoming/incoming-message.ts";
import { definedOnly } from "../internal/defined-only.ts";
import { buildErrorMail } from "../reports/build-error-mail.ts";
import { buildMdn, type MdnStatement } from "../reports/build-mdn.ts";
import type { DocumentOutcome } from "./document-outcome.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import type { InboxAnswer } from "./mssante-inbox.ts";

interface Answer {
  readonly kind: InboxAnswer;
  readonly message?: ComposedMessage;
}

function authorOf({ mailbox, label, nil }: InboxSetting) {
  return { from: mailbox, nil, ...definedOnly({ label }) };
}

/** Builds something that may not be allowed, or not be possible: then nothing is sent. */
function attempt(kind: "receipt" | "errorMail", build: () => ComposedMessage): Answer {
  try {
    return { kind, message: build() };
  } catch (error) {
    if (!isLdlError(error)) throw error;
    const differ = error.code === "LDL_MSS_RECEIPT_NOT_ALLOWED" && error.details.reason === "addressesDiffer";
    return { kind: differ ? "needsConsent" : "none" };
  }
}

/** What a receipt says of an outcome. */
function statementOf(outcome: Exclude<DocumentOutcome, { readonly kind: "deferred" }>): MdnStatement {
  if (outcome.kind === "integrated") return outcome;
  const { kind, code, explanation } = outcome;
  return { kind, code, ...definedOnly({ explanation }) };
}

/** What the sender of a message is told: a receipt when one was asked for, else an error mail when there is an error. */
function answerTo(setting: InboxSetting, original: IncomingXdm, outcome: DocumentOutcome): Answer {
  const author = authorOf(setting);
  const options = { now: setting.now };
  if (outcome.kind === "deferred") return { kind: "none" };
  if (original.receiptTo !== undefined) {
    const { reportingUa } = setting;
    const input = { original, ...author, statement: statementOf(outcome), ...definedOnly({ reportingUa }) };
    return attempt("receipt", () => buildMdn(input, options));
  }
  if (outcome.kind === "integrated") return { kind: "none" };
  const { code, explanation } = outcome;
  return attempt("errorMail", () =>
    buildErrorMail({ original, ...author, code, ...definedOnly({ explanation }) }, options),
  );
}

/**
 * Puts the answer to a message in the outbox, within the transaction that records what was made of it: it goes out if and only if
 * that is recorded, and once.
 */
export async function answerSender(
  setting: InboxSetting,
  transaction: SqlExecutor,
  about: { readonly id: string; readonly original: IncomingXdm; readonly outcome: DocumentOutcome },
): Promise<InboxAnswer> {
  const { kind, message } = answerTo(setting, about.original, about.outcome);
  if (message === undefined) return kind;
  const { mailbox, outbox } = setting;
  const key = `answer:${mailbox}:${about.id}:${about.outcome.kind === "rejected" ? about.outcome.code : "ok"}`;
  try {
    await outbox.enqueue(message, { key, mailbox, transaction });
  } catch (error) {
    // A message that was taken up again, with the same end: its sender knows already.
    if (!isLdlError(error) || error.code !== "LDL_OUTBOX_KEY_CONFLICT") throw error;
  }
  return kind;
}
