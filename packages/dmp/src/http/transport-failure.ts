import { type DmpExchange, type DmpTransportReason, LdlError } from "@ldl/domain";
import { AnswerProblem } from "../soap/answer-problem.ts";

/** How far a request went. */
export interface Progress {
  /** The first byte was asked for: a connection exists. */
  begun: boolean;
  /** The last byte was asked for: the server may have the whole request. */
  complete: boolean;
}

const REASONS: readonly (readonly [RegExp, DmpTransportReason])[] = [
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, "dns"],
  [/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, "refused"],
  [/TIMEOUT$|^ETIMEDOUT$/, "timeout"],
  [
    /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_PURPOSE|EPROTO|ERR_OSSL)/,
    "tls",
  ],
];

/** Alerts by which a server refuses our certificate once TLS 1.3 let us send: it read nothing of the request. */
const REFUSED_CERTIFICATE = /ALERT_(?:CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE)/;

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? codeOf(error.cause) : "";
}

const TEXTS: Readonly<Record<DmpTransportReason, string>> = {
  dns: "nom du serveur inconnu",
  refused: "serveur injoignable",
  tls: "connexion TLS refusée",
  timeout: "pas de réponse à temps",
  closed: "connexion perdue",
  status: "réponse HTTP en erreur",
  tooLarge: "réponse plus grande que permis",
};

/** Makes the error of a call without a usable answer. `retryable` means: certain not to have been received. */
export function transportError(
  exchange: DmpExchange,
  facts: {
    readonly reason: DmpTransportReason;
    readonly progress: Progress;
    readonly status?: number;
    readonly cause?: unknown;
  },
): LdlError<"LDL_DMP_TRANSPORT_FAILED"> {
  const { reason, progress, status, cause } = facts;
  const isRefused = reason === "tls" && REFUSED_CERTIFICATE.test(codeOf(cause));
  const outcome = progress.complete && !isRefused ? "unknown" : "notSent";
  const phase = progress.complete ? "read" : progress.begun ? "write" : "connect";
  return new LdlError(
    "LDL_DMP_TRANSPORT_FAILED",
    `${exchange.transaction} : ${TEXTS[reason]}${status === undefined ? "" : ` (${status})`}`,
    {
      details: { exchange, phase, outcome, reason, ...(status === undefined ? {} : { status }) },
      retryable: outcome === "notSent",
      cause,
    },
  );
}

/**
 * Turns what the transport, the streams or the reading of the answer threw into an `LdlError`: the one place where foreign
 * network errors are read. An abort is passed on unchanged by the caller.
 */
export function callFailure(exchange: DmpExchange, progress: Progress, cause: unknown): LdlError {
  if (cause instanceof AnswerProblem) {
    if (cause.kind === "tooLarge") return transportError(exchange, { reason: "tooLarge", progress, cause });
    return new LdlError("LDL_DMP_ANSWER_MALFORMED", `${exchange.transaction} : réponse illisible (${cause.message})`, {
      details: { exchange, reason: cause.message, outcome: "unknown" },
      cause,
    });
  }
  const code = codeOf(cause);
  const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? "closed";
  return transportError(exchange, { reason, progress, cause });
}
