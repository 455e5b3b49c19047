import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:net";
import { createAuthenticate } from "./authenticate.ts";
import { createImapAccount, type ImapAccount, type OperatorMailbox } from "./imap-account.ts";
import { createImapFront, type ImapFront } from "./imap-front.ts";
import type { OperatorLogEntry, OperatorLogRecord, ReceivedMail } from "./operator-log.ts";
import type { OperatorPorts, StartMssanteOperatorOptions } from "./operator-options.ts";
import { createFaultInjector, type FaultInjector, type SmtpFault } from "./smtp-fault.ts";
import { createSubmissionServer, type SubmittedMail } from "./submission.ts";
import { successNotification } from "./success-notification.ts";
import { withTraceHeaders } from "./trace-headers.ts";

/** Same limit as the default of Postfix. */
const DEFAULT_MAX_MESSAGE_BYTES = 26_214_400;

/**
 * A running MSSanté operator on loopback.
 *
 * @public
 */
export interface MssanteOperator extends AsyncDisposable {
  /** Host name to connect to, which its certificate carries. */
  readonly host: string;
  /** Ports that it listens on. */
  readonly ports: OperatorPorts;
  /** Messages that it took charge of, oldest first. */
  readonly received: readonly ReceivedMail[];
  /** What happened, oldest first. */
  readonly log: readonly OperatorLogEntry[];
  /**
   * Opens a mailbox.
   *
   * @throws RangeError when it does not host that address.
   */
  mailbox(address: string): OperatorMailbox;
  /** Injects a fault; dispose of the result to take it back. */
  inject(fault: SmtpFault): Disposable;
  /** Cuts the connections and closes the listeners. */
  close(): Promise<void>;
}

