import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { createHttpClient } from "../http/http-client.ts";
import { abortable } from "../internal/abortable.ts";
import { configurationOf } from "./oidc-configuration.ts";
import { tokenFailure } from "./token-failure.ts";
import type { TokenIssuer, TokenRenewalOptions } from "./token-issuer.ts";
import { createSession, type SessionContext, type TokenSession } from "./token-session.ts";

/** What Pro Santé Connect is asked for. */
const SCOPE = "openid scope_all";
const ACR_VALUES = "eidas1";

/**
 * Options of {@link createProSanteConnect}.
 *
 * @public
 */
export interface CreateProSanteConnectOptions extends TokenIssuer, TokenRenewalOptions {
  /** Authorization endpoint, to which the browser of the user goes. */
  readonly authorizationEndpoint: string;
  /** Where the browser comes back, as registered. */
  readonly redirectUri: string;
  /** Keys of the issuer. Default: identity tokens are trusted for coming straight from the token endpoint, over TLS. */
  readonly jwksUri?: string;
  /** Scopes. Default: `openid scope_all`. */
  readonly scope?: string;
  /** Level of authentication. Default: `eidas1`. */
  readonly acrValues?: string;
  /** Told each refresh token that replaces the last, for hosts that keep sessions through a restart. Default: nobody. */
  readonly onRefreshToken?: (refreshToken: string) => void;
}

/**
 * A login that the user has to go through. Keep it in the user's web session until the browser comes back.
 *
 * @public
 */
export interface PendingLogin {
  /** Where to send the browser. */
  readonly url: string;
  /** Ties the answer to this browser. */
  readonly state: string;
  /** Ties the identity token to this login. */
  readonly nonce: string;
  /** Proves that who redeems the code asked for it (PKCE). */
  readonly codeVerifier: string;
}

/**
 * What the browser of a user brought back.
 *
 * @public
 */
export interface LoginAnswer {
  /** The URL that the browser was sent to, with its query. */
  readonly callbackUrl: string | URL;
  /** What {@link ProSanteConnect.startLogin} gave for the same browser. */
  readonly pending: PendingLogin;
}

/**
 * Logs users in at Pro Santé Connect.
 *
 * @public
 */
export interface ProSanteConnect extends AsyncDisposable {
  /**
   * Prepares a login.
   *
   * @returns Where to send the browser, and what to keep meanwhile.
   */
  startLogin(): Promise<PendingLogin>;
  /**
   * Redeems the code that the browser brought back.
   *
   * @param answer - The URL that the browser was sent to, with its query, and the login that it answers.
   * @param options - `signal`: stops waiting.
   * @returns The session.
   * @throws LdlError `LDL_MSS_TOKEN_FAILED` when the state, nonce, code or identity token is refused, or no refresh token
   * comes; `LDL_MSS_HTTP_FAILED` when the issuer cannot be used.
   */
  finishLogin(answer: LoginAnswer, options?: { readonly signal?: AbortSignal }): Promise<TokenSession>;
  /**
   * Opens a session on a refresh token that the host kept.
   *
   * @param refreshToken - The last refresh token of the session.
   * @returns The session; its first token is asked for when it is needed.
   */
  resume(refreshToken: string): TokenSession;
}

function loginUrl(
  configuration: Configuration,
  options: CreateProSanteConnectOptions,
  pending: Omit<PendingLogin, "url"> & { readonly challenge: string },
): string {
  return buildAuthorizationUrl(configuration, {
    redirect_uri: options.redirectUri,
    scope: options.scope ?? SCOPE,
    acr_values: options.acrValues ?? ACR_VALUES,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: pending.challenge,
    code_challenge_method: "S256",
  }).href;
}

async function redeem(context: SessionContext, { callbackUrl, pending }: LoginAnswer): Promise<TokenSession> {
  try {
    const answer = await authorizationCodeGrant(context.configuration, new URL(callbackUrl), {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
    });
    if (answer.refresh_token === undefined) throw new TypeError("no refresh token");
    return createSession(context, {
      refreshToken: answer.refresh_token,
      subject: answer.claims()?.sub,
      first: { accessToken: answer.access_token, expiresIn: answer.expires_in },
    });
  } catch (error) {
    throw tokenFailure(context.url, error, "client");
  }
}

/**
 * Opens the sessions of users at Pro Santé Connect: authorization code with PKCE, then refresh tokens.
 *
 * @remarks ECO.1.2.1 (XOAUTH2 with a token of Pro Santé Connect), ECO.1.2.5 (tokens in memory only). A host that logs its users
 * in by itself hands its refresh token to `resume`, or writes a {@link TokenProvider} of its own.
 * @example
 * ```ts
 * import { createProSanteConnect } from "@ldl/mssante";
 *
 * await using psc = createProSanteConnect({
 *   issuer: "https://psc.example/auth",
 *   authorizationEndpoint: "https://psc.example/auth/authorize",
 *   tokenEndpoint: "https://psc.example/auth/token",
 *   redirectUri: "https://dpi.example/retour",
 *   clientId: "dpi-ch-test",
 *   authentication: { kind: "secretBasic", secret: "…" },
 * });
 * const pending = await psc.startLogin();
 * console.log(pending.url);
 * // The browser comes back:
 * const session = await psc.finishLogin({ callbackUrl: "https://dpi.example/retour?code=…&state=…", pending });
 * session.ended.addEventListener("abort", () => console.log("session terminée"));
 * ```
 * @param options - Issuer, client and redirection.
 * @returns The client; dispose of it to close its connections.
 * @throws TypeError when an endpoint is not `https:`.
 * @public
 */
export function createProSanteConnect(options: CreateProSanteConnectOptions): ProSanteConnect {
  const http = createHttpClient(options.http);
  const { authorizationEndpoint, jwksUri, now = () => new Date() } = options;
  const configuration = configurationOf(options, http, { authorizationEndpoint, jwksUri, now });
  if (jwksUri !== undefined) enableNonRepudiationChecks(configuration);
  const context: SessionContext = { ...options, configuration, url: new URL(options.tokenEndpoint) };
  return {
    async startLogin() {
      const codeVerifier = randomPKCECodeVerifier();
      const pending = { state: randomState(), nonce: randomNonce(), codeVerifier };
      const challenge = await calculatePKCECodeChallenge(codeVerifier);
      return { url: loginUrl(configuration, options, { ...pending, challenge }), ...pending };
    },
    finishLogin: (answer, { signal } = {}) => abortable(redeem(context, answer), signal),
    resume: (refreshToken) => createSession(context, { refreshToken }),
    [Symbol.asyncDispose]: () => http.close(),
  };
}
