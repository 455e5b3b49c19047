import { MssanteAddress, parseInput } from "@ldl/domain";
import type { OutboxEntry, OutboxPart, ReadOptions } from "@ldl/outbox";
import type { Reported } from "./follow-up-store.ts";
import type { OutboxParts } from "./outbox-parts.ts";
import {
  type RecipientState,
  type Transmission,
  TransmissionFacts,
  type TransmissionRecipient,
} from "./transmission.ts";

const SENDING_STATES: Readonly<Record<OutboxPart["state"], RecipientState>> = {
  pending: "pending",
  delivered: "accepted",
  failed: "refused",
  unknown: "unknown",
};

function recipientOf(part: OutboxPart, reported: Reported | undefined): TransmissionRecipient {
  const address = parseInput(MssanteAddress, part.name);
  if (reported !== undefined) return { address, state: reported.state, code: reported.code, reportedAt: reported.at };
  return { address, state: SENDING_STATES[part.state], code: part.reason, reportedAt: undefined };
}

/** What is known of an entry: how sending went, and what was reported since. */
export function transmissionOf(entry: OutboxEntry, reports: ReadonlyMap<string, Reported>): Transmission {
  const { messageId, envelopeId, mailbox, documentIds } = parseInput(TransmissionFacts, entry.metadata);
  const { key, state, reason, attempts, uncertain, enqueuedAt, nextAttemptAt, expiresAt } = entry;
  return {
    key,
    messageId,
    envelopeId,
    mailbox,
    documentIds,
    state,
    reason,
    attempts,
    uncertain,
    size: entry.payloadBytes,
    enqueuedAt,
    nextAttemptAt,
    expiresAt,
    recipients: entry.parts.map((part) => recipientOf(part, reports.get(part.name))),
  };
}

/** Reads one transmission. */
export async function readTransmission(
  { outbox, followUp }: OutboxParts,
  key: string,
  options: ReadOptions = {},
): Promise<Transmission | undefined> {
  const entry = await outbox.get(key, options);
  return entry === undefined ? undefined : transmissionOf(entry, await followUp.reports(key));
}
