import { LdlError } from "@ldl/domain";
import type { TokenMechanism } from "./operator-profile.ts";

/** Answer of a client to the error that a server tells before it refuses a token (RFC 7628, section 3.2.3). */
export const TOKEN_REFUSED_ANSWER: Readonly<Record<TokenMechanism, string>> = { XOAUTH2: "", OAUTHBEARER: "AQ==" };

const CONTROL = /\p{Cc}/u;

/** Refuses what would end a field of the exchange early. */
function field(value: string): string {
  if (CONTROL.test(value)) throw new TypeError("auth: no control character expected in user and token");
  return value;
}

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** Initial response that shows a token, in base64. */
export function tokenResponse(
  mechanism: TokenMechanism,
  login: { readonly user: string; readonly token: string; readonly host: string; readonly port: number },
): string {
  const bearer = `auth=Bearer ${field(login.token)}`;
  if (mechanism === "XOAUTH2") return base64([`user=${field(login.user)}`, bearer, "", ""].join("\x01"));
  const authzid = field(login.user).replaceAll("=", "=3D").replaceAll(",", "=2C");
  return base64([`n,a=${authzid},`, `host=${login.host}`, `port=${login.port}`, bearer, "", ""].join("\x01"));
}

/** Initial response of EXTERNAL: the mailbox to act for, or `=` for none. */
export function externalResponse(user: string | undefined): string {
  return user === undefined || user === "" ? "=" : base64(field(user));
}

/** Mechanism to show a token with. */
export function chooseTokenMechanism(wanted: TokenMechanism | undefined, offered: readonly string[]): TokenMechanism {
  if (wanted !== undefined) return wanted;
  return !offered.includes("XOAUTH2") && offered.includes("OAUTHBEARER") ? "OAUTHBEARER" : "XOAUTH2";
}

/** Error of ours among the causes of a foreign one: what a token provider threw, for instance. */
export function ownCause(error: unknown): LdlError | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 10; current = current.cause, depth += 1) {
    if (current instanceof LdlError) return current;
  }
  return undefined;
}
