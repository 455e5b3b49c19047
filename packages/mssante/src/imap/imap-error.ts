import { LdlError, type MssanteEndpoint } from "@ldl/domain";
import type { ImapFlowError } from "imapflow";
import type { OperatorTls } from "../connection/operator-profile.ts";
import { tlsError } from "../connection/tls-failure.ts";

/** What the mapping of an error needs to know of the call. */
export interface ImapCall {
  readonly endpoint: MssanteEndpoint;
  readonly tls: OperatorTls;
  readonly now: Date;
  /** What was being done: `connect`, `fetch`, `flag`, `move`, `list`. */
  readonly operation: string;
}

const TIMEOUTS = new Set(["CONNECT_TIMEOUT", "GREETING_TIMEOUT", "UPGRADE_TIMEOUT", "ETIMEOUT", "ETIMEDOUT"]);
const CLOSED = new Set([
  "NoConnection",
  "EConnectionClosed",
  "StateLogout",
  "ClosedAfterConnectText",
  "ClosedAfterConnectTLS",
  "ECONNRESET",
  "EPIPE",
]);

/** Codes of RFC 5530 that say of a login that it will not pass without a person. */
const FINAL_REFUSALS = new Set([
  "AUTHENTICATIONFAILED",
  "AUTHORIZATIONFAILED",
  "EXPIRED",
  "PRIVACYREQUIRED",
  "CONTACTADMIN",
]);

/** Whether a login may pass later: the server says why it does not now (too many connections, not available), or failed itself. */
function isPassing({ serverResponseCode, responseStatus }: ImapFlowError): boolean {
  if (serverResponseCode !== undefined && serverResponseCode !== "") return !FINAL_REFUSALS.has(serverResponseCode);
  return responseStatus === "BAD";
}

function connectionReason(code: string): "dns" | "refused" | "timeout" | "closed" | undefined {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "dns";
  if (code === "ECONNREFUSED") return "refused";
  if (TIMEOUTS.has(code)) return "timeout";
  return CLOSED.has(code) ? "closed" : undefined;
}

/** Turns any error of imapflow into ours: the one place where that is done. */
export function toImapError(error: ImapFlowError, call: ImapCall): LdlError {
  const { endpoint, operation } = call;
  const serverText = [error.responseText, error.reason, typeof error.response === "string" ? error.response : undefined]
    .filter((text) => text !== undefined)
    .join(" ");
  const atLogin = operation === "connect";
  const tls = atLogin
    ? tlsError({ code: error.code, message: error.message, serverText }, { ...call, cause: error })
    : undefined;
  if (tls !== undefined) return tls;
  if (error.authenticationFailed === true) {
    return new LdlError("LDL_MSS_AUTHENTICATION_FAILED", "the server refused the user, password or token", {
      details: endpoint,
      retryable: isPassing(error),
      cause: error,
    });
  }
  const reason = connectionReason(error.code ?? "");
  if (reason !== undefined) {
    return new LdlError("LDL_MSS_CONNECTION_FAILED", `no IMAP connection: ${reason}`, {
      details: { ...endpoint, reason },
      retryable: true,
      cause: error,
    });
  }
  if (error.tlsFailed === true) {
    return new LdlError("LDL_MSS_TLS_FAILED", "TLS connection refused: starttls-not-offered", {
      details: { ...endpoint, reason: "starttls-not-offered" },
      cause: error,
    });
  }
  return mailboxFailure(endpoint, operation, error);
}

/** A command that the server answered but did not carry out. */
export function mailboxFailure(endpoint: MssanteEndpoint, operation: string, cause?: unknown): LdlError {
  return new LdlError("LDL_MSS_MAILBOX_FAILED", `the mailbox did not carry out: ${operation}`, {
    details: { ...endpoint, operation },
    cause,
  });
}
