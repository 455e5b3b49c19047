import type { TracedMessage } from "../audit/audited-context.ts";
import type { ComposedMessage } from "../compose/compose-message.ts";
import type { SendResult } from "./send-result.ts";

/**
 * The delivery notifications to ask for (DSN, RFC 3461).
 *
 * @public
 */
export interface DsnRequest {
  /** Identifier of the transmission, at most 100 printable characters; it comes back in the notification. */
  readonly envelopeId: string;
  /** Events to be told of. Default: all three. */
  readonly notify?: readonly ("SUCCESS" | "FAILURE" | "DELAY")[];
}

/**
 * Options of {@link SmtpTransport.send}.
 *
 * @public
 */
export interface SendOptions {
  /** Delivery notifications. Default: none are asked for. */
  readonly dsn?: DsnRequest;
  /**
   * Called when all but the last bytes have left; they wait for it, and do not leave when it rejects: the message is then not
   * taken. Nobody can tell what became of a message only from here on. Default: nothing.
   */
  readonly beforeLastBytes?: () => Promise<void>;
  /** What the trace says of the message beside what it shows itself. Default: nothing. */
  readonly traced?: TracedMessage;
  /** Stops waiting. When it strikes after the message has left, its outcome is unknown. */
  readonly signal?: AbortSignal;
}

/**
 * Sends messages to one operator.
 *
 * @public
 */
export interface SmtpTransport extends AsyncDisposable {
  /**
   * Hands a message to the operator. Recipients may be refused one by one: the result says which.
   *
   * @throws LdlError `LDL_MSS_RECIPIENTS_REFUSED` when none is accepted; `LDL_MSS_TLS_FAILED`, `LDL_MSS_CONNECTION_FAILED`,
   * `LDL_MSS_AUTHENTICATION_FAILED`, `LDL_MSS_COMMAND_REFUSED`, `LDL_MSS_MESSAGE_TOO_LARGE`, `LDL_MSS_OUTCOME_UNKNOWN`.
   */
  send(message: ComposedMessage, options?: SendOptions): Promise<SendResult>;
  /**
   * Connects, logs in and leaves.
   *
   * @throws LdlError as {@link SmtpTransport.send}.
   */
  verify(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Waits for the messages on their way, then closes the connections. */
  close(): Promise<void>;
}
