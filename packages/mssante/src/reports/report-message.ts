import { randomUUID } from "node:crypto";
import { MssanteAddress, parseInput } from "@ldl/domain";
import { z } from "zod";
import type { ComposedMessage } from "../compose/compose-message.ts";
import type { IncomingMessage } from "../incoming/incoming-message.ts";
import { type HeaderField, type MimePart, writeMime } from "../mime/write-mime.ts";
import { HeaderText, MessageId } from "../text/header-text.ts";
import { mailDate } from "../text/mail-date.ts";

/**
 * Options of {@link buildMdn} and {@link buildErrorMail}.
 *
 * @public
 */
export interface BuildReportOptions {
  /** Clock of the `Date` header. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of the left part of the Message-ID. Default: random UUID. */
  readonly newId?: () => string;
  /** Envelope sender. RFC 8098 wants the null sender, which some operators may refuse on submission. Default: `null`. */
  readonly envelopeFrom?: "null" | "mailbox";
}

/** Who answers a message, and with what product. @public */
export const ReportAuthor = z.strictObject({
  /** Mailbox that processed the message. */
  from: MssanteAddress,
  /** Label of the mailbox. Default: none. */
  label: HeaderText.optional(),
  /** Reference of the product at the Convergence portal (NIL). */
  nil: HeaderText,
});
/** What the schema of the same name gives. @public */
export interface ReportAuthor extends z.infer<typeof ReportAuthor> {}

/** What a report is made of besides its author. */
export interface ReportInit {
  readonly original: IncomingMessage;
  readonly author: ReportAuthor;
  readonly to: MssanteAddress;
  readonly subject: string;
  readonly contentType: string;
  readonly parts: readonly MimePart[];
  readonly options: BuildReportOptions;
}

/** Longest part of the original subject that is quoted. */
const MAX_QUOTED_SUBJECT = 400;

/** The original subject, made fit to stand in a header again. */
export function quotedSubject(subject: string): string {
  const oneLine = subject.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ").trim();
  return Array.from(oneLine).slice(0, MAX_QUOTED_SUBJECT).join("");
}

/** The original identifier, when it is well formed enough to be written again. */
export function quotedMessageId({ messageId }: IncomingMessage): string | undefined {
  return MessageId.safeParse(messageId).data;
}

/** Writes a report: the headers that receipts and error mails share, then the parts. */
export function writeReport(init: ReportInit): ComposedMessage {
  const { original, options } = init;
  const author = parseInput(ReportAuthor, init.author);
  const domain = author.from.slice(author.from.lastIndexOf("@") + 1);
  const messageId = parseInput(MessageId, `<${(options.newId ?? randomUUID)()}@${domain}>`);
  const about = quotedMessageId(original);
  const thread: HeaderField[] =
    about === undefined
      ? []
      : [
          ["In-Reply-To", about],
          ["References", about],
        ];
  const sender = author.label === undefined ? {} : { name: author.label };
  const raw = writeMime({
    headers: [
      ["From", [{ ...sender, address: author.from }]],
      ["To", [{ address: init.to }]],
      ["Date", mailDate(options.now?.() ?? new Date())],
      ["Message-ID", messageId],
      ...thread,
      ["Subject", init.subject],
      ["Auto-Submitted", "auto-replied"],
      ["X-MSS-NIL", author.nil],
    ],
    contentType: init.contentType,
    seed: messageId,
    parts: init.parts,
  });
  const from = options.envelopeFrom === "mailbox" ? author.from : null;
  return { messageId, raw, envelope: { from, to: [init.to] } };
}
