import { LdlError, MssanteAddress, parseInput } from "@ldl/domain";
import type { IntegrationErrorCode } from "../codes/integration-errors.ts";
import type { ComposedMessage } from "../compose/compose-message.ts";
import type { IncomingMessage } from "../incoming/incoming-message.ts";
import { type BuildReportOptions, quotedSubject, type ReportAuthor, writeReport } from "./report-message.ts";
import { errorSubject, errorText } from "./report-text.ts";

/**
 * What {@link buildErrorMail} makes a mail of.
 *
 * @public
 */
export interface BuildErrorMailInput extends ReportAuthor {
  /** The message that could not be integrated. */
  readonly original: IncomingMessage;
  /** Code of the table. */
  readonly code: IntegrationErrorCode;
  /** Precision for the person who reads it, without clinical data. */
  readonly explanation?: string;
  /** Mailbox that collects errors at the sender's. Default: the sender of the message. */
  readonly to?: MssanteAddress;
}

/**
 * Builds the mail that tells a sender of an integration error when they asked for no receipt. A success is never told this way.
 *
 * @remarks ANS volet « Transmission au LPS d'un document CDA-R2 en HL7v2 reçu par MSSanté », annex « structure du message
 * standard », 1.1.3.
 * @example
 * ```ts
 * import { MssanteAddress } from "@ldl/domain";
 * import { buildErrorMail, type IncomingXdm } from "@ldl/mssante";
 *
 * declare const original: IncomingXdm;
 *
 * const mail = buildErrorMail({
 *   original,
 *   from: MssanteAddress.parse("lgc@cabinet-test.mssante.fr"),
 *   nil: "REFERENCE-PRODUIT",
 *   code: "904",
 * });
 * console.log(mail.messageId);
 * ```
 * @param input - The message, who answers, and the error.
 * @param options - Clock, identifiers, envelope sender.
 * @returns The mail, ready to be sent.
 * @throws LdlError `LDL_MSS_RECEIPT_NOT_ALLOWED` when the message was sent by a program that must not be answered;
 * `LDL_INPUT_INVALID` when the sender's address or a text cannot be used.
 * @public
 */
export function buildErrorMail(input: BuildErrorMailInput, options: BuildReportOptions = {}): ComposedMessage {
  const { original, code, explanation, from, label, nil } = input;
  if (original.automatic || ["mdn", "dsn", "errorMail"].includes(original.kind)) {
    throw new LdlError("LDL_MSS_RECEIPT_NOT_ALLOWED", "a report is never answered", {
      details: { reason: "automaticMessage" },
    });
  }
  return writeReport({
    original,
    author: { from, nil, ...(label === undefined ? {} : { label }) },
    to: input.to ?? parseInput(MssanteAddress, original.from?.address, { name: "original.from" }),
    subject: errorSubject(code, quotedSubject(original.subject)),
    contentType: "multipart/mixed",
    parts: [
      { kind: "text", text: errorText(code, explanation) },
      { kind: "message", name: "message_original.eml", bytes: original.raw },
    ],
    options,
  });
}
