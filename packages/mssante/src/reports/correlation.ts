import type { IncomingMessage } from "../incoming/incoming-message.ts";
import { definedOnly } from "../internal/defined-only.ts";

/**
 * What ties a received report or answer to a message that we sent.
 *
 * @public
 */
export interface Correlation {
  /** ENVID of the transmission, the surest key. Only notifications of delivery have it. */
  readonly envelopeId?: string;
  /** Message-ID of the message, the surest first. */
  readonly messageIds: readonly string[];
  /** Mailboxes that the report speaks for: compare their domains with the recipients of the message before trusting it. */
  readonly reportedBy: readonly string[];
}

function reportKeys(message: IncomingMessage): {
  readonly ids: (string | undefined)[];
  readonly by: (string | undefined)[];
} {
  switch (message.kind) {
    case "dsn": {
      const by = message.dsn.recipients.flatMap((recipient) => [recipient.originalRecipient, recipient.finalRecipient]);
      return { ids: [message.dsn.originalMessageId], by };
    }
    case "mdn":
      return {
        ids: [message.mdn.originalMessageId],
        by: [message.mdn.originalRecipient, message.mdn.finalRecipient, message.from?.address],
      };
    case "errorMail":
      return { ids: [message.originalMessageId], by: [message.from?.address] };
    case "xdm":
    case "patientReply":
    case "fin":
    case "other":
      return { ids: [], by: [message.from?.address] };
  }
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

/**
 * Finds the keys by which a received message is tied to one that was sent.
 *
 * @remarks A report can be forged by anybody in the trusted space: accept a change of state only when `reportedBy` fits a
 * recipient of the message.
 * @example
 * ```ts
 * import { correlate, type IncomingMdn } from "@ldl/mssante";
 *
 * declare const receipt: IncomingMdn;
 *
 * const [messageId] = correlate(receipt).messageIds;
 * ```
 * @param message - A received message.
 * @returns The keys, surest first.
 * @public
 */
export function correlate(message: IncomingMessage): Correlation {
  const { ids, by } = reportKeys(message);
  return {
    ...definedOnly({ envelopeId: message.kind === "dsn" ? message.dsn.envelopeId : undefined }),
    messageIds: distinct([...ids, message.inReplyTo, ...message.references.toReversed()]),
    reportedBy: distinct(by),
  };
}
