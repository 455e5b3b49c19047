import type {
  AnyLdlError,
  MssanteAddress,
  TransmissionAccepted,
  TransmissionFailed,
  TransmissionSubmitted,
} from "@ldl/domain";
import { isRetryable } from "../codes/smtp-answers.ts";
import { definedOnly } from "../internal/defined-only.ts";
import type { RecipientResult, SendResult } from "../smtp/send-result.ts";
import {
  defaultRecipientKind,
  eventBase,
  eventsFor,
  type SentMessage,
  type TransmissionContext,
} from "./transmission-context.ts";

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/**
 * Makes the events of a message that is about to be sent: one for each document and recipient.
 *
 * @example
 * ```ts
 * import { createRecipientKey, type SentMessage, submittedEvents } from "@ldl/mssante";
 *
 * declare const sent: SentMessage;
 *
 * const events = submittedEvents(sent, {
 *   documentIds: ["1.2.250.1.999.1.1.7898.4.1"],
 *   origin: "DPI",
 *   recipientKey: createRecipientKey("secret de l'établissement"),
 * });
 * ```
 * @param message - The message.
 * @param context - Documents, software, pseudonyms.
 * @returns The events `transmission.submitted`.
 * @public
 */
export function submittedEvents(message: SentMessage, context: TransmissionContext): TransmissionSubmitted[] {
  const { messageId, from, to } = message;
  const kindOf = context.recipientKind ?? defaultRecipientKind;
  return to.flatMap((address) =>
    eventsFor(
      messageId,
      address,
      context,
      (transmission): TransmissionSubmitted => ({
        ...eventBase(context),
        type: "transmission.submitted",
        ...transmission,
        messageId,
        channel: "MSSANTE",
        origin: context.origin,
        recipientKind: kindOf(address),
        ...definedOnly({
          recipientRole: context.recipientRole?.(address),
          ownDomain: from === null ? undefined : domainOf(from) === domainOf(address),
        }),
      }),
    ),
  );
}

function failed(
  messageId: string,
  address: string,
  context: TransmissionContext,
  why: { readonly code: string; readonly permanent: boolean },
): TransmissionFailed[] {
  return eventsFor(
    messageId,
    address,
    context,
    ({ transmissionId, documentId }): TransmissionFailed => ({
      ...eventBase(context),
      type: "transmission.failed",
      transmissionId,
      documentId,
      ...why,
    }),
  );
}

function accepted(messageId: string, address: string, context: TransmissionContext): TransmissionAccepted[] {
  return eventsFor(
    messageId,
    address,
    context,
    ({ transmissionId }): TransmissionAccepted => ({
      ...eventBase(context),
      type: "transmission.accepted",
      transmissionId,
    }),
  );
}

function resultEvents(
  messageId: string,
  recipient: RecipientResult,
  context: TransmissionContext,
): (TransmissionAccepted | TransmissionFailed)[] {
  if (recipient.accepted) return accepted(messageId, recipient.address, context);
  const code = recipient.enhancedCode ?? String(recipient.smtpCode);
  return failed(messageId, recipient.address, context, { code, permanent: !isRetryable(recipient.retryClass) });
}

/**
 * Makes the events of what the operator answered: accepted or failed, for each document and recipient.
 *
 * @example
 * ```ts
 * import { type SendResult, sendResultEvents, type TransmissionContext } from "@ldl/mssante";
 *
 * declare const result: SendResult;
 * declare const context: TransmissionContext;
 *
 * for (const event of sendResultEvents(result, context)) console.log(event.type);
 * ```
 * @param result - What {@link SmtpTransport.send} returned.
 * @param context - Documents, software, pseudonyms.
 * @returns The events `transmission.accepted` and `transmission.failed`.
 * @public
 */
export function sendResultEvents(
  result: SendResult,
  context: TransmissionContext,
): (TransmissionAccepted | TransmissionFailed)[] {
  return result.recipients.flatMap((recipient) => resultEvents(result.messageId, recipient, context));
}

/** Code and permanence of a failure, for one recipient. */
function failureOf(error: AnyLdlError, index: number): { readonly code: string; readonly permanent: boolean } {
  if (error.code !== "LDL_MSS_RECIPIENTS_REFUSED") return { code: error.code, permanent: !error.retryable };
  const refusal = error.details.recipients.find((recipient) => recipient.index === index);
  if (refusal === undefined) return { code: error.code, permanent: !error.retryable };
  const code = refusal.enhancedCode ?? String(refusal.smtpCode);
  return { code, permanent: !isRetryable(refusal.retryClass) };
}

/**
 * Makes the events of a message that could not be handed over. None when nobody knows (`LDL_MSS_OUTCOME_UNKNOWN`).
 *
 * @example
 * ```ts
 * import { isLdlError } from "@ldl/domain";
 * import { sendFailureEvents, type SentMessage, type TransmissionContext } from "@ldl/mssante";
 *
 * declare const sent: SentMessage;
 * declare const context: TransmissionContext;
 * declare const caught: unknown;
 *
 * if (isLdlError(caught)) console.log(sendFailureEvents(sent, caught, context).length);
 * ```
 * @param message - The message.
 * @param error - What {@link SmtpTransport.send} threw.
 * @param context - Documents, software, pseudonyms.
 * @returns The events `transmission.failed`.
 * @public
 */
export function sendFailureEvents(
  message: SentMessage,
  error: AnyLdlError,
  context: TransmissionContext,
): TransmissionFailed[] {
  if (error.code === "LDL_MSS_OUTCOME_UNKNOWN") return [];
  return message.to.flatMap((address: MssanteAddress, index) =>
    failed(message.messageId, address, context, failureOf(error, index)),
  );
}
