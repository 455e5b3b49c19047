import { buffer } from "node:stream/consumers";
import type { SecureContextOptions } from "node:tls";
import type { SMTPServerAddress, SMTPServerAuthentication, SMTPServerOptions, SMTPServerSession } from "smtp-server";
import { type Authenticate, type Credentials, sameAddress } from "./authenticate.ts";
import { asTlsSocket, BenchSmtpServer } from "./bench-smtp-server.ts";
import { type ClientCertificateVerdict, judgeClientCertificate } from "./client-certificate.ts";
import type { OperatorLogRecord, ReceivedMail, ReceivedRecipient } from "./operator-log.ts";
import { SASL_RESPONSES } from "./sasl-responses.ts";
import type { FaultInjector } from "./smtp-fault.ts";
import { REPLIES, replyError } from "./smtp-reply.ts";

/** A received message before it gets an identifier and a date. */
export type SubmittedMail = Omit<ReceivedMail, "queueId" | "at"> & { readonly raw: Uint8Array };

/** What the SMTP side of the operator needs. */
export interface SubmissionOptions {
  readonly tls: SecureContextOptions & { readonly requestCert: boolean; readonly rejectUnauthorized: boolean };
  /** Whether a client without a good certificate is refused by a reply. */
  readonly certificateRequired: boolean;
  readonly mechanisms: readonly string[];
  readonly maxMessageBytes: number;
  readonly acceptNullSender: boolean;
  readonly dsn: boolean;
  readonly faults: FaultInjector;
  readonly authenticate: Authenticate;
  /** Says whether an address is hosted, unknown in a trusted domain, or outside. */
  readonly locate: (address: string) => "hosted" | "unknown" | "outside";
  /** Takes charge of a message; returns its identifier. */
  readonly accept: (mail: SubmittedMail) => string;
  readonly log: (record: OperatorLogRecord) => void;
}

type Callback = (error?: Error | null, answer?: string) => void;

/** What a step of the session does, and the text of its answer. */
type Step = () => string | undefined;

function credentialsOf(auth: SMTPServerAuthentication): Credentials {
  const user = auth.username ?? "";
  return auth.accessToken === undefined
    ? { kind: "password", user, password: auth.password ?? "" }
    : { kind: "token", user, token: auth.accessToken };
}

function toRecipient(address: SMTPServerAddress): ReceivedRecipient {
  return {
    address: address.address,
    notify: address.dsn?.notify ?? [],
    ...(address.dsn?.orcpt === undefined ? {} : { originalRecipient: address.dsn.orcpt }),
  };
}

/** What the handlers of one listener share. Verdicts on certificates live as long as their session. */
interface Listener {
  readonly options: SubmissionOptions;
  readonly verdicts: Map<string, { readonly certificate: ClientCertificateVerdict; readonly version: string }>;
  /** Closes the connection of a session without a word. */
  readonly drop: (sessionId: string) => void;
}

/** Carries a step out, unless a fault strikes. */
function withFault(
  { options, drop }: Listener,
  at: "connect" | "message",
  session: SMTPServerSession,
  next: Callback,
  step: Step,
): void {
  const fault = options.faults.take(at);
  const carryOut = () => next(null, step());
  switch (fault?.kind) {
    case undefined:
      carryOut();
      break;
    case "reply":
      next(replyError(fault.reply));
      break;
    case "drop":
      if (fault.deliver === true) step();
      drop(session.id);
      break;
    case "delay":
      setTimeout(carryOut, fault.delayMs);
      break;
  }
}

/** Takes charge of a message; returns its identifier. */
function submit({ options, verdicts }: Listener, session: SMTPServerSession, raw: Uint8Array): string {
  const tls = verdicts.get(session.id);
  const { mailFrom, rcptTo, dsn } = session.envelope;
  return options.accept({
    from: mailFrom === false ? "" : mailFrom.address,
    recipients: rcptTo.map(toRecipient),
    ...(dsn?.envid ? { envelopeId: dsn.envid } : {}),
    user: String(session.user ?? ""),
    clientCertificate: tls?.certificate ?? { accepted: false },
    tlsVersion: tls?.version ?? "",
    size: raw.length,
    raw,
  });
}

