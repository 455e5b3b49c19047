import { createHash, randomUUID } from "node:crypto";
import {
  type ExchangeEvent,
  instantOf,
  type MssanteAddress,
  mssanteAddressKind,
  type TransmissionSubmitted,
} from "@ldl/domain";

/**
 * What turns the fate of a message into events.
 *
 * @public
 */
export interface TransmissionContext {
  /** Key of each document of the message: its CDA id, hashed when it may carry a patient or stay number. */
  readonly documentIds: readonly string[];
  /** Software that sends. */
  readonly origin: TransmissionSubmitted["origin"];
  /** Hides an address; see {@link createRecipientKey}. */
  readonly recipientKey: (address: string) => string;
  /** Kind of a mailbox, as the directory says. Default: `PATIENT` for a patient's, else `OTHER`. */
  readonly recipientKind?: (address: MssanteAddress) => TransmissionSubmitted["recipientKind"];
  /** Part of a recipient in the care. Default: not said. */
  readonly recipientRole?: (address: MssanteAddress) => TransmissionSubmitted["recipientRole"];
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Identifiers of events. Default: random UUIDs. */
  readonly newId?: () => string;
}

/** A message that was sent, as far as its events need to know it. @public */
export interface SentMessage {
  /** Its Message-ID, angle brackets included. */
  readonly messageId: string;
  /** Sender. */
  readonly from: MssanteAddress | null;
  /** Recipients. */
  readonly to: readonly MssanteAddress[];
}

/** Identifier of the transmission of one document to one recipient: the same whenever it is computed again. */
export function transmissionIdOf(messageId: string, documentId: string, recipientKey: string): string {
  return createHash("sha256").update([messageId, documentId, recipientKey].join("\n")).digest("base64url");
}

/** Identifier and date of a new event. */
export function eventBase(context: TransmissionContext) {
  const occurredAt = instantOf(context.now?.() ?? new Date());
  return { eventId: (context.newId ?? randomUUID)(), schema: "ldl-event/1" as const, occurredAt };
}

/** Makes one event for each document of the message, to one recipient. */
export function eventsFor<E extends ExchangeEvent>(
  messageId: string,
  address: string,
  context: TransmissionContext,
  make: (transmission: {
    readonly transmissionId: string;
    readonly documentId: string;
    readonly recipientKey: string;
  }) => E,
): E[] {
  const recipientKey = context.recipientKey(address);
  return context.documentIds.map((documentId) =>
    make({ transmissionId: transmissionIdOf(messageId, documentId, recipientKey), documentId, recipientKey }),
  );
}

/** Kind of a mailbox when the directory was not asked. */
export function defaultRecipientKind(address: MssanteAddress): TransmissionSubmitted["recipientKind"] {
  return mssanteAddressKind(address) === "patient" ? "PATIENT" : "OTHER";
}
