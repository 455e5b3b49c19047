import type { Authenticate, Credentials } from "./authenticate.ts";
import type { ClientCertificateVerdict } from "./client-certificate.ts";
import type { ImapCommand, ImapConnection, ImapServer, ImapToken } from "./hoodiecrow.ts";
import type { TestMailbox } from "./operator-options.ts";
import { decodeSasl, SASL_RESPONSES } from "./sasl-responses.ts";

/** What the front needs to log clients in. */
export interface ImapAuthentication {
  readonly authenticate: Authenticate;
  readonly mechanisms: readonly string[];
  /** Verdict on the client's certificate; nothing when none is required. */
  readonly refusalOf: (connection: ImapConnection) => ClientCertificateVerdict | undefined;
  /** What the client's certificate is, when it presented one. */
  readonly certificateOf: (connection: ImapConnection) => ClientCertificateVerdict | undefined;
  /** Called with each attempt. */
  readonly onAttempt: (mechanism: string, user: string, accepted: boolean) => void;
  /** Called when a client is in. */
  readonly onLogin: (connection: ImapConnection, mailbox: TestMailbox) => void;
}

function answer(
  connection: ImapConnection,
  command: ImapCommand,
  kind: "OK" | "NO" | "BAD",
  text: string,
  code?: string,
) {
  const attributes: ImapToken[] = [{ type: "TEXT", value: text }];
  if (code !== undefined) attributes.unshift({ type: "SECTION", section: [{ type: "ATOM", value: code }] });
  connection.send({ tag: command.tag, command: kind, attributes }, `LOGIN ${kind}`, command);
}

async function login(
  connection: ImapConnection,
  command: ImapCommand,
  attempt: { readonly mechanism: string; readonly credentials: Credentials | undefined },
  options: ImapAuthentication,
): Promise<void> {
  const refusal = options.refusalOf(connection);
  if (refusal !== undefined) {
    answer(connection, command, "NO", refusal.reason ?? "Client certificate refused", "AUTHORIZATIONFAILED");
    return;
  }
  const { mechanism, credentials } = attempt;
  const mailbox = credentials === undefined ? undefined : await options.authenticate(credentials);
  options.onAttempt(mechanism, credentials?.user ?? "", mailbox !== undefined);
  if (mailbox === undefined) {
    answer(connection, command, "NO", "Authentication failed", "AUTHENTICATIONFAILED");
    return;
  }
  connection.state = "Authenticated";
  options.onLogin(connection, mailbox);
  answer(connection, command, "OK", "Logged in");
}

/** Takes the initial response from the command, or asks for it. */
function initialResponse(connection: ImapConnection, command: ImapCommand): Promise<string> {
  const given = command.attributes?.[0];
  if (given !== undefined && given !== null && !Array.isArray(given))
    return Promise.resolve(decodeSasl(given.value ?? ""));
  return new Promise((resolve) => {
    connection.inputHandler = (line) => {
      connection.inputHandler = false;
      resolve(decodeSasl(line));
    };
    connection.socket?.write("+ \r\n");
  });
}

function textOf(command: ImapCommand, index: number): string {
  const token = command.attributes?.[index];
  return token === undefined || token === null || Array.isArray(token) ? "" : (token.value ?? "");
}

/** Replaces the library's logins by ones that look at the certificate and know every mailbox. */
export function registerImapAuthentication(server: ImapServer, options: ImapAuthentication): void {
  const whenSecure = (connection: ImapConnection) =>
    connection.secureConnection && connection.state === "Not Authenticated";
  server.registerCapability("SASL-IR", whenSecure);
  const passwords = options.mechanisms.includes("PLAIN") || options.mechanisms.includes("LOGIN");
  server.registerCapability("LOGINDISABLED", (connection) => !passwords || !connection.secureConnection);
  server.setCommandHandler("LOGIN", (connection, command, _data, done) => {
    if (!passwords || !whenSecure(connection)) {
      answer(connection, command, "BAD", "LOGIN is disabled");
      return done();
    }
    const credentials: Credentials = { kind: "password", user: textOf(command, 0), password: textOf(command, 1) };
    void login(connection, command, { mechanism: "LOGIN", credentials }, options).finally(done);
  });
  const offered = options.mechanisms.flatMap((name) => (name === "XOAUTH2" ? ["XOAUTH2", "OAUTHBEARER"] : [name]));
  for (const [mechanism, read] of Object.entries(SASL_RESPONSES)) {
    if (!offered.includes(mechanism)) continue;
    server.registerCapability(`AUTH=${mechanism}`, whenSecure);
    server.setCommandHandler(`AUTHENTICATE ${mechanism}`, (connection, command, _data, done) => {
      if (!whenSecure(connection)) {
        answer(connection, command, "BAD", "STARTTLS first");
        return done();
      }
      void initialResponse(connection, command)
        .then((response) => {
          const credentials = read(response, options.certificateOf(connection)?.fingerprint256);
          return login(connection, command, { mechanism, credentials }, options);
        })
        .finally(done);
    });
  }
}
