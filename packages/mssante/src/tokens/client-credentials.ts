import { clientCredentialsGrant } from "openid-client";
import { createHttpClient } from "../http/http-client.ts";
import { configurationOf } from "./oidc-configuration.ts";
import { createTokenCache } from "./token-cache.ts";
import { tokenFailure } from "./token-failure.ts";
import type { TokenIssuer, TokenRenewalOptions } from "./token-issuer.ts";
import type { TokenProvider } from "./token-provider.ts";

/**
 * Options of {@link createClientCredentialsProvider}.
 *
 * @public
 */
export interface CreateClientCredentialsProviderOptions extends TokenIssuer, TokenRenewalOptions {
  /** Scopes, separated by blanks. Default: none. */
  readonly scope?: string;
}

/**
 * Gives tokens to software without a user: the applicative mailbox of an operator that issues tokens to clients.
 *
 * @remarks OAuth 2.0 client credentials (RFC 6749, section 4.4). Whether an operator offers it is a question to the operator.
 * @example
 * ```ts
 * import { createClientCredentialsProvider } from "@ldl/mssante";
 *
 * await using tokens = createClientCredentialsProvider({
 *   issuer: "https://jetons.operateur.example",
 *   tokenEndpoint: "https://jetons.operateur.example/token",
 *   clientId: "dpi-ch-test",
 *   authentication: { kind: "secretBasic", secret: "…" },
 * });
 * const token = await tokens.getToken();
 * console.log(token.length);
 * ```
 * @param options - Issuer, client, scope and renewal.
 * @returns The provider. `getToken` rejects with `LDL_MSS_TOKEN_FAILED` when the issuer refuses the client, with
 * `LDL_MSS_HTTP_FAILED` when it cannot be used. Dispose of it to close its connections.
 * @throws TypeError when an endpoint is not `https:`.
 * @public
 */
export function createClientCredentialsProvider(
  options: CreateClientCredentialsProviderOptions,
): TokenProvider & AsyncDisposable {
  const http = createHttpClient(options.http);
  const now = options.now ?? (() => new Date());
  const configuration = configurationOf(options, http, { now });
  const url = new URL(options.tokenEndpoint);
  const cache = createTokenCache(
    async () => {
      try {
        const answer = await clientCredentialsGrant(
          configuration,
          options.scope === undefined ? {} : { scope: options.scope },
        );
        return { accessToken: answer.access_token, expiresIn: answer.expires_in };
      } catch (error) {
        throw tokenFailure(url, error, "client");
      }
    },
    { ...options, host: url.host },
  );
  return {
    getToken: (asked) => cache.getToken(asked),
    async [Symbol.asyncDispose]() {
      cache.clear();
      await http.close();
    },
  };
}
