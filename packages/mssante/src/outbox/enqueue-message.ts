import { createHash } from "node:crypto";
import { isLdlError, type MssanteAddress, type SqlExecutor } from "@ldl/domain";
import { exportEntry } from "../audit/document-entries.ts";
import type { ComposedMessage } from "../compose/compose-message.ts";
import { definedOnly } from "../internal/defined-only.ts";
import { runTransaction } from "../internal/store-guard.ts";
import type { EnqueuedMessage, EnqueueMessageOptions } from "./mssante-outbox.ts";
import type { OutboxParts } from "./outbox-parts.ts";
import { transmissionOf } from "./read-transmission.ts";
import { type Submission, submissionOf } from "./submissions.ts";
import type { Transmission, TransmissionFacts } from "./transmission.ts";

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
    ...definedOnly({ traced: options.traced }),
  };
}

/** The facts as JSON, where nothing is undefined. */
function metadataOf({ traced, ...facts }: TransmissionFacts) {
  return { ...facts, ...(traced === undefined ? {} : { traced: definedOnly(traced) }) };
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

/** What was enqueued, or found, with what is told of it. */
interface Enqueued extends EnqueuedMessage {
  readonly submission: Submission;
}

async function insert(
  { outbox, followUp, now }: OutboxParts,
  message: ComposedMessage,
  options: EnqueueMessageOptions & { readonly transaction: SqlExecutor },
): Promise<Enqueued> {
  const { key, lane, delayMs, maxAgeMs, transaction, signal } = options;
  const facts = factsOf(message, options);
  const { entry, created } = await outbox.enqueue(
    { payload: message.raw, metadata: metadataOf(facts), parts: [...message.envelope.to] },
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
  return { transmission: transmissionOf(entry, new Map()), created, submission: submissionOf(entry) };
}

/** The transmission of a known key, when the message says the same to the same people; as the transaction sees it. */
async function knownTransmission(
  { outboxWithin, followUp }: OutboxParts,
  message: ComposedMessage,
  options: EnqueueMessageOptions & { readonly transaction: SqlExecutor },
): Promise<Enqueued | undefined> {
  const entry = await outboxWithin(options.transaction).get(options.key);
  if (entry === undefined) return undefined;
  const transmission = transmissionOf(entry, await followUp.reports(options.key, options.transaction));
  if (!isSame(transmission, message, options)) return undefined;
  return { transmission, created: false, submission: submissionOf(entry) };
}

/** Enqueues, or finds what is there already. */
async function insertOrFind(
  parts: OutboxParts,
  message: ComposedMessage,
  options: EnqueueMessageOptions & { readonly transaction: SqlExecutor },
): Promise<Enqueued> {
  try {
    return await insert(parts, message, options);
  } catch (error) {
    if (!isLdlError(error) || error.code !== "LDL_OUTBOX_KEY_CONFLICT") throw error;
    const known = await knownTransmission(parts, message, options);
    if (known === undefined) throw error;
    return known;
  }
}

function tell({ audit, tellSubmission }: OutboxParts, { created, submission }: Enqueued): void {
  const { facts, to } = submission;
  if (created && facts.documentIds.length > 0) audit?.record(exportEntry(facts, to));
  tellSubmission(submission);
}

/** Puts a message in the outbox with what recognises its reports, in one transaction. */
export async function enqueueMessage(
  parts: OutboxParts,
  message: ComposedMessage,
  options: EnqueueMessageOptions,
): Promise<EnqueuedMessage> {
  const within = (transaction: SqlExecutor): Promise<Enqueued> =>
    insertOrFind(parts, message, { ...options, transaction });
  const { transaction } = options;
  const enqueued = await (transaction === undefined
    ? runTransaction(parts.database, "mssante.enqueue", within)
    : within(transaction));
  if (transaction?.afterCommit === undefined) tell(parts, enqueued);
  else transaction.afterCommit(() => tell(parts, enqueued));
  return { transmission: enqueued.transmission, created: enqueued.created };
}
