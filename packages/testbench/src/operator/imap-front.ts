import { createServer, type Server as NetServer, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket, type TlsOptions, type Server as TlsServer } from "node:tls";
import type { Authenticate } from "./authenticate.ts";
import { type ClientCertificateVerdict, judgeClientCertificate } from "./client-certificate.ts";
import { createImapServer, type ImapConnection, type ImapServer } from "./hoodiecrow.ts";
import type { ImapAccount } from "./imap-account.ts";
import { registerImapAuthentication } from "./imap-authentication.ts";
import type { OperatorLogRecord } from "./operator-log.ts";

/** What the IMAP side of the operator needs. */
export interface ImapFrontOptions {
  readonly tls: TlsOptions;
  /** Whether a client must present a good certificate to log in. */
  readonly certificateRequired: boolean;
  readonly mechanisms: readonly string[];
  readonly authenticate: Authenticate;
  readonly accountOf: (address: string) => ImapAccount;
  readonly log: (record: OperatorLogRecord) => void;
}

/** Both listeners of the IMAP side, not yet listening. */
export interface ImapFront {
  readonly plain: NetServer;
  readonly secure: TlsServer;
  /** Cuts every open connection. */
  disconnectAll(): void;
}

/** Forgets what a client sent before TLS, so that nothing injected in clear is obeyed afterwards. */
function discardPlaintext(connection: ImapConnection): void {
  connection._remainder = "";
  connection._command = "";
  connection._literalRemaining = 0;
  connection._commandQueue.length = 0;
}

function attach(connection: ImapConnection, socket: TLSSocket): void {
  connection.socket = socket;
  connection.secureConnection = true;
  socket.on("data", (chunk: Buffer) => connection.onData(chunk));
  socket.on("close", () => connection.onClose());
  socket.on("error", (error: Error) => connection.onError(error));
}

/** Gives the connection to the server object of its mailbox, with its notifications. */
function handOver(connection: ImapConnection, account: ImapAccount): void {
  connection.server.removeListener("notify", connection._notificationCallback);
  connection.server = account.server;
  connection.server.on("notify", connection._notificationCallback);
}

/** STARTTLS over the same TLS server as the implicit port, so that both judge certificates alike. */
function registerStartTls(
  server: ImapServer,
  upgrade: (socket: Socket, onSecure: (secure: TLSSocket) => void) => void,
): void {
  server.registerCapability("STARTTLS", (connection) => !connection.secureConnection);
  server.setCommandHandler("STARTTLS", (connection, command, _data, done) => {
    const plain = connection.socket;
    const ready = !connection.secureConnection && plain !== null;
    const text = ready ? "Begin TLS negotiation" : "TLS already active";
    const attributes = [{ type: "TEXT" as const, value: text }];
    connection.send({ tag: command.tag, command: ready ? "OK" : "BAD", attributes }, "STARTTLS", command);
    if (!ready) return done();
    plain.removeAllListeners();
    plain.on("error", () => connection.onClose());
    discardPlaintext(connection);
    upgrade(plain as Socket, (secure) => {
      attach(connection, secure);
      done();
    });
  });
}

/** Sockets that are open, to be cut when the operator stops. */
function trackSockets() {
  const sockets = new Set<Socket>();
  return {
    add: (socket: Socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    },
    destroyAll: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The TLS server of both ports. `upgrade` starts TLS on a connection that began in clear. */
function createTlsSide(options: ImapFrontOptions, onImplicit: (socket: TLSSocket) => void) {
  const upgrades = new Map<number | undefined, (secure: TLSSocket) => void>();
  const verdicts = new WeakMap<object, ClientCertificateVerdict>();
  const server = createTlsServer({ ...options.tls, noDelay: true }, (socket) => {
    const certificate = judgeClientCertificate(socket);
    verdicts.set(socket, certificate);
    options.log({ kind: "tls", protocol: "imap", certificate });
    const onSecure = upgrades.get(socket.remotePort) ?? onImplicit;
    upgrades.delete(socket.remotePort);
    onSecure(socket);
  });
  server.on("tlsClientError", (error: NodeJS.ErrnoException, socket) => {
    upgrades.delete(socket.remotePort);
    options.log({ kind: "tlsError", protocol: "imap", code: error.code ?? error.message });
  });
  return {
    server,
    verdictOn: (socket: object | null) => (socket === null ? undefined : verdicts.get(socket)),
    upgrade: (plain: Socket, onSecure: (secure: TLSSocket) => void) => {
      upgrades.set(plain.remotePort, onSecure);
      server.emit("connection", plain);
    },
  };
}

/** Creates the IMAP side: one front for greeting, TLS and login, then each client speaks with its mailbox's own server. */
export function createImapFront(options: ImapFrontOptions): ImapFront {
  const sockets = trackSockets();
  const tls = createTlsSide(options, (socket) => front.createClient(socket));
  const authentication = (server: ImapServer) =>
    registerImapAuthentication(server, {
      authenticate: options.authenticate,
      mechanisms: options.mechanisms,
      refusalOf(connection) {
        const verdict = tls.verdictOn(connection.socket);
        return options.certificateRequired && verdict?.accepted !== true ? (verdict ?? { accepted: false }) : undefined;
      },
      certificateOf: (connection) => tls.verdictOn(connection.socket),
      onAttempt: (mechanism, user, accepted) =>
        options.log({ kind: "authentication", protocol: "imap", mechanism, user, accepted }),
      onLogin: (connection, mailbox) => handOver(connection, options.accountOf(mailbox.address)),
    });
  const startTls = (server: ImapServer) => registerStartTls(server, tls.upgrade);
  const front = createImapServer({ credentials: {}, plugins: ["ID", startTls, authentication], storage: {} });
  front.connectionHandlers.push((connection) => {
    connection.secureConnection = connection.socket instanceof TLSSocket;
  });
  const plain = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    front.createClient(socket);
  });
  tls.server.on("connection", sockets.add);
  return { plain, secure: tls.server, disconnectAll: sockets.destroyAll };
}
