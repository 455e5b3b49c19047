import type { TLSSocket } from "node:tls";

/**
 * What the operator thinks of the certificate that a client presented.
 *
 * @public
 */
export interface ClientCertificateVerdict {
  /** True when the certificate is accepted. */
  readonly accepted: boolean;
  /** Why not, in the words that the client is told. */
  readonly reason?: string;
  /** Subject of the certificate, when there is one. */
  readonly subject?: string;
  /** SHA-256 fingerprint of the certificate, when there is one. */
  readonly fingerprint256?: string;
}

/** OpenSSL's reasons in the words that a mail server answers. */
const REASONS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "Client certificate has expired",
  CERT_NOT_YET_VALID: "Client certificate is not yet valid",
  CERT_REVOKED: "Client certificate is revoked",
};

/** Reads the verdict of a finished handshake. */
export function judgeClientCertificate(socket: TLSSocket): ClientCertificateVerdict {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return { accepted: false, reason: "No client certificate presented" };
  const facts = {
    subject: certificate.subject.replaceAll("\n", ","),
    fingerprint256: certificate.fingerprint256,
  };
  if (socket.authorized) return { accepted: true, ...facts };
  const code = String(socket.authorizationError);
  return { accepted: false, reason: REASONS[code] ?? "Client certificate not trusted: unknown authority", ...facts };
}
