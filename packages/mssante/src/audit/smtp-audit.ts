import type { MssanteEndpoint } from "@ldl/domain";
import type { NodemailerError } from "nodemailer/lib/errors";
import type { ComposedMessage } from "../compose/compose-message.ts";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import { definedOnly } from "../internal/defined-only.ts";
import type { SendResult } from "../smtp/send-result.ts";
import { type SmtpAttempt, toSmtpError } from "../smtp/smtp-error.ts";
import type { SendOptions, SmtpTransport } from "../smtp/smtp-transport.ts";
import { watchConnections } from "../smtp/watch-connections.ts";
import type { AuditEntry } from "./audit-event.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { audited, type PlannedAction } from "./audited.ts";
import { auditedContext, mechanismOf } from "./audited-context.ts";
import { connectionEvents } from "./connection-events.ts";
import { domainOf, filterAnswer, subjectWords } from "./hide-personal.ts";
import { type PeerFacts, peerFactsOf } from "./peer-facts.ts";

/** What adds the work of a transport to a trail. */
export interface SmtpAudit {
  /** Call it when the pool has begun a connection. */
  onBegun(): void;
  /** Call it when no connection could be begun. */
  onRefused(error: unknown): void;
  around(send: SmtpTransport["send"]): SmtpTransport["send"];
  verify(work: () => Promise<void>): Promise<void>;
}

/** What an audit needs of its transport. */
export interface AuditedTransport {
  readonly profile: OperatorProfile;
  readonly endpoint: MssanteEndpoint;
  readonly transporter: unknown;
  readonly attempt: () => SmtpAttempt;
}

const CODES = /^(\d{3})[ -](?:([245]\.\d{1,3}\.\d{1,3})\b)?/;

function resultOf({ response, recipients }: SendResult, raw: Uint8Array): Partial<AuditEntry> {
  const [, code, enhancedCode] = CODES.exec(response) ?? [];
  const text = filterAnswer(response, subjectWords(raw));
  const complete = recipients.every(({ accepted }) => accepted);
  return { outcome: complete ? "success" : "partial", response: { text, ...definedOnly({ code, enhancedCode }) } };
}

function recipientsOf(trail: AuditTrail, to: readonly string[]): AuditEntry["recipients"] {
  const keys = to.map((address) => trail.pseudonym(address)).filter((key) => key !== undefined);
  const domains = [...new Set(to.map(domainOf))];
  return { count: to.length, domains, ...(keys.length === 0 ? {} : { keys }) };
}

function plannedSending(trail: AuditTrail, message: ComposedMessage, options: SendOptions): PlannedAction {
  const { messageId, envelope } = message;
  return {
    action: "send",
    request: { verb: "DATA", target: messageId },
    messageId,
    recipients: recipientsOf(trail, envelope.to),
    ...definedOnly({ mailbox: envelope.from ?? undefined, envelopeId: options.dsn?.envelopeId }),
    ...options.traced,
  };
}

/** Makes the audit of a transport. */
export function createSmtpAudit(trail: AuditTrail, transport: AuditedTransport): SmtpAudit {
  const { profile, endpoint, transporter, attempt } = transport;
  const events = connectionEvents(trail);
  let peer: PeerFacts = {};
  const context = () => auditedContext(profile, endpoint, peer);
  const errorOf = (error: unknown): unknown => toSmtpError(error as NodemailerError, attempt());
  const onBegun = watchConnections(transporter, {
    onConnected(socket) {
      peer = peerFactsOf(socket);
      events.connected(context());
    },
    onRefused: (error) => events.refused(context(), errorOf(error)),
    onLogin: (error) =>
      events.authenticated(context(), mechanismOf(profile), error === undefined ? undefined : errorOf(error)),
    onEnd: () => events.disconnected(context()),
  });
  return {
    onBegun,
    onRefused: (error) => events.refused(context(), error),
    around:
      (send) =>
      async (message, options = {}) =>
        audited(trail, plannedSending(trail, message, options), () => send(message, options), {
          context,
          resultOf: (result) => resultOf(result, message.raw),
          hidden: () => subjectWords(message.raw),
        }),
    verify: (work) =>
      audited(
        trail,
        { action: "connect", request: { verb: "VERIFY", target: `${endpoint.host}:${endpoint.port}` } },
        work,
        {
          context,
        },
      ),
  };
}