interface State {
  readonly options: StartMssanteOperatorOptions;
  readonly accounts: ReadonlyMap<string, ImapAccount>;
  readonly received: ReceivedMail[];
  readonly now: () => Date;
  readonly newId: () => string;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

function accountOf(state: State, address: string): ImapAccount {
  const account = state.accounts.get(address.toLowerCase());
  if (account === undefined) throw new RangeError("the operator hosts no mailbox of that address");
  return account;
}

function locate(state: State, address: string): "hosted" | "unknown" | "outside" {
  if (state.accounts.has(address.toLowerCase())) return "hosted";
  const domains = [...state.accounts.keys(), ...(state.options.trustedDomains ?? [])].map(domainOf);
  return domains.includes(domainOf(address)) ? "unknown" : "outside";
}

/** Delivers a message to each recipient, and the success notification to its sender. */
function accept(state: State, submitted: SubmittedMail): ReceivedMail {
  const mail: ReceivedMail = { ...submitted, queueId: state.newId(), at: state.now() };
  for (const recipient of mail.recipients) {
    accountOf(state, recipient.address).mailbox.deliver(withTraceHeaders(submitted.raw, mail, recipient));
  }
  const notified = mail.recipients.filter(({ notify }) => notify.includes("SUCCESS"));
  const sender = state.accounts.get(mail.from.toLowerCase());
  if (state.options.dsn !== false && notified.length > 0 && sender !== undefined) {
    const init = { recipients: notified, id: state.newId(), at: state.now() };
    sender.mailbox.deliver(successNotification(mail, submitted.raw, init));
  }
  state.received.push(mail);
  forgetOldBytes(state);
  return mail;
}

function forgetOldBytes({ received, options }: State): void {
  const index = received.length - 1 - (options.retainMessages ?? Number.POSITIVE_INFINITY);
  const old = received[index];
  if (old === undefined) return;
  const { raw: _raw, ...rest } = old;
  received[index] = rest;
}

function tlsOptions({ pki, serverCertificate = pki.server, clientCertificates }: StartMssanteOperatorOptions) {
  const required = clientCertificates?.required ?? true;
  return {
    key: serverCertificate.key,
    cert: serverCertificate.chain,
    ca: pki.ca,
    crl: [...pki.crl],
    minVersion: "TLSv1.2" as const,
    requestCert: true,
    rejectUnauthorized: required && clientCertificates?.refusal === "tls",
  };
}

async function listen(server: Server, port: number, address: string): Promise<number> {
  server.listen(port, address);
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new TypeError("the operator listens on TCP only");
  return bound.port;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

function createState(options: StartMssanteOperatorOptions): State {
  const now = options.now ?? (() => new Date());
  const accounts = options.mailboxes.map(({ address }) => {
    const retainMessages = options.retainMessages ?? Number.POSITIVE_INFINITY;
    return [address.toLowerCase(), createImapAccount(address, { now, retainMessages })] as const;
  });
  return { options, accounts: new Map(accounts), received: [], now, newId: options.newId ?? randomUUID };
}

function createServers(state: State, faults: FaultInjector, log: (record: OperatorLogRecord) => void) {
  const { options } = state;
  const certificateRequired = options.clientCertificates?.required ?? true;
  const mechanisms = options.authMechanisms ?? ["PLAIN", "LOGIN", "XOAUTH2"];
  const shared = {
    tls: tlsOptions(options),
    certificateRequired,
    mechanisms,
    authenticate: createAuthenticate(options),
    log,
  };
  const submission = {
    ...shared,
    faults,
    maxMessageBytes: options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES,
    acceptNullSender: options.acceptNullSender ?? true,
    dsn: options.dsn ?? true,
    locate: (address: string) => locate(state, address),
    accept(mail: SubmittedMail) {
      const { queueId, recipients } = accept(state, mail);
      log({ kind: "message", queueId, recipients: recipients.length });
      return queueId;
    },
  };
  const imap: ImapFront = createImapFront({ ...shared, accountOf: (address) => accountOf(state, address) });
  return {
    starttls: createSubmissionServer(submission, false),
    implicit: createSubmissionServer(submission, true),
    imap,
  };
}

/**
 * Starts an MSSanté operator on loopback: SMTP submission and IMAP, each with STARTTLS and over implicit TLS, with client
 * certificates, PLAIN, LOGIN and XOAUTH2, SIZE and DSN. What is sent appears in the mailboxes at once.
 *
 * @remarks Nothing leaves the process: there is no relay, and mailboxes live in memory.
 * @example
 * ```ts
 * import { createTestPki, startMssanteOperator } from "@ldl/testbench";
 *
 * await using operator = await startMssanteOperator({
 *   pki: await createTestPki(),
 *   mailboxes: [{ address: "dpi@ch-test.mssante.fr", password: "secret" }],
 * });
 * console.log(operator.ports.submission);
 * ```
 * @param options - Certificates, mailboxes, and how it behaves.
 * @returns The running operator; dispose of it to stop it.
 * @public
 */
export async function startMssanteOperator(options: StartMssanteOperatorOptions): Promise<MssanteOperator> {
  const state = createState(options);
  const faults = createFaultInjector();
  const entries: OperatorLogEntry[] = [];
  const log = (record: OperatorLogRecord) => void entries.push({ ...record, at: state.now() });
  const { starttls, implicit, imap } = createServers(state, faults, log);
  const listeners = [starttls.server, implicit.server, imap.plain, imap.secure] as const;
  const { submission = 0, submissions = 0, imap: imapPort = 0, imaps = 0 } = options.ports ?? {};
  const wanted = [submission, submissions, imapPort, imaps];
  const address = options.listen ?? "127.0.0.1";
  const bound = await Promise.all(listeners.map((server, index) => listen(server, wanted[index] ?? 0, address)));
  const stop = async () => {
    const closed = listeners.map(close);
    for (const part of [starttls, implicit, imap]) part.disconnectAll();
    await Promise.all(closed);
  };
  const [a = 0, b = 0, c = 0, d = 0] = bound;
  return {
    host: "localhost",
    ports: { submission: a, submissions: b, imap: c, imaps: d },
    received: state.received,
    log: entries,
    mailbox: (mailbox) => accountOf(state, mailbox).mailbox,
    inject: (fault) => faults.add(fault),
    close: stop,
    [Symbol.asyncDispose]: stop,
  };
}
