import { isLdlError } from "@ldl/domain";
import { definedOnly } from "../internal/defined-only.ts";
import type { AuditEntry } from "./audit-event.ts";
import { filterAnswer } from "./hide-personal.ts";

/** What a failure adds to an entry. */
export type AuditedFailure = Pick<AuditEntry, "outcome" | "errorCode" | "response">;

/** Where mail libraries put the words of a server. */
function answerOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("response" in error && typeof error.response === "string") return error.response;
  return "responseText" in error && typeof error.responseText === "string" ? error.responseText : undefined;
}

function textOf(details: object, name: string): string | undefined {
  const value: unknown = Reflect.get(details, name);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/**
 * Reads from what was thrown what may be written of it.
 *
 * @param error - What was thrown.
 * @param hidden - Words that the answer of the server may repeat and that must not appear.
 */
export function auditedFailure(error: unknown, hidden: readonly string[] = []): AuditedFailure {
  if (!isLdlError(error)) {
    const aborted = error instanceof Error && error.name === "AbortError";
    return { outcome: "failure", errorCode: aborted ? "aborted" : "unexpected" };
  }
  const said = answerOf(error.cause);
  const code = textOf(error.details, "smtpCode") ?? textOf(error.details, "status");
  const response = definedOnly({
    code: code ?? (said === undefined ? undefined : /^\d{3}(?=[ -])/.exec(said)?.[0]),
    enhancedCode: textOf(error.details, "enhancedCode"),
    text: said === undefined ? undefined : filterAnswer(said, hidden),
  });
  const reason = error.code === "LDL_MSS_TLS_FAILED" ? ` ${error.details.reason}` : "";
  return {
    outcome: error.code === "LDL_MSS_OUTCOME_UNKNOWN" ? "unknown" : "failure",
    errorCode: `${error.code}${reason}`,
    ...(Object.keys(response).length === 0 ? {} : { response }),
  };
}
