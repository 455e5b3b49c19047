import { isAscii } from "node:buffer";
import { LdlError, type MssanteEndpoint } from "@ldl/domain";
import { createTransport } from "nodemailer";
import type { NodemailerError } from "nodemailer/lib/errors";
import type { SMTPPoolOptions, SMTPPoolSentMessageInfo } from "nodemailer/lib/smtp-pool";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { createSmtpAudit } from "../audit/smtp-audit.ts";
import type { ComposedMessage } from "../compose/compose-message.ts";
import { CONNECT_TIMEOUT_MS, type OperatorProfile, SMTP_SOCKET_TIMEOUT_MS } from "../connection/operator-profile.ts";
import { tlsOptionsOf } from "../connection/tls-options.ts";
import { abortable } from "../internal/abortable.ts";
import { type ConnectionSteps, prepareConnections } from "./prepare-connections.ts";
import type { RecipientResult, SendResult } from "./send-result.ts";
import { issueTickets, type Pool, type Ticket } from "./send-ticket.ts";
import { refusedRecipients, type SmtpAttempt, toSmtpError } from "./smtp-error.ts";
import { loginOptions } from "./smtp-login.ts";
import type { SendOptions, SmtpTransport } from "./smtp-transport.ts";

/** Messages after which a connection is replaced. */
const MAX_MESSAGES_PER_CONNECTION = 1000;

/** Connections at the same time, unless the profile says otherwise. */
const MAX_CONNECTIONS = 2;

/**
 * Options of {@link createSmtpTransport}.
 *
 * @public
 */
export interface CreateSmtpTransportOptions {
  /** Clock against which our own certificate is judged after a refusal. Default: the system clock. */
  readonly now?: () => Date;
  /** Trace of connections, logins and messages. Default: none. */
  readonly audit?: AuditTrail;
}

function poolOptions(profile: OperatorProfile, steps: ConnectionSteps): SMTPPoolOptions & { pool: true } {
  const { smtp, tls } = profile;
  const connectTimeoutMs = profile.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  return {
    pool: true,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.mode === "implicit",
    requireTLS: true,
    tls: tlsOptionsOf(tls, smtp),
    getSocket: prepareConnections(tls, steps),
    ...loginOptions(profile),
    maxConnections: profile.maxConnections ?? MAX_CONNECTIONS,
    maxMessages: MAX_MESSAGES_PER_CONNECTION,
    // A message of which a byte has left is never sent again without the caller knowing. A connection that was closed
    // while idle is tried once more.
    maxRequeues: 1,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: profile.socketTimeoutMs ?? SMTP_SOCKET_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
    ...(profile.clientName === undefined ? {} : { name: profile.clientName }),
  };
}

function mailOptions({ envelope, raw }: ComposedMessage, ticket: Ticket, options: SendOptions) {
  const { from, to } = envelope;
  const { dsn, signal } = options;
  return {
    raw: ticket.raw,
    envelope: { from: from ?? (false as const), to: [...to], size: raw.length, use8BitMime: !isAscii(raw) },
    ...(dsn === undefined
      ? {}
      : {
          dsn: { return: "headers", id: dsn.envelopeId, notify: [...(dsn.notify ?? ["SUCCESS", "FAILURE", "DELAY"])] },
        }),
    ...(signal === undefined ? {} : { signal }),
  };
}

function toResult(
  message: ComposedMessage,
  info: SMTPPoolSentMessageInfo,
  endpoint: MssanteEndpoint,
  dsnAsked: boolean,
): SendResult {
  const { to } = message.envelope;
  const { rejectedErrors = [] } = info;
  const refused = new Map(refusedRecipients(rejectedErrors, to).map(({ index, ...rest }) => [index, rest]));
  if (refused.size < rejectedErrors.length) {
    // Somebody was refused, and nobody knows who: no recipient may be called accepted.
    throw new LdlError("LDL_MSS_OUTCOME_UNKNOWN", "a refusal names no recipient of the message", {
      details: { ...endpoint, messageId: message.messageId },
      retryable: true,
    });
  }
  const recipients = to.map((address, index): RecipientResult => {
    const refusal = refused.get(index);
    return refusal === undefined ? { address, accepted: true } : { address, accepted: false, ...refusal };
  });
  const offered = info.ehlo?.some((line) => /^DSN\b/i.test(line)) === true;
  const dsn = dsnAsked ? (offered ? "requested" : "notOffered") : "notAsked";
  return { messageId: message.messageId, response: info.response, recipients, dsn };
}