/** Handlers of the session: connection, TLS, login. */
function sessionHandlers(listener: Listener): SMTPServerOptions {
  const { options, verdicts } = listener;
  return {
    onConnect: (session, next) => withFault(listener, "connect", session, next, () => undefined),
    onSecure(socket, session, next) {
      const secure = asTlsSocket(socket);
      if (secure === undefined) return next();
      const certificate = judgeClientCertificate(secure);
      verdicts.set(session.id, { certificate, version: secure.getProtocol() ?? "" });
      options.log({ kind: "tls", protocol: "smtp", certificate });
      if (!options.certificateRequired || certificate.accepted) return next();
      next(replyError({ code: 421, status: "4.7.1", text: certificate.reason ?? "Client certificate refused" }));
    },
    onAuth(auth, _session, next) {
      void options.authenticate(credentialsOf(auth)).then((mailbox) => {
        const user = mailbox?.address ?? auth.username ?? "";
        const accepted = mailbox !== undefined;
        options.log({ kind: "authentication", protocol: "smtp", mechanism: auth.method, user, accepted });
        if (accepted) return next(null, { user });
        if (auth.method === "XOAUTH2") return next(null, { data: { status: "401", schemes: "bearer" } });
        next(replyError({ code: 535, status: "5.7.8", text: "Authentication credentials invalid" }));
      });
    },
    onClose: (session) => void verdicts.delete(session.id),
  };
}

/** Logs a client in by a response that the library does not read. */
async function login(
  { options, verdicts }: Listener,
  session: SMTPServerSession,
  mechanism: string,
  response: string,
): Promise<string | undefined> {
  const fingerprint = verdicts.get(session.id)?.certificate.fingerprint256;
  const credentials = SASL_RESPONSES[mechanism]?.(response, fingerprint);
  const mailbox = credentials === undefined ? undefined : await options.authenticate(credentials);
  const user = mailbox?.address ?? credentials?.user ?? "";
  options.log({ kind: "authentication", protocol: "smtp", mechanism, user, accepted: mailbox !== undefined });
  return mailbox?.address;
}

/** Handlers of a message: sender, recipients, content. */
function messageHandlers(listener: Listener): SMTPServerOptions {
  const { options } = listener;
  return {
    onMailFrom({ address }, session, next) {
      if (address === "") return next(options.acceptNullSender ? null : replyError(REPLIES.nullSenderRefused));
      next(sameAddress(address, String(session.user ?? "")) ? null : replyError(REPLIES.senderNotOwned));
    },
    onRcptTo({ address }, _session, next) {
      const replies = { hosted: null, unknown: REPLIES.unknownMailbox, outside: REPLIES.outsideTrustedSpace };
      const reply = replies[options.locate(address)];
      next(reply === null ? null : replyError(reply));
    },
    onData(stream, session, next) {
      buffer(stream).then(
        (raw) => {
          if (stream.sizeExceeded) return next(replyError(REPLIES.tooLarge));
          const step = () => `2.0.0 Ok: queued as ${submit(listener, session, raw)}`;
          withFault(listener, "message", session, next, step);
        },
        // The client left in the middle of the message: there is nobody to answer.
        () => undefined,
      );
    },
  };
}

/** Creates one SMTP submission listener, not yet listening. */
export function createSubmissionServer(options: SubmissionOptions, secure: boolean): BenchSmtpServer {
  const listener: Listener = { options, verdicts: new Map(), drop: (sessionId) => server.drop(sessionId) };
  const server: BenchSmtpServer = new BenchSmtpServer(
    {
      ...options.tls,
      ...sessionHandlers(listener),
      ...messageHandlers(listener),
      secure,
      noDelay: true,
      logger: false,
      name: "localhost",
      disableReverseLookup: true,
      authMethods: [...options.mechanisms],
      size: options.maxMessageBytes,
      hideENHANCEDSTATUSCODES: false,
      hideDSN: !options.dsn,
    },
    {
      faults: options.faults,
      onRefusal: (command, reply) => options.log({ kind: "refusal", command, reply }),
      mechanisms: options.mechanisms,
      login: (session, mechanism, response) => login(listener, session, mechanism, response),
    },
  );
  server.on("error", (error: NodeJS.ErrnoException) =>
    options.log({ kind: "tlsError", protocol: "smtp", code: error.code ?? error.message }),
  );
  return server;
}
