import { isLdlError, LdlError, type MssanteHttpReason } from "@ldl/domain";
import { SERVER_CERTIFICATE_CODES } from "../codes/tls-failures.ts";

/** Codes of Node and undici, by what they mean for the caller. */
const REASONS: Readonly<Record<string, MssanteHttpReason>> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  ECONNRESET: "closed",
  EPIPE: "closed",
  UND_ERR_SOCKET: "closed",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "closed",
  UND_ERR_HEADERS_OVERFLOW: "tooLarge",
};

const HANDSHAKE = /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/;

/** Reasons that a later call may not meet again. */
const PASSING: ReadonlySet<MssanteHttpReason> = new Set(["dns", "refused", "timeout", "closed"]);

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  return [...own, ...codesOf(error.cause)];
}

function reasonOf(codes: readonly string[]): MssanteHttpReason {
  for (const code of codes) {
    const reason = REASONS[code];
    if (reason !== undefined) return reason;
    if (SERVER_CERTIFICATE_CODES[code] !== undefined || HANDSHAKE.test(code)) return "tls";
  }
  return "malformed";
}

/** The error of a call whose cause is known. */
export function httpError(
  url: URL,
  reason: MssanteHttpReason,
  facts: { readonly status?: number; readonly retryAfterMs?: number; readonly cause?: unknown } = {},
): LdlError<"LDL_MSS_HTTP_FAILED"> {
  const { cause, ...known } = facts;
  const transient = known.status !== undefined && (known.status === 429 || known.status >= 500);
  return new LdlError("LDL_MSS_HTTP_FAILED", `HTTP call failed: ${reason} ${known.status ?? ""}`.trimEnd(), {
    details: { host: url.host, reason, ...known },
    retryable: transient || PASSING.has(reason),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Turns what Node or undici threw into an `LdlError`: the one place where foreign HTTP errors are read. */
export function httpFailure(url: URL, error: unknown): LdlError {
  if (isLdlError(error)) return error;
  const codes = codesOf(error);
  const tls = codes.map((code) => SERVER_CERTIFICATE_CODES[code]).find((failure) => failure !== undefined);
  const failure = httpError(url, reasonOf(codes), { cause: error });
  if (tls === undefined) return failure;
  return new LdlError("LDL_MSS_HTTP_FAILED", `HTTP call failed: ${tls}`, {
    details: { ...failure.details, reason: "tls", tls },
    cause: error,
  });
}
