import type { ImapFlow } from "imapflow";
import type { OperatorAuth, OperatorProfile, TokenMechanism } from "../connection/operator-profile.ts";
import { chooseTokenMechanism, externalResponse } from "../connection/sasl.ts";

/** A command of imapflow, as its table holds it. */
type ImapCommand = (connection: SaslConnection, ...args: readonly unknown[]) => Promise<unknown>;

/** What a login of ours needs of imapflow and its types do not tell. */
interface SaslConnection {
  commands: ReadonlyMap<string, ImapCommand>;
  readonly capabilities: Map<string, boolean | number>;
  exec(
    command: string,
    attributes: readonly { readonly type: "ATOM"; readonly value: string; readonly sensitive?: boolean }[],
    options: { readonly onPlusTag: () => Promise<void> },
  ): Promise<{ next(): void }>;
  write(line: string): void;
}

/** Stands where imapflow wants a secret before it runs AUTHENTICATE; it is never sent. */
const NO_SECRET = "-";

/** Credentials that imapflow starts with. */
export async function imapCredentials(auth: OperatorAuth, force: boolean) {
  switch (auth.kind) {
    case "certificate":
      throw new TypeError("auth: IMAP needs a login; use kind external, password or token");
    case "external":
      return { user: auth.user ?? "", accessToken: NO_SECRET };
    case "password":
      return { user: auth.user, pass: auth.password };
    case "token":
      return { user: auth.user, accessToken: await auth.tokens.getToken({ force }) };
  }
}

async function authenticateExternal(connection: SaslConnection, user: string | undefined): Promise<string> {
  const response = externalResponse(user);
  const inline = connection.capabilities.has("SASL-IR");
  const attributes = [
    { type: "ATOM", value: "EXTERNAL" } as const,
    ...(inline ? [{ type: "ATOM", value: response } as const] : []),
  ];
  const answer = (): Promise<void> => Promise.resolve(connection.write(response === "=" ? "" : response));
  try {
    (await connection.exec("AUTHENTICATE", attributes, { onPlusTag: answer })).next();
  } catch (error) {
    if (error instanceof Error) Object.assign(error, { authenticationFailed: true });
    throw error;
  }
  return user ?? "external";
}

/** Leaves imapflow only the mechanism that is to be used. */
function hideOthers({ capabilities }: SaslConnection, wanted: TokenMechanism | undefined): void {
  const offered = [...capabilities.keys()].map((name) => name.replace(/^AUTH=/, ""));
  const chosen = chooseTokenMechanism(wanted, offered);
  if (chosen === "XOAUTH2") capabilities.delete("AUTH=OAUTHBEARER");
  else capabilities.set("AUTH=OAUTHBEARER", true);
}

/** Makes a connection log in by the mechanism of the profile. */
export function useMechanism(client: ImapFlow, { auth }: OperatorProfile): void {
  if (auth.kind !== "external" && auth.kind !== "token") return;
  // imapflow has neither EXTERNAL nor a choice of mechanism: its command is replaced for this connection alone.
  const sasl = client as unknown as SaslConnection;
  const original = sasl.commands.get("AUTHENTICATE");
  const authenticate: ImapCommand = (connection, ...args) => {
    if (auth.kind === "external") return authenticateExternal(connection, auth.user);
    hideOthers(connection, auth.mechanism);
    return original?.(connection, ...args) ?? Promise.reject(new TypeError("imapflow without AUTHENTICATE"));
  };
  sasl.commands = new Map([...sasl.commands, ["AUTHENTICATE", authenticate]]);
}
