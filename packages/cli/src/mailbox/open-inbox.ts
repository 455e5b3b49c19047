import {
  createMssanteInbox,
  type DocumentOutcome,
  type InboxNotice,
  type MssanteInbox,
  type ReceivedDocument,
} from "@ldl/mssante";
import type { Io } from "../io.ts";
import type { Exchange } from "./open-outbox.ts";

/** What a person reads of a notice; no health data. */
function describe(notice: InboxNotice): string {
  switch (notice.kind) {
    case "settled":
      return `message ${notice.id} : ${notice.outcome}, réponse ${notice.answer}`;
    case "quarantined":
      return `message ${notice.id} mis de côté : ${notice.reason}`;
    case "report":
      return `message ${notice.id} : compte rendu ${notice.verdict.kind}`;
    case "notFiled":
      return `message ${notice.id} traité, mais ni marqué ni rangé dans la boîte (${notice.error.code})`;
    case "mailboxFailed":
      return `boîte inaccessible (${notice.error.code}), nouvel essai dans ${Math.round(notice.retryInMs / 1000)} s`;
  }
}

/**
 * Opens the inbox of a configuration, its tables made.
 *
 * @param exchange - What the configuration opened.
 * @param io - Where notices are told.
 * @param onDocument - What becomes of a document.
 * @returns The inbox.
 */
export async function openInbox(
  exchange: Exchange,
  io: Io,
  onDocument: (document: ReceivedDocument) => Promise<DocumentOutcome>,
): Promise<MssanteInbox> {
  const { loaded, database, profile, outbox, audit } = exchange;
  const { config } = loaded;
  const { settled, quarantined } = config.folders ?? {};
  const inbox = createMssanteInbox({
    database,
    profile,
    outbox,
    mailbox: config.mailbox,
    nil: config.nil,
    folders: { ...(settled === undefined ? {} : { settled }), ...(quarantined === undefined ? {} : { quarantined }) },
    ...(audit === undefined ? {} : { audit }),
    onDocument,
    onNotice: (notice) => io.err(`${describe(notice)}\n`),
  });
  await inbox.install();
  return inbox;
}
