import type { AnyLdlError, MssanteRetryClass } from "@ldl/domain";
import type { Outcome, PartOutcome } from "@ldl/outbox";
import type { RecipientResult, SendResult } from "../smtp/send-result.ts";

/** How long things wait that time alone does not heal at once. @public */
export interface SendingDelays {
  /** Before a recipient is tried again whose mailbox is full or greylisted, in milliseconds. Default: 900 000 (15 min). */
  readonly longRetryMs: number;
  /**
   * How long a mailbox is left alone after a failure of certificate, token or configuration, in milliseconds; attempts are not
   * counted. Default: 900 000 (15 min).
   */
  readonly pauseMs: number;
}

/** Documented defaults of {@link SendingDelays}. */
export const DEFAULT_SENDING_DELAYS: SendingDelays = { longRetryMs: 900_000, pauseMs: 900_000 };

type Refusal = Extract<RecipientResult, { readonly accepted: false }>;

function refusedPart(
  { retryClass, smtpCode, enhancedCode }: Omit<Refusal, "address">,
  delays: SendingDelays,
): PartOutcome {
  const reason = enhancedCode ?? String(smtpCode);
  switch (retryClass) {
    case "transient":
    case "uncertain":
      return { kind: "retry", reason };
    // The next attempt goes to those that are left, which splits the batch.
    case "tooManyRecipients":
      return { kind: "retry", reason, afterMs: 0 };
    case "transientLong":
    case "authentication":
    case "configuration":
      return { kind: "retry", reason, afterMs: delays.longRetryMs };
    case "permanent":
    case "permanentAddress":
    case "permanentContent":
    case "permanentSize":
      return { kind: "failed", reason };
  }
}

/**
 * Outcome of a message that the server took for one recipient at least.
 *
 * @param result - What the transport returned.
 * @param delays - Delays.
 * @returns One outcome for each recipient.
 */
export function outcomeOfResult({ recipients, response, dsn }: SendResult, delays: SendingDelays): Outcome {
  const parts = recipients.map((recipient): readonly [string, PartOutcome] => [
    recipient.address,
    recipient.accepted ? { kind: "delivered" } : refusedPart(recipient, delays),
  ]);
  // The server's words hold its queue identifier, by which an operator finds the message again.
  return { kind: "partial", parts: Object.fromEntries(parts), detail: { response: response.slice(0, 200), dsn } };
}

function ofClass(retryClass: MssanteRetryClass, reason: string, delays: SendingDelays): Outcome {
  switch (retryClass) {
    case "authentication":
    case "configuration":
      return { kind: "pause", reason, afterMs: delays.pauseMs };
    case "transientLong":
      return { kind: "retry", reason, afterMs: delays.longRetryMs };
    case "transient":
    case "tooManyRecipients":
      return { kind: "retry", reason };
    case "uncertain":
      return { kind: "unknown", reason };
    default:
      return { kind: "failed", reason };
  }
}

/**
 * Outcome of a message that was not taken, or of which nobody knows.
 *
 * @param error - What the transport threw.
 * @param to - Recipients of the attempt, in order.
 * @param delays - Delays.
 * @returns The outcome; `undefined` for an error that says nothing about sending.
 */
export function outcomeOfError(error: AnyLdlError, to: readonly string[], delays: SendingDelays): Outcome | undefined {
  switch (error.code) {
    case "LDL_MSS_RECIPIENTS_REFUSED": {
      const byIndex = new Map(error.details.recipients.map((recipient) => [recipient.index, recipient]));
      const parts = to.map((address, index): readonly [string, PartOutcome] => {
        const refusal = byIndex.get(index);
        return [
          address,
          refusal === undefined
            ? { kind: "retry", reason: error.code }
            : refusedPart({ accepted: false, ...refusal }, delays),
        ];
      });
      return { kind: "partial", parts: Object.fromEntries(parts) };
    }
    case "LDL_MSS_COMMAND_REFUSED": {
      const { retryClass, enhancedCode, smtpCode, command } = error.details;
      return ofClass(retryClass, `${enhancedCode ?? smtpCode} ${command}`, delays);
    }
    case "LDL_MSS_OUTCOME_UNKNOWN":
      return { kind: "unknown", reason: error.code };
    case "LDL_MSS_MESSAGE_TOO_LARGE":
      return { kind: "failed", reason: error.code };
    case "LDL_MSS_CRL_UNAVAILABLE":
    case "LDL_MSS_AUDIT_FAILED":
      return { kind: "pause", reason: error.code, afterMs: delays.pauseMs };
    case "LDL_MSS_TLS_FAILED":
      return { kind: "pause", reason: `${error.code} ${error.details.reason}`, afterMs: delays.pauseMs };
    case "LDL_MSS_AUTHENTICATION_FAILED":
    case "LDL_MSS_TOKEN_FAILED":
      return error.retryable
        ? { kind: "retry", reason: error.code }
        : { kind: "pause", reason: error.code, afterMs: delays.pauseMs };
    case "LDL_MSS_CONNECTION_FAILED":
    case "LDL_MSS_HTTP_FAILED":
      return { kind: "retry", reason: `${error.code} ${error.details.reason}` };
    default:
      return undefined;
  }
}
