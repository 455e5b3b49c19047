import { isLdlError, LdlError } from "@ldl/domain";
import { AuthorizationResponseError, ResponseBodyError } from "openid-client";
import { httpError } from "../http/http-failure.ts";

/** Error codes of OAuth 2.0 are short words; anything else is not repeated. */
const OAUTH_CODE = /^[a-z_]{1,40}$/;

function tokenError(
  url: URL,
  reason: "sessionEnded" | "refused" | "invalidAnswer",
  error?: string,
): LdlError<"LDL_MSS_TOKEN_FAILED"> {
  const known = error !== undefined && OAUTH_CODE.test(error) ? { error } : {};
  return new LdlError("LDL_MSS_TOKEN_FAILED", `no access token: ${reason}`, {
    details: { host: url.host, reason, ...known },
  });
}

function ldlErrorBehind(error: unknown): LdlError | undefined {
  if (isLdlError(error)) return error;
  return error instanceof Error && error.cause !== undefined ? ldlErrorBehind(error.cause) : undefined;
}

/**
 * Turns what openid-client threw into an `LdlError`: the one place where its errors are read. Its errors hold the answer of the
 * issuer, tokens included, therefore none becomes the `cause`.
 *
 * @param url - The endpoint that was called.
 * @param error - What was thrown.
 * @param grant - What was presented: when it is the user's session, `invalid_grant` means that it is over.
 */
export function tokenFailure(url: URL, error: unknown, grant: "session" | "client"): LdlError {
  const ours = ldlErrorBehind(error);
  if (ours !== undefined) return ours;
  if (error instanceof ResponseBodyError) {
    if (error.status === 429 || error.status >= 500) return httpError(url, "status", { status: error.status });
    const ended = grant === "session" && error.error === "invalid_grant";
    return tokenError(url, ended ? "sessionEnded" : "refused", error.error);
  }
  if (error instanceof AuthorizationResponseError) return tokenError(url, "refused", error.error);
  return tokenError(url, "invalidAnswer");
}
