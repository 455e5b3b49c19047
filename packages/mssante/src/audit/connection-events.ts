import { isLdlError } from "@ldl/domain";
import { auditedFailure } from "./audit-failure.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { AuditedContext } from "./audited-context.ts";

/** What is told of one connection. */
export interface ConnectionEvents {
  /** TLS is up: the server's certificate was checked and taken. */
  connected(context: AuditedContext): void;
  /** No connection was made. */
  refused(context: AuditedContext, error: unknown): void;
  /** The connection ended. */
  disconnected(context: AuditedContext): void;
  /** The login ended; `error` says why it failed. */
  authenticated(context: AuditedContext, mechanism: string, error?: unknown): void;
}

const targetOf = ({ server }: AuditedContext): string => `${server?.host ?? ""}:${server?.port ?? ""}`;

/** Whether it is the server's certificate that failed. */
function isServerCertificate(error: unknown): boolean {
  if (!isLdlError(error)) return false;
  if (error.code === "LDL_MSS_CRL_UNAVAILABLE") return true;
  return error.code === "LDL_MSS_TLS_FAILED" && /^(?:server-|revocation-)/.test(error.details.reason);
}

/** Makes the entries of connections. */
export function connectionEvents(trail: AuditTrail): ConnectionEvents {
  const write = (
    action: "connect" | "disconnect" | "certCheck" | "authenticate",
    verb: string,
    context: AuditedContext,
    failure?: { readonly error: unknown },
  ): void => {
    const ended = failure === undefined ? ({ outcome: "success" } as const) : auditedFailure(failure.error);
    const target = action === "authenticate" ? (context.mailbox ?? targetOf(context)) : targetOf(context);
    trail.record({ action, request: { verb, target }, ...context, ...ended });
  };
  return {
    connected(context) {
      write("connect", "CONNECT", context);
      write("certCheck", "TLS", context);
    },
    refused(context, error) {
      write("connect", "CONNECT", context, { error });
      if (isServerCertificate(error)) write("certCheck", "TLS", context, { error });
    },
    disconnected: (context) => write("disconnect", "QUIT", context),
    authenticated: (context, mechanism, error) =>
      write("authenticate", `AUTH ${mechanism}`, context, error === undefined ? undefined : { error }),
  };
}
