import { type BenchReply, type BenchRequest, jsonReply, startBenchHttp } from "../http/bench-http-server.ts";
import type { HttpFault } from "../http/http-fault.ts";
import type { TokenIntrospection } from "../operator/operator-options.ts";
import { answerAuthorization, answerToken, type Issuer } from "./grants.ts";
import { createTokenLedger } from "./token-ledger.ts";
import type { StartTokenEndpointOptions } from "./token-options.ts";
import { createTokenSigner } from "./token-signer.ts";

/**
 * A running issuer of tokens.
 *
 * @public
 */
export interface TokenEndpoint extends AsyncDisposable {
  /** Identifier of the issuer, and root of its endpoints. */
  readonly issuer: string;
  /** Addresses of the endpoints. */
  readonly endpoints: Readonly<
    Record<"authorization" | "token" | "introspection" | "userinfo" | "jwks" | "discovery", string>
  >;
  /** Number of requests received, by path. */
  readonly requests: ReadonlyMap<string, number>;
  /** What a token opens now: give it to `introspectToken` of {@link startMssanteOperator}. */
  introspect(token: string): TokenIntrospection;
  /** Ends the sessions of a subject: its tokens are refused from now on. */
  endSessions(subject: string): void;
  /** Makes the next requests fail; dispose of the result to take the fault back. */
  inject(fault: HttpFault): Disposable;
  /** Stops it. */
  close(): Promise<void>;
}

type Handler = (issuer: Issuer, request: BenchRequest) => BenchReply;

function introspect({ ledger }: Issuer, token: string): TokenIntrospection {
  const found = ledger.accessOf(token);
  return found === undefined ? { active: false, mailboxes: [] } : { active: true, mailboxes: found.grant.mailboxes };
}

/** RFC 7662. The first mailbox is repeated as `email`, which Dovecot compares with the user. */
function answerIntrospection(issuer: Issuer, request: BenchRequest): BenchReply {
  const found = issuer.ledger.accessOf(request.form.get("token") ?? "");
  if (found === undefined) return jsonReply(200, { active: false });
  const { clientId, subject, mailboxes } = found.grant;
  return jsonReply(200, {
    active: true,
    iss: issuer.origin,
    client_id: clientId,
    sub: subject,
    exp: found.expiresAt,
    email: mailboxes[0],
    mailboxes,
  });
}

function answerUserinfo(issuer: Issuer, request: BenchRequest): BenchReply {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const found = issuer.ledger.accessOf(token);
  const user = issuer.options.users?.find(({ subject }) => subject === found?.grant.subject);
  if (user === undefined) return { status: 401, headers: { "www-authenticate": 'Bearer error="invalid_token"' } };
  return jsonReply(200, { sub: user.subject, SubjectNameID: user.psIdNat });
}

function answerDiscovery({ origin }: Issuer): BenchReply {
  return jsonReply(200, {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    introspection_endpoint: `${origin}/introspect`,
    userinfo_endpoint: `${origin}/userinfo`,
    jwks_uri: `${origin}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "tls_client_auth"],
  });
}

const HANDLERS: Readonly<Record<string, Handler>> = {
  "/authorize": answerAuthorization,
  "/token": answerToken,
  "/introspect": answerIntrospection,
  "/userinfo": answerUserinfo,
  "/jwks": ({ signer }) => jsonReply(200, signer.jwks),
  "/.well-known/openid-configuration": answerDiscovery,
};

/**
 * Starts an issuer of access tokens on loopback, in the place of Pro Santé Connect and of the issuer of an operator:
 * authorization code with PKCE, refresh tokens replaced at each use, client credentials, introspection, keys.
 *
 * @remarks OAuth 2.0 (RFC 6749, 7636, 7662, 8705) and OpenID Connect Core. Users log in without being asked anything. A code
 * serves once; a refresh token that was replaced ends the session when it is presented again.
 * @example
 * ```ts
 * import { startTokenEndpoint } from "@ldl/testbench";
 *
 * await using issuer = await startTokenEndpoint({
 *   clients: [{ clientId: "dpi", secret: "secret", mailboxes: ["dpi@ch-test.mssante.fr"] }],
 * });
 * console.log(issuer.endpoints.token);
 * ```
 * @param options - Clients, users, lives of tokens.
 * @returns The running issuer; dispose of it to stop it.
 * @public
 */
export async function startTokenEndpoint(options: StartTokenEndpointOptions): Promise<TokenEndpoint> {
  const signer = await createTokenSigner();
  const issuerAt = (origin: string): Issuer => ({
    origin,
    options,
    signer,
    ledger: createTokenLedger(origin, signer, options),
  });
  let issuer: Issuer = issuerAt("");
  const server = await startBenchHttp({ pki: options.pki, port: options.port }, (origin) => {
    issuer = issuerAt(origin);
    return (request) => HANDLERS[request.url.pathname]?.(issuer, request) ?? { status: 404 };
  });
  const { origin } = server;
  return {
    issuer: origin,
    endpoints: {
      authorization: `${origin}/authorize`,
      token: `${origin}/token`,
      introspection: `${origin}/introspect`,
      userinfo: `${origin}/userinfo`,
      jwks: `${origin}/jwks`,
      discovery: `${origin}/.well-known/openid-configuration`,
    },
    requests: server.requests,
    introspect: (token) => introspect(issuer, token),
    endSessions: (subject) => issuer.ledger.endSessions(subject),
    inject: (fault) => server.inject(fault),
    close: () => server.close(),
    [Symbol.asyncDispose]: () => server.close(),
  };
}
