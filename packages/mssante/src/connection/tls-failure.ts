import { LdlError, type MssanteEndpoint, type MssanteTlsFailure } from "@ldl/domain";
import {
  CLIENT_CERTIFICATE_ALERTS,
  CLIENT_CERTIFICATE_TEXTS,
  SERVER_CERTIFICATE_CODES,
} from "../codes/tls-failures.ts";
import { type ClientCertificateFacts, clientCertificateFacts } from "./client-certificate-facts.ts";
import type { OperatorTls } from "./operator-profile.ts";
import { unusableMaterial } from "./unusable-material.ts";

/** What a library says of a failed connection. */
export interface ConnectionFailure {
  /** Code of Node or OpenSSL. */
  readonly code?: string | undefined;
  /** Message of the error. */
  readonly message: string;
  /** What the server answered once TLS was up. */
  readonly serverText?: string | undefined;
}

/** As much of an answer as is looked at. */
const MAX_SERVER_TEXT = 1000;

const ALERT = /ALERT_([A-Z_]+)$/;
const ALERT_IN_MESSAGE = /(?:tlsv1|tlsv13|sslv3) alert ([a-z ]+)/i;

function alertOf({ code, message }: ConnectionFailure): string | undefined {
  const inCode = ALERT.exec(code ?? "")?.[1];
  return inCode ?? ALERT_IN_MESSAGE.exec(message)?.[1]?.trim().toUpperCase().replaceAll(" ", "_");
}

/** What our own certificate tells of a refusal that names no reason, or the wrong one. */
function refine(failure: MssanteTlsFailure, facts: ClientCertificateFacts): MssanteTlsFailure {
  if (facts.kind === "none") return "client-certificate-missing";
  if (facts.kind === "known" && failure !== "client-certificate-revoked") {
    if (facts.validity === "expired") return "client-certificate-expired";
    if (facts.validity === "notYetValid") return "client-certificate-not-yet-valid";
  }
  return failure === "client-certificate-missing" ? "client-certificate-refused" : failure;
}

/** Says which certificate is at fault, and why; nothing when the failure is not one of TLS. */
function tlsFailureOf(failure: ConnectionFailure, facts: ClientCertificateFacts): MssanteTlsFailure | undefined {
  const server = SERVER_CERTIFICATE_CODES[failure.code ?? ""];
  if (server !== undefined) return server;
  const alert = alertOf(failure);
  const refused = CLIENT_CERTIFICATE_ALERTS[alert ?? ""];
  if (refused !== undefined) return refine(refused, facts);
  // TLS 1.2 has no alert of its own for a missing certificate.
  if (alert === "HANDSHAKE_FAILURE" && facts.kind === "none") return "client-certificate-missing";
  const text = (failure.serverText ?? "").slice(0, MAX_SERVER_TEXT);
  const said = CLIENT_CERTIFICATE_TEXTS.find(([words]) => words.test(text))?.[1];
  if (said !== undefined) return refine(said, facts);
  const handshake = alert !== undefined || /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/.test(failure.code ?? "");
  return handshake ? "handshake" : undefined;
}

/** The error of a failed TLS connection, or nothing when the failure is not one of TLS. */
export function tlsError(
  failure: ConnectionFailure,
  context: {
    readonly endpoint: MssanteEndpoint;
    readonly tls: OperatorTls;
    readonly now: Date;
    readonly cause: unknown;
  },
): LdlError<"LDL_MSS_TLS_FAILED"> | undefined {
  const unusable = unusableMaterial(context.tls);
  const facts: ClientCertificateFacts =
    unusable === "client-certificate-unusable" ? { kind: "opaque" } : clientCertificateFacts(context.tls, context.now);
  const reason = unusable ?? tlsFailureOf(failure, facts);
  if (reason === undefined) return undefined;
  const ours = reason.startsWith("client-certificate") && facts.kind === "known";
  return new LdlError("LDL_MSS_TLS_FAILED", `TLS connection refused: ${reason}`, {
    details: { ...context.endpoint, reason, ...(ours ? { clientCertificate: facts.period } : {}) },
    cause: context.cause,
  });
}
