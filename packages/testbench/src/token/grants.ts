import { createHash, randomUUID } from "node:crypto";
import { type BenchReply, type BenchRequest, jsonReply } from "../http/bench-http-server.ts";
import { provenClient } from "./client-proof.ts";
import type { Grant, TokenLedger } from "./token-ledger.ts";
import type { StartTokenEndpointOptions, TestTokenClient } from "./token-options.ts";
import type { TokenSigner } from "./token-signer.ts";

/** What the handlers of an issuer share. */
export interface Issuer {
  readonly origin: string;
  readonly options: StartTokenEndpointOptions;
  readonly ledger: TokenLedger;
  readonly signer: TokenSigner;
}

const NO_STORE = { "cache-control": "no-store" } as const;

function refuse(error: string, status = 400): BenchReply {
  return jsonReply(status, { error }, NO_STORE);
}

function grantReply(issuer: Issuer, grant: Grant, more: Readonly<Record<string, unknown>>): BenchReply {
  const { token, expiresIn } = issuer.ledger.issueAccess(grant);
  return jsonReply(200, { access_token: token, token_type: "Bearer", expires_in: expiresIn, ...more }, NO_STORE);
}

function idTokenOf(issuer: Issuer, client: TestTokenClient, subject: string, nonce: string | undefined): string {
  const now = Math.floor((issuer.options.now ?? (() => new Date()))().getTime() / 1000);
  const claims = { iss: issuer.origin, sub: subject, aud: client.clientId, iat: now, exp: now + 300 };
  return issuer.signer.sign(nonce === undefined ? claims : { ...claims, nonce });
}

function redeemCode(issuer: Issuer, client: TestTokenClient, form: URLSearchParams): BenchReply {
  const session = randomUUID();
  const pending = issuer.ledger.takeCode(form.get("code") ?? "", session);
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (
    pending === undefined ||
    pending.clientId !== client.clientId ||
    pending.redirectUri !== form.get("redirect_uri") ||
    pending.challenge !== challenge
  )
    return refuse("invalid_grant");
  const { subject, mailboxes } = pending.user;
  const grant: Grant = { clientId: client.clientId, subject, mailboxes, session };
  return grantReply(issuer, grant, {
    refresh_token: issuer.ledger.issueRefresh(grant),
    id_token: idTokenOf(issuer, client, subject, pending.nonce),
  });
}

function refresh(issuer: Issuer, client: TestTokenClient, form: URLSearchParams): BenchReply {
  const taken = issuer.ledger.takeRefresh(form.get("refresh_token") ?? "", client.clientId);
  return taken === undefined
    ? refuse("invalid_grant")
    : grantReply(issuer, taken.grant, { refresh_token: taken.token });
}

function clientCredentials(issuer: Issuer, { clientId, mailboxes }: TestTokenClient): BenchReply {
  if (mailboxes === undefined) return refuse("unauthorized_client");
  return grantReply(issuer, { clientId, subject: clientId, mailboxes, session: randomUUID() }, {});
}

/** Token endpoint (RFC 6749, sections 4.1.3, 4.4 and 6; RFC 7636). */
export function answerToken(issuer: Issuer, request: BenchRequest): BenchReply {
  if (request.method !== "POST") return { status: 405, headers: { allow: "POST" } };
  const client = provenClient(request, issuer.options.clients);
  if (client === undefined) return refuse("invalid_client", 401);
  switch (request.form.get("grant_type")) {
    case "authorization_code":
      return redeemCode(issuer, client, request.form);
    case "refresh_token":
      return refresh(issuer, client, request.form);
    case "client_credentials":
      return clientCredentials(issuer, client);
    default:
      return refuse("unsupported_grant_type");
  }
}

/**
 * Authorization endpoint: logs in the user that `login_hint` names, else the first one, without asking anything. As the
 * protocol wants, nothing is sent back to an address that is not registered.
 */
export function answerAuthorization(issuer: Issuer, request: BenchRequest): BenchReply {
  const query = request.url.searchParams;
  const client = issuer.options.clients.find(({ clientId }) => clientId === query.get("client_id"));
  const redirectUri = query.get("redirect_uri") ?? "";
  if (client?.redirectUris?.includes(redirectUri) !== true)
    return { status: 400, body: "client or redirection unknown" };
  const target = new URL(redirectUri);
  target.searchParams.set("state", query.get("state") ?? "");
  const users = issuer.options.users ?? [];
  const hint = query.get("login_hint");
  const user = hint === null ? users[0] : users.find(({ subject }) => subject === hint);
  const challenge = query.get("code_challenge");
  const scopes = query.get("scope")?.split(" ") ?? [];
  if (user === undefined) target.searchParams.set("error", "access_denied");
  else if (query.get("response_type") !== "code" || !scopes.includes("openid") || challenge === null)
    target.searchParams.set("error", "invalid_request");
  else if (query.get("code_challenge_method") !== "S256") target.searchParams.set("error", "invalid_request");
  else {
    const nonce = query.get("nonce") ?? undefined;
    const code = issuer.ledger.addCode({ clientId: client.clientId, redirectUri, challenge, nonce, user });
    target.searchParams.set("code", code);
  }
  return { status: 302, headers: { location: target.href } };
}
