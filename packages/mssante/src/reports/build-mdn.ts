import { LdlError, MssanteAddress, parseInput } from "@ldl/domain";
import type { IntegrationErrorCode } from "../codes/integration-errors.ts";
import type { ComposedMessage } from "../compose/compose-message.ts";
import type { IncomingMessage } from "../incoming/incoming-message.ts";
import type { MimePart } from "../mime/write-mime.ts";
import { HeaderText } from "../text/header-text.ts";
import {
  type BuildReportOptions,
  quotedMessageId,
  quotedSubject,
  type ReportAuthor,
  writeReport,
} from "./report-message.ts";
import { errorSubject, errorText, OUTCOME_TEXTS } from "./report-text.ts";
import { writeReportedError } from "./reported-error.ts";

/**
 * What a receipt says.
 *
 * @public
 */
export type MdnStatement =
  | { readonly kind: "integrated" }
  | {
      readonly kind: "rejected";
      /** Code of the table. */
      readonly code: IntegrationErrorCode;
      /** Precision for the person who reads it, without clinical data. */
      readonly explanation?: string;
    }
  | { readonly kind: "read" }
  | { readonly kind: "deleted" };

/**
 * What {@link buildMdn} makes a receipt of.
 *
 * @public
 */
export interface BuildMdnInput extends ReportAuthor {
  /** The message that it answers. */
  readonly original: IncomingMessage;
  /** What it says. */
  readonly statement: MdnStatement;
  /** Whether the software sends it by itself, or a person asked for it. Default: `software`. */
  readonly sentBy?: "software" | "person";
  /** Name of the software, then its version. Default: none. */
  readonly reportingUa?: { readonly product: string; readonly version: string };
}

/**
 * Options of {@link buildMdn}.
 *
 * @public
 */
export interface BuildMdnOptions extends BuildReportOptions {
  /**
   * Form of the receipt. `1.1.3`: the error in its own field, the original attached once. `1.1.2`: the error inside the
   * disposition, the text and the files of the original attached again. Default: `1.1.3`.
   */
  readonly form?: "1.1.3" | "1.1.2";
}

const DISPOSITIONS = { integrated: "processed", rejected: "processed", read: "displayed", deleted: "deleted" } as const;

function notAllowed(reason: "notRequested" | "noReturnPath" | "addressesDiffer" | "automaticMessage"): LdlError {
  return new LdlError("LDL_MSS_RECEIPT_NOT_ALLOWED", `no receipt may be sent for this message: ${reason}`, {
    details: { reason },
  });
}

/** Checks that a receipt may be sent, and says to whom (RFC 8098, section 2.1). */
function receiptAddress(original: IncomingMessage, sentBy: "software" | "person"): MssanteAddress {
  const { receiptTo, returnPath, automatic, kind } = original;
  if (receiptTo === undefined) throw notAllowed("notRequested");
  if (automatic || kind === "mdn" || kind === "dsn" || kind === "errorMail") throw notAllowed("automaticMessage");
  if (sentBy === "software") {
    if (returnPath === undefined) throw notAllowed("noReturnPath");
    if (returnPath.toLowerCase() !== receiptTo.toLowerCase()) throw notAllowed("addressesDiffer");
  }
  return parseInput(MssanteAddress, receiptTo, { name: "original.receiptTo" });
}

function dispositionField(input: BuildMdnInput, form: "1.1.3" | "1.1.2"): string[] {
  const { statement, sentBy } = input;
  const mode = sentBy === "person" ? "manual-action/MDN-sent-manually" : "automatic-action/MDN-sent-automatically";
  const disposition = `Disposition: ${mode}; ${DISPOSITIONS[statement.kind]}`;
  if (statement.kind !== "rejected") return [disposition];
  const error = writeReportedError(statement.code);
  return form === "1.1.2" ? [`${disposition}/Error: ${error}`] : [`${disposition}/error`, `Error: ${error}`];
}

function notificationFields(input: BuildMdnInput, form: "1.1.3" | "1.1.2"): string[] {
  const { original, reportingUa, from } = input;
  const about = quotedMessageId(original);
  const first = MssanteAddress.safeParse(original.originalRecipient);
  const ua =
    reportingUa === undefined
      ? []
      : [
          `Reporting-UA: ${parseInput(HeaderText, reportingUa.product)}; ${parseInput(HeaderText, reportingUa.version)}`,
        ];
  return [
    ...ua,
    ...(first.success ? [`Original-Recipient: rfc822;${first.data}`] : []),
    `Final-Recipient: rfc822;${from}`,
    ...(about === undefined ? [] : [`Original-Message-ID: ${about}`]),
    ...dispositionField(input, form),
  ];
}

/** What the former form attaches instead of the original message. */
function formerAttachments(original: IncomingMessage): MimePart[] {
  const files = original.kind === "xdm" ? [original.xdm, ...original.pdfs] : [];
  return [
    { kind: "text", text: original.text },
    ...files.map(({ name, contentType, bytes }): MimePart => ({ kind: "file", name, contentType, bytes })),
  ];
}

/**
 * Builds the receipt (MDN) of a message that asks for one.
 *
 * @remarks ANS volet « Transmission au LPS d'un document CDA-R2 en HL7v2 reçu par MSSanté », annex « structure du message MDN »,
 * 1.1.3 (and 1.1.2 as an option); RFC 8098. A receipt sent by software goes only to the Return-Path of the message. The caller
 * makes sure that it is sent at most once, for example with the IMAP keyword `$MDNSent`.
 * @example
 * ```ts
 * import { MssanteAddress } from "@ldl/domain";
 * import { buildMdn, type IncomingXdm } from "@ldl/mssante";
 *
 * declare const original: IncomingXdm;
 *
 * const receipt = buildMdn({
 *   original,
 *   from: MssanteAddress.parse("lgc@cabinet-test.mssante.fr"),
 *   nil: "REFERENCE-PRODUIT",
 *   statement: { kind: "rejected", code: "902" },
 * });
 * console.log(receipt.envelope.to);
 * ```
 * @param input - The message, who answers, and what the receipt says.
 * @param options - Form, clock, identifiers, envelope sender.
 * @returns The receipt, ready to be sent.
 * @throws LdlError `LDL_MSS_RECEIPT_NOT_ALLOWED` when none was asked for, or when software may not answer this message;
 * `LDL_INPUT_INVALID` for a text that cannot stand in a header.
 * @public
 */
export function buildMdn(input: BuildMdnInput, options: BuildMdnOptions = {}): ComposedMessage {
  const { original, statement, from, label, nil } = input;
  const form = options.form ?? "1.1.3";
  const to = receiptAddress(original, input.sentBy ?? "software");
  const subject = quotedSubject(original.subject);
  const rejected = statement.kind === "rejected";
  return writeReport({
    original,
    author: { from, nil, ...(label === undefined ? {} : { label }) },
    to,
    subject: rejected ? errorSubject(statement.code, subject) : subject,
    contentType: "multipart/report; report-type=disposition-notification",
    parts: [
      {
        kind: "text",
        text: rejected ? errorText(statement.code, statement.explanation) : OUTCOME_TEXTS[statement.kind],
      },
      { kind: "fields", contentType: "message/disposition-notification", lines: notificationFields(input, form) },
      ...(form === "1.1.2" ? formerAttachments(original) : [{ kind: "message" as const, bytes: original.raw }]),
    ],
    options,
  });
}
