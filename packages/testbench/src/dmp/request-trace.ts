import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { type DmpLogBodies, type DmpLogEntry, redactEnvelope } from "./dmp-log.ts";

/** A log entry while its request is handled. */
export type RequestTrace = { -readonly [K in keyof DmpLogEntry]: DmpLogEntry[K] };

/** Starts the log entry of a request with what the connection says. */
export function startTrace(request: IncomingMessage, at: Date): RequestTrace {
  const { socket } = request;
  const secure = socket instanceof TLSSocket ? socket : undefined;
  const certificate = secure?.getPeerX509Certificate();
  return {
    at,
    service: new URL(request.url ?? "/", "https://dmp.test").pathname.split("/").at(-1) ?? "",
    multipart: false,
    parts: 0,
    tls: {
      protocol: secure?.getProtocol() ?? "",
      cipher: secure?.getCipher().standardName ?? "",
      reused: secure?.isSessionReused() ?? false,
    },
    outcome: "none",
    codes: [],
    rules: [],
    ...(certificate === undefined ? {} : { clientCertificate: certificate.subject.replaceAll("\n", ",") }),
  };
}

/** Puts the envelope in a trace, as far as the log may hold it. */
export function traceEnvelope(trace: RequestTrace, envelope: Uint8Array, bodies: DmpLogBodies): void {
  if (bodies === "none") return;
  const text = new TextDecoder().decode(envelope);
  trace.envelope = bodies === "full" ? text : redactEnvelope(text);
}