function checkSize({ raw }: ComposedMessage, limit: number | undefined): void {
  if (limit === undefined || raw.length <= limit) return;
  throw new LdlError("LDL_MSS_MESSAGE_TOO_LARGE", "the message is larger than the operator's limit", {
    details: { size: raw.length, limit },
  });
}

/** Passes an abort on unchanged, and turns anything else into an error of ours. */
function rethrow(error: unknown, signal: AbortSignal | undefined, attempt: SmtpAttempt): never {
  signal?.throwIfAborted();
  throw toSmtpError(error as NodemailerError, attempt);
}

/** Makes the function that sends one message over the pool. */
function sender(pool: Pool, profile: OperatorProfile, attempt: () => SmtpAttempt): SmtpTransport["send"] {
  const issue = issueTickets(pool);
  return async (message, options = {}) => {
    options.signal?.throwIfAborted();
    checkSize(message, profile.maxMessageBytes);
    const ticket = issue(message, options);
    try {
      const info = await pool.sendMail(mailOptions(message, ticket, options));
      return toResult(message, info, attempt().endpoint, options.dsn !== undefined);
    } catch (error) {
      const { handedOver } = ticket.outgoing;
      const sent = { messageId: message.messageId, size: message.raw.length, to: message.envelope.to, handedOver };
      return rethrow(error, options.signal, { ...attempt(), message: sent });
    } finally {
      ticket.outgoing.release();
    }
  };
}

/**
 * Creates a transport that hands messages to an operator over SMTP, with TLS always and a client certificate.
 *
 * @remarks Référentiel socle MSSanté #2, ECO.1.0.1, 1.1.x, 1.2.x. TLS 1.2 at least, the given trust anchors alone, the host name
 * checked; no cleartext fallback. Connections are kept and shared. No log is written.
 * @example
 * ```ts
 * import { type ComposedMessage, createSmtpTransport, type OperatorProfile } from "@ldl/mssante";
 *
 * declare const profile: OperatorProfile;
 * declare const message: ComposedMessage;
 *
 * await using transport = createSmtpTransport(profile);
 * const { recipients } = await transport.send(message, { dsn: { envelopeId: "envoi-1" } });
 * for (const recipient of recipients) if (!recipient.accepted) console.log(recipient.retryClass);
 * ```
 * @param profile - Settings of the operator.
 * @param options - Clock, trace.
 * @returns The transport; dispose of it to close its connections.
 * @throws TypeError when the profile gives no trust anchor.
 * @public
 */
export function createSmtpTransport(profile: OperatorProfile, options: CreateSmtpTransportOptions = {}): SmtpTransport {
  const steps: ConnectionSteps = { onBegun: () => audit?.onBegun(), onRefused: (error) => audit?.onRefused(error) };
  const pool: Pool = createTransport(poolOptions(profile, steps));
  // Failures reach the caller through send; the pool repeats them as events, which nobody else listens to.
  pool.on("error", () => undefined);
  const endpoint: MssanteEndpoint = { protocol: "smtp", host: profile.smtp.host, port: profile.smtp.port };
  const attempt = (): SmtpAttempt => ({ endpoint, tls: profile.tls, now: options.now?.() ?? new Date() });
  const audit =
    options.audit === undefined
      ? undefined
      : createSmtpAudit(options.audit, { profile, endpoint, transporter: pool.transporter, attempt });
  const hand = sender(pool, profile, attempt);
  const send = audit === undefined ? hand : audit.around(hand);
  const verify = async (signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    try {
      await abortable(pool.verify(), signal);
    } catch (error) {
      rethrow(error, signal, attempt());
    }
  };
  const underWay = new Set<Promise<unknown>>();
  const close = async () => {
    await Promise.allSettled(underWay);
    pool.close();
  };
  return {
    send(message, sendOptions) {
      const sending = send(message, sendOptions);
      underWay.add(sending);
      return sending.finally(() => underWay.delete(sending));
    },
    verify: ({ signal } = {}) => (audit === undefined ? verify(signal) : audit.verify(() => verify(signal))),
    close,
    [Symbol.asyncDispose]: close,
  };
}
