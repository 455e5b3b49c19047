import type { MssanteAddress, TransmissionAcknowledged, TransmissionDelivered, TransmissionFailed } from "@ldl/domain";
import { isRetryable } from "../codes/smtp-answers.ts";
import type { IncomingDsn, IncomingMdn } from "../incoming/incoming-message.ts";
import type { DsnRecipient } from "../reports/parse-dsn.ts";
import { eventBase, eventsFor, type SentMessage, type TransmissionContext } from "./transmission-context.ts";

function sameMailbox(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** The recipient that a report speaks for: the mailbox itself, else the only recipient of its domain (a mailbox behind it). */
export function recipientOf(
  to: readonly MssanteAddress[],
  candidates: readonly (string | undefined)[],
): MssanteAddress | undefined {
  const exact = to.find((address) => candidates.some((candidate) => sameMailbox(candidate, address)));
  if (exact !== undefined) return exact;
  const domains = candidates.filter((candidate) => candidate !== undefined).map(domainOf);
  const [only, ...others] = to.filter((address) => domains.includes(domainOf(address)));
  return others.length === 0 ? only : undefined;
}

const DISPOSITIONS = ["displayed", "processed", "dispatched", "deleted"] as const;

/**
 * Makes the events of a receipt, for each document of the message that it answers.
 *
 * @remarks A receipt of a mailbox that is no recipient, nor the only one of its domain, changes nothing: it proves nothing.
 * @example
 * ```ts
 * import { acknowledgementEvents, type IncomingMdn, type SentMessage, type TransmissionContext } from "@ldl/mssante";
 *
 * declare const receipt: IncomingMdn;
 * declare const sent: SentMessage;
 * declare const context: TransmissionContext;
 *
 * for (const event of acknowledgementEvents(receipt, sent, context)) console.log(event.disposition, event.error);
 * ```
 * @param receipt - The receipt.
 * @param sent - The message that it answers, found with {@link correlate}.
 * @param context - Documents, software, pseudonyms: those of the sending.
 * @returns The events `transmission.acknowledged`; none when the receipt cannot be understood or trusted.
 * @public
 */
export function acknowledgementEvents(
  receipt: IncomingMdn,
  sent: SentMessage,
  context: TransmissionContext,
): TransmissionAcknowledged[] {
  const { mdn } = receipt;
  const address = recipientOf(sent.to, [mdn.originalRecipient, mdn.finalRecipient, receipt.from?.address]);
  const rejected = mdn.outcome === "rejected";
  const disposition = DISPOSITIONS.find((known) => known === mdn.disposition) ?? (rejected ? "processed" : undefined);
  if (address === undefined || disposition === undefined) return [];
  return eventsFor(
    sent.messageId,
    address,
    context,
    ({ transmissionId }): TransmissionAcknowledged => ({
      ...eventBase(context),
      type: "transmission.acknowledged",
      transmissionId,
      disposition,
      ...(rejected ? { error: mdn.error?.code ?? "906" } : {}),
    }),
  );
}

function recipientEvents(
  recipient: DsnRecipient,
  sent: SentMessage,
  context: TransmissionContext,
): (TransmissionDelivered | TransmissionFailed)[] {
  const address = recipientOf(sent.to, [recipient.originalRecipient, recipient.finalRecipient]);
  if (address === undefined) return [];
  if (recipient.action === "delivered") {
    return eventsFor(
      sent.messageId,
      address,
      context,
      ({ transmissionId }): TransmissionDelivered => ({
        ...eventBase(context),
        type: "transmission.delivered",
        transmissionId,
      }),
    );
  }
  if (recipient.action !== "failed") return [];
  return eventsFor(
    sent.messageId,
    address,
    context,
    ({ transmissionId, documentId }): TransmissionFailed => ({
      ...eventBase(context),
      type: "transmission.failed",
      transmissionId,
      documentId,
      code: recipient.status ?? "5.0.0",
      permanent: recipient.retryClass === undefined || !isRetryable(recipient.retryClass),
    }),
  );
}

/**
 * Makes the events of a delivery status notification, for each document and each recipient of it.
 *
 * `delivered` and final failures count; `relayed`, `expanded` and `delayed` say nothing final.
 *
 * @example
 * ```ts
 * import { deliveryEvents, type IncomingDsn, type SentMessage, type TransmissionContext } from "@ldl/mssante";
 *
 * declare const notification: IncomingDsn;
 * declare const sent: SentMessage;
 * declare const context: TransmissionContext;
 *
 * for (const event of deliveryEvents(notification, sent, context)) console.log(event.type);
 * ```
 * @param notification - The notification.
 * @param sent - The message that it is about, found with {@link correlate}.
 * @param context - Documents, software, pseudonyms: those of the sending.
 * @returns The events `transmission.delivered` and `transmission.failed`.
 * @public
 */
export function deliveryEvents(
  notification: IncomingDsn,
  sent: SentMessage,
  context: TransmissionContext,
): (TransmissionDelivered | TransmissionFailed)[] {
  return notification.dsn.recipients.flatMap((recipient) => recipientEvents(recipient, sent, context));
}
