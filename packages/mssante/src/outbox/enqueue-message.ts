import { createHash } from "node:crypto";
import { isLdlError, type MssanteAddress, type SqlExecutor } from "@ldl/domain";
import type { ComposedMessage } from "../compose/compose-message.ts";
import { submittedEvents } from "../events/sending-events.ts";
import { runTransaction } from "../internal/store-guard.ts";
import type { EnqueuedMessage, EnqueueMessageOptions } from "./mssante-outbox.ts";
import type { OutboxParts } from "./outbox-parts.ts";
import { readTransmission, transmissionOf } from "./read-transmission.ts";
import type { Transmission, TransmissionFacts } from "./transmission.ts";
import { tellEvents } from "./transmission-events.ts";

/** ENVID of a message: derived, so that a message enqueued twice is the same. */
function envelopeIdOf(messageId: string): string {
  return createHash("sha256").update(messageId).digest("base64url").slice(0, 32);
}

function mailboxOf({ envelope }: ComposedMessage, options: EnqueueMessageOptions): MssanteAddress {
  const mailbox = options.mailbox ?? envelope.from;
  if (mailbox === null) throw new TypeError("mailbox: needed for a message with the null sender");
  return mailbox;
}

function factsOf(message: ComposedMessage, options: EnqueueMessageOptions): TransmissionFacts {
  const { messageId, envelope } = message;
  return {
    messageId,
    envelopeId: envelopeIdOf(messageId),
    mailbox: mailboxOf(message, options),
    sender: envelope.from,
    documentIds: options.documentIds ?? [],
  };
}

const same = (left: readonly string[], right: readonly string[]): boolean =>
  [...left].sort().join("\n") === [...right].sort().join("\n");

/** Whether a message that was composed again says the same to the same people. */
function isSame(
  known: Transmission,
  { envelope }: ComposedMessage,
  { documentIds = [] }: EnqueueMessageOptions,
): boolean {
  const addresses = known.recipients.map(({ address }) => address);
  return documentIds.length > 0 && same(known.documentIds, documentIds) && same(addresses, envelope.to);
}

async function insert(
  { outbox, followUp, now }: OutboxParts,
  message: ComposedMessage,
  options: EnqueueMessageOptions & { readonly transaction: SqlExecutor },
): Promise<EnqueuedMessage> {
  const { key, lane, delayMs, maxAgeMs, transaction, signal } = options;
  const facts = factsOf(message, options);
  const { entry, created } = await outbox.enqueue(
    { payload: message.raw, metadata: { ...facts }, parts: [...message.envelope.to] },
    {
      key,
      group: facts.mailbox,
      transaction,
      ...(lane === undefined ? {} : { lane }),
      ...(delayMs === undefined ? {} : { delayMs }),
      ...(maxAgeMs === undefined ? {} : { maxAgeMs }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  if (created) await followUp.add(transaction, { key, facts, to: message.envelope.to, at: now() });
  return { transmission: transmissionOf(entry, new Map()), created };
}

/** Puts a message in the outbox with what recognises its reports, in one transaction. */
export async function enqueueMessage(
  parts: OutboxParts,
  message: ComposedMessage,
  options: EnqueueMessageOptions,
): Promise<EnqueuedMessage> {
  const { database, events, now } = parts;
  const within = (transaction: SqlExecutor): Promise<EnqueuedMessage> =>
    insert(parts, message, { ...options, transaction });
  try {
    const result = await (options.transaction === undefined
      ? runTransaction(database, "mssante.enqueue", within)
      : within(options.transaction));
    if (result.created && events !== undefined) {
      const sent = { messageId: message.messageId, from: message.envelope.from, to: message.envelope.to };
      const told = submittedEvents(sent, { ...events, documentIds: options.documentIds ?? [], now });
      const tell = (): void => tellEvents(events, told);
      if (options.transaction?.afterCommit === undefined) tell();
      else options.transaction.afterCommit(tell);
    }
    return result;
  } catch (error) {
    if (!isLdlError(error) || error.code !== "LDL_OUTBOX_KEY_CONFLICT") throw error;
    const known = await readTransmission(parts, options.key);
    if (known === undefined || !isSame(known, message, options)) throw error;
    return { transmission: known, created: false };
  }
}
