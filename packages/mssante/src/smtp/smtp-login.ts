import type { SMTPPoolOptions } from "nodemailer/lib/smtp-pool";
import type { OperatorAuth, OperatorProfile } from "../connection/operator-profile.ts";
import { chooseTokenMechanism, externalResponse, TOKEN_REFUSED_ANSWER, tokenResponse } from "../connection/sasl.ts";

type CustomHandlers = NonNullable<SMTPPoolOptions["customAuth"]>;
type CustomHandler = CustomHandlers[string];
type Exchange = Parameters<CustomHandler>[0];
interface Reply {
  readonly status: number;
}

/** Stands where nodemailer wants a name before it logs in. */
const NO_NAME = "-";

/** Name under which nodemailer knows our way to log in with a token, whatever the mechanism. */
const TOKEN_METHOD = "LDL-TOKEN";

function refusal(reply: Reply): Error {
  return new Error(`login refused with ${reply.status}`);
}

async function external(exchange: Exchange, user: string | undefined): Promise<void> {
  const response = externalResponse(user);
  const first = await exchange.sendCommand(`AUTH EXTERNAL ${response}`);
  // A server may ask for the name again instead of reading it from the command.
  const reply = first.status === 334 ? await exchange.sendCommand(response) : first;
  if (reply.status !== 235) throw refusal(reply);
}

/** Shows one token; the last answer of the server. */
async function showToken(exchange: Exchange, profile: OperatorProfile, force: boolean): Promise<Reply> {
  const { auth, smtp } = profile;
  if (auth.kind !== "token") throw new TypeError("auth: a token expected");
  const token = await auth.tokens.getToken({ force });
  const mechanism = chooseTokenMechanism(auth.mechanism, exchange.authMethods);
  const response = tokenResponse(mechanism, { user: auth.user, token, host: smtp.host, port: smtp.port });
  const reply = await exchange.sendCommand(`AUTH ${mechanism} ${response}`);
  return reply.status === 334 ? exchange.sendCommand(TOKEN_REFUSED_ANSWER[mechanism]) : reply;
}

/** A refused token is renewed once, on the same connection. */
async function withToken(exchange: Exchange, profile: OperatorProfile): Promise<void> {
  const first = await showToken(exchange, profile, false);
  if (first.status === 235) return;
  const reply = first.status === 535 ? await showToken(exchange, profile, true) : first;
  if (reply.status !== 235) throw refusal(reply);
}

function authOf(auth: OperatorAuth): SMTPPoolOptions["auth"] {
  switch (auth.kind) {
    case "certificate":
      return undefined;
    case "password":
      return { user: auth.user, pass: auth.password };
    case "external":
      // Without a name nodemailer would not log in at all; this one is never sent.
      return { type: "custom", method: "EXTERNAL", user: auth.user ?? NO_NAME };
    case "token":
      return { type: "custom", method: TOKEN_METHOD, user: auth.user };
  }
}

/** Options of nodemailer that log a profile in. */
export function loginOptions(profile: OperatorProfile): Pick<SMTPPoolOptions, "auth" | "customAuth"> {
  const { auth } = profile;
  return {
    auth: authOf(auth),
    customAuth: {
      EXTERNAL: (exchange) => external(exchange, auth.kind === "external" ? auth.user : undefined),
      [TOKEN_METHOD]: (exchange) => withToken(exchange, profile),
    },
  };
}
