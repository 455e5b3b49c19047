import { type AnyLdlError, isLdlError, MssanteAddress, parseInput } from "@ldl/domain";
import type { OutboxHandler, OutboxLease, Outcome } from "@ldl/outbox";
import type { ComposedMessage } from "../compose/compose-message.ts";
import { sendFailureEvents, sendResultEvents } from "../events/sending-events.ts";
import type { SendResult } from "../smtp/send-result.ts";
import type { SendOptions, SmtpTransport } from "../smtp/smtp-transport.ts";
import type { SendingAlert } from "./mssante-outbox.ts";
import { outcomeOfError, outcomeOfResult, type SendingDelays } from "./sending-outcome.ts";
import type { SentCopies } from "./sent-copies.ts";
import type { TellSubmission } from "./submissions.ts";
import { TransmissionFacts } from "./transmission.ts";
import { type TransmissionEvents, tellEvents } from "./transmission-events.ts";

/** Answer of {@link BeforeSending}. @public */
export type SendingPermission =
  | { readonly allowed: true }
  /** Parks the message; `reason` is a constant, never health data. */
  | { readonly allowed: false; readonly reason: string };

/**
 * Looks at a message right before each attempt: whether the patient objects by now, whether a domain is in the white list.
 *
 * @public
 */
export type BeforeSending = (transmission: {
  readonly key: string;
  readonly messageId: string;
  readonly to: readonly MssanteAddress[];
  readonly documentIds: readonly string[];
  readonly signal: AbortSignal;
}) => Promise<SendingPermission>;

/** What sending an entry needs. */
export interface SendingSetting {
  readonly transportOf: (mailbox: MssanteAddress) => SmtpTransport;
  readonly delays: SendingDelays;
  readonly dsn: boolean;
  readonly beforeSending: BeforeSending | undefined;
  readonly events: TransmissionEvents | undefined;
  readonly tellSubmission: TellSubmission;
  readonly onAlert: ((alert: SendingAlert) => void) | undefined;
  readonly copies: SentCopies | undefined;
  readonly now: () => Date;
  /** Told of what a callback of the host threw. */
  readonly fail: (error: unknown) => void;
}

/** What is sent of an entry: the same bytes to those who do not have it yet. */
function messageOf(lease: OutboxLease, facts: TransmissionFacts): ComposedMessage {
  const to = lease.parts.map((part) => parseInput(MssanteAddress, part));
  return { messageId: facts.messageId, raw: lease.payload, envelope: { from: facts.sender, to } };
}

/** Whether the operator refuses the null sender of a notification, which then goes out from the mailbox. */
function refusesNullSender(error: unknown, message: ComposedMessage): boolean {
  if (message.envelope.from !== null || !isLdlError(error) || error.code !== "LDL_MSS_COMMAND_REFUSED") return false;
  return error.details.command === "MAIL FROM" && error.details.smtpCode >= 500;
}

async function handOver(
  transport: SmtpTransport,
  message: ComposedMessage,
  facts: TransmissionFacts,
  options: SendOptions,
): Promise<SendResult> {
  try {
    return await transport.send(message, options);
  } catch (error) {
    if (!refusesNullSender(error, message)) throw error;
    return transport.send({ ...message, envelope: { ...message.envelope, from: facts.mailbox } }, options);
  }
}

/** Calls a callback of the host; what it throws stops the worker, but does not change what became of the message. */
export function guarded(setting: SendingSetting, work: () => void): void {
  try {
    work();
  } catch (error) {
    setting.fail(error);
  }
}

function succeeded(setting: SendingSetting, facts: TransmissionFacts, result: SendResult, lease: OutboxLease): Outcome {
  const { events, now } = setting;
  if (events !== undefined) {
    const told = sendResultEvents(result, { ...events, documentIds: facts.documentIds, now });
    guarded(setting, () => tellEvents(events, told, String(lease.attempt)));
  }
  return outcomeOfResult(result, setting.delays);
}

function failed(
  setting: SendingSetting,
  facts: TransmissionFacts,
  error: AnyLdlError,
  attempt: { readonly message: ComposedMessage; readonly lease: OutboxLease },
): Outcome | undefined {
  const { events, now, onAlert } = setting;
  const { to } = attempt.message.envelope;
  const outcome = outcomeOfError(error, to, setting.delays);
  if (outcome?.kind === "pause") guarded(setting, () => onAlert?.({ mailbox: facts.mailbox, error }));
  if (events === undefined || outcome === undefined || outcome.kind === "pause") return outcome;
  const sent = { messageId: facts.messageId, from: facts.sender, to };
  const told = sendFailureEvents(sent, error, { ...events, documentIds: facts.documentIds, now });
  guarded(setting, () => tellEvents(events, told, String(attempt.lease.attempt)));
  return outcome;
}

/** Makes the handler that sends one entry and says what became of it. */
export function createSendEntry(setting: SendingSetting): OutboxHandler {
  return async (lease) => {
    const facts = parseInput(TransmissionFacts, lease.metadata, { name: "metadata" });
    const message = messageOf(lease, facts);
    const { key, signal } = lease;
    const { messageId, documentIds } = facts;
    const submission = { key, facts, to: message.envelope.to, at: lease.enqueuedAt };
    guarded(setting, () => setting.tellSubmission(submission));
    const permission = await setting.beforeSending?.({ key, messageId, documentIds, to: message.envelope.to, signal });
    if (permission?.allowed === false) return { kind: "park", reason: permission.reason };
    const options: SendOptions = {
      signal,
      // The window in which a crash leaves the outcome unknown opens with the last bytes, not before.
      beforeLastBytes: () => lease.dispatching(),
      traced: { documentIds, attempt: lease.attempt, ...facts.traced },
      ...(setting.dsn && facts.sender !== null ? { dsn: { envelopeId: facts.envelopeId } } : {}),
    };
    try {
      const result = await handOver(setting.transportOf(facts.mailbox), message, facts, options);
      // Notifications, which have no sender, are nobody's mail.
      if (facts.sender !== null) await setting.copies?.add(key, facts);
      return succeeded(setting, facts, result, lease);
    } catch (error) {
      const outcome = isLdlError(error) ? failed(setting, facts, error, { message, lease }) : undefined;
      if (outcome === undefined) throw error;
      return outcome;
    }
  };
}
