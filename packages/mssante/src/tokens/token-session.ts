import { isLdlError, LdlError } from "@ldl/domain";
import { type Configuration, refreshTokenGrant } from "openid-client";
import { createTokenCache, type IssuedToken, type TokenCache } from "./token-cache.ts";
import { tokenFailure } from "./token-failure.ts";
import type { TokenRenewalOptions } from "./token-issuer.ts";
import type { TokenProvider } from "./token-provider.ts";

/**
 * The session of a user at Pro Santé Connect. It gives tokens until the issuer says that it is over; then every mail connection
 * of that user must be closed.
 *
 * @remarks ECO.1.2.6 and ECO.1.2.7.
 * @public
 */
export interface TokenSession extends TokenProvider {
  /** Subject of the identity token, when the session began with a login. */
  readonly subject?: string;
  /** Struck when the session is over: by the issuer, or by {@link TokenSession.close}. */
  readonly ended: AbortSignal;
  /** Ends the session here and forgets its tokens; the issuer is not told. */
  close(): void;
}

/** What a session starts from. */
export interface SessionStart {
  readonly refreshToken: string;
  readonly subject?: string | undefined;
  readonly first?: IssuedToken;
}

/** What a session needs of its maker. */
export interface SessionContext extends TokenRenewalOptions {
  readonly configuration: Configuration;
  readonly url: URL;
  /** Told each refresh token that replaces the last. */
  readonly onRefreshToken?: ((refreshToken: string) => void) | undefined;
}

function sessionEnded(url: URL): LdlError<"LDL_MSS_TOKEN_FAILED"> {
  return new LdlError("LDL_MSS_TOKEN_FAILED", "no access token: sessionEnded", {
    details: { host: url.host, reason: "sessionEnded" },
  });
}

function isEnd(error: unknown): boolean {
  return isLdlError(error) && error.code === "LDL_MSS_TOKEN_FAILED" && error.details.reason === "sessionEnded";
}

/** Opens a session on a refresh token. */
export function createSession(context: SessionContext, start: SessionStart): TokenSession {
  const ended = new AbortController();
  let refreshToken: string | undefined = start.refreshToken;
  const close = () => {
    refreshToken = undefined;
    cache.clear();
    ended.abort(sessionEnded(context.url));
  };
  const renew = async (): Promise<IssuedToken> => {
    if (refreshToken === undefined) throw sessionEnded(context.url);
    try {
      const answer = await refreshTokenGrant(context.configuration, refreshToken);
      if (ended.signal.aborted) throw sessionEnded(context.url);
      if (answer.refresh_token !== undefined && answer.refresh_token !== refreshToken) {
        refreshToken = answer.refresh_token;
        context.onRefreshToken?.(refreshToken);
      }
      return { accessToken: answer.access_token, expiresIn: answer.expires_in };
    } catch (error) {
      const failure = tokenFailure(context.url, error, "session");
      if (isEnd(failure)) close();
      throw failure;
    }
  };
  const cache: TokenCache = createTokenCache(renew, { ...context, host: context.url.host });
  if (start.first !== undefined) cache.put(start.first);
  return {
    ...(start.subject === undefined ? {} : { subject: start.subject }),
    ended: ended.signal,
    close,
    getToken: (asked) => cache.getToken(asked),
  };
}
