import type { SMTPServer } from "smtp-server";
import { decodeSasl } from "./sasl-responses.ts";

type SmtpConnection = SMTPServer["connections"] extends Set<infer C> ? C : never;

/** Mechanisms that smtp-server does not know. */
const EXTRA = ["OAUTHBEARER", "EXTERNAL"];

/** Logs a client in by a decoded response; the mailbox that it may use, or nothing. */
export type ExtraLogin = (
  session: SmtpConnection["session"],
  mechanism: string,
  response: string,
) => Promise<string | undefined>;

/** What a server tells of a token before it refuses it (RFC 7628, section 3.2.3). */
const TOKEN_REFUSED = Buffer.from(JSON.stringify({ status: "invalid_token" })).toString("base64");

function refuse(connection: SmtpConnection, mechanism: string): void {
  const text = "5.7.8 Authentication credentials invalid";
  if (mechanism !== "OAUTHBEARER") {
    connection.send(535, text);
    return;
  }
  connection._nextHandler = (_answer, next) => {
    connection._nextHandler = false;
    connection.send(535, text);
    next();
  };
  connection.send(334, TOKEN_REFUSED);
}

/** Teaches a connection of smtp-server the mechanisms that it does not know, as far as the server offers them. */
export function addMechanisms(connection: SmtpConnection, offered: readonly string[], login: ExtraLogin): void {
  const known = connection.handler_AUTH.bind(connection);
  const extra = EXTRA.filter((mechanism) => offered.includes(mechanism));
  const finish = async (mechanism: string, response: string, done: () => void): Promise<void> => {
    const user = await login(connection.session, mechanism, decodeSasl(response));
    if (user === undefined) refuse(connection, mechanism);
    else {
      connection.session.user = user;
      connection.send(235, "2.7.0 Authentication successful");
    }
    done();
  };
  connection.handler_AUTH = (command, done) => {
    const [, name = "", response] = command.toString().trim().split(/\s+/);
    const mechanism = name.toUpperCase();
    const ours = connection.secure && !connection.session.user && extra.includes(mechanism);
    if (!ours) return known(command, done);
    if (response !== undefined) return void finish(mechanism, response, done);
    connection._nextHandler = (answer, next) => {
      connection._nextHandler = false;
      void finish(mechanism, answer.toString().trim(), next);
    };
    connection.send(334);
    done();
  };
}
