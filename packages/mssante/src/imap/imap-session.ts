import type { MssanteEndpoint } from "@ldl/domain";
import { ImapFlow, type ImapFlowError } from "imapflow";
import type { AuditTrail } from "../audit/audit-trail.ts";
import { createImapAudit } from "../audit/imap-audit.ts";
import { CONNECT_TIMEOUT_MS, IMAP_SOCKET_TIMEOUT_MS, type OperatorProfile } from "../connection/operator-profile.ts";
import { revocationLists } from "../connection/revocation-lists.ts";
import { ownCause } from "../connection/sasl.ts";
import { tlsOptionsOf } from "../connection/tls-options.ts";
import { abortable } from "../internal/abortable.ts";
import { toImapError } from "./imap-error.ts";
import { imapCredentials, useMechanism } from "./imap-login.ts";

/** One connection at a time to a mailbox, opened on demand. */
export interface ImapSession {
  readonly endpoint: MssanteEndpoint;
  /** Runs one piece of work on a connection, in a folder when one is named. */
  run<T>(call: ImapWork, work: (client: ImapFlow) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What is about to be done. */
export interface ImapWork {
  readonly operation: string;
  /** Folder to be selected meanwhile. */
  readonly folder?: string;
  readonly signal?: AbortSignal | undefined;
  /** What it is about, for the trace. Default: the folder. */
  readonly target?: string;
  /** Message-ID, for the trace. */
  readonly messageId?: string;
}

/** Options of a session. */
export interface ImapSessionOptions {
  readonly now: () => Date;
  /** Largest response that is read. */
  readonly maxResponseBytes: number;
  /** Trace. */
  readonly audit: AuditTrail | undefined;
}

async function connect(profile: OperatorProfile, options: ImapSessionOptions, renew: boolean): Promise<ImapFlow> {
  const { imap, tls } = profile;
  const connectTimeoutMs = profile.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  const crl = await revocationLists(tls);
  const client = new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: imap.mode === "implicit",
    ...(imap.mode === "starttls" ? { doSTARTTLS: true } : {}),
    tls: { ...tlsOptionsOf(tls, imap), ...(crl === undefined ? {} : { crl }) },
    auth: await imapCredentials(profile.auth, renew),
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: profile.socketTimeoutMs ?? IMAP_SOCKET_TIMEOUT_MS,
    maxLiteralSize: options.maxResponseBytes,
    maxResponseSize: options.maxResponseBytes + 1_048_576,
  });
  // Failures reach the caller through the call that meets them.
  client.on("error", () => undefined);
  useMechanism(client, profile);
  await client.connect();
  return client;
}

/** Connects and logs in, once or with a new token. */
type Connect = (renew: boolean) => Promise<ImapFlow>;

/** Logs in; a refused token is renewed once. */
async function login({ auth }: OperatorProfile, attempt: Connect): Promise<ImapFlow> {
  try {
    return await attempt(false);
  } catch (error) {
    const refused = (error as ImapFlowError).authenticationFailed === true;
    if (auth.kind !== "token" || !refused) throw error;
    return attempt(true);
  }
}

async function inFolder<T>(client: ImapFlow, folder: string | undefined, work: () => Promise<T>): Promise<T> {
  if (folder === undefined) return work();
  const lock = await client.getMailboxLock(folder);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Turns failures into errors of ours; a mistake in the profile, which is met when connecting, stays a TypeError. */
function errorMapper(profile: OperatorProfile, endpoint: MssanteEndpoint, now: () => Date) {
  return (operation: string, error: unknown) =>
    error instanceof TypeError && operation === "connect"
      ? error
      : (ownCause(error) ?? toImapError(error as ImapFlowError, { endpoint, tls: profile.tls, now: now(), operation }));
}

/** Creates a session; nothing is connected yet. */
export function createImapSession(profile: OperatorProfile, options: ImapSessionOptions): ImapSession {
  const endpoint: MssanteEndpoint = { protocol: "imap", host: profile.imap.host, port: profile.imap.port };
  let client: ImapFlow | undefined;
  let opening: Promise<ImapFlow> | undefined;

  const mapped = errorMapper(profile, endpoint, options.now);
  const audit = options.audit === undefined ? undefined : createImapAudit(options.audit, profile, endpoint);
  const attempt: Connect = (renew) => {
    const work = (): Promise<ImapFlow> => connect(profile, options, renew);
    return audit === undefined ? work() : audit.open(work, (error) => mapped("connect", error));
  };

  /** The open connection, or a new one; calls at the same time share the login. */
  const open = async (signal: AbortSignal | undefined): Promise<ImapFlow> => {
    if (client?.usable === true) return client;
    opening ??= login(profile, attempt).finally(() => {
      opening = undefined;
    });
    try {
      client = await abortable(opening, signal);
      return client;
    } catch (error) {
      signal?.throwIfAborted();
      throw mapped("connect", error);
    }
  };

  const run = async <T>(
    { operation, folder, signal }: ImapWork,
    work: (client: ImapFlow) => Promise<T>,
  ): Promise<T> => {
    const connection = await open(signal);
    try {
      const running = inFolder(connection, folder, () => work(connection));
      return await abortable(running, signal);
    } catch (error) {
      if (signal?.aborted === true) connection.close();
      signal?.throwIfAborted();
      throw mapped(operation, error);
    }
  };

  return {
    endpoint,
    run: (call, work) => (audit === undefined ? run(call, work) : audit.around(call, () => run(call, work))),
    async close() {
      const connection = (await opening?.catch(() => undefined)) ?? client;
      client = undefined;
      if (connection?.usable === true) await connection.logout().catch(() => connection.close());
    },
  };
}
