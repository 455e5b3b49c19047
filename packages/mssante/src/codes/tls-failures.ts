import type { MssanteTlsFailure } from "@ldl/domain";

/** Codes of Node and OpenSSL when we refuse the server's certificate. */
export const SERVER_CERTIFICATE_CODES: Readonly<Record<string, MssanteTlsFailure>> = {
  CERT_HAS_EXPIRED: "server-certificate-expired",
  CERT_NOT_YET_VALID: "server-certificate-not-yet-valid",
  CERT_REVOKED: "server-certificate-revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "server-name-mismatch",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "server-certificate-untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "server-certificate-untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "server-certificate-untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "server-certificate-untrusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "server-certificate-untrusted",
  CERT_SIGNATURE_FAILURE: "server-certificate-untrusted",
  CERT_UNTRUSTED: "server-certificate-untrusted",
  CERT_REJECTED: "server-certificate-untrusted",
  INVALID_CA: "server-certificate-untrusted",
  INVALID_PURPOSE: "server-certificate-untrusted",
  UNABLE_TO_GET_CRL: "revocation-list-unusable",
  UNABLE_TO_DECRYPT_CRL_SIGNATURE: "revocation-list-unusable",
  CRL_SIGNATURE_FAILURE: "revocation-list-unusable",
  CRL_NOT_YET_VALID: "revocation-list-unusable",
  CRL_HAS_EXPIRED: "revocation-list-unusable",
};

/** Alerts by which a server refuses our certificate (RFC 8446, section 6), as OpenSSL names them in Node's codes. */
export const CLIENT_CERTIFICATE_ALERTS: Readonly<Record<string, MssanteTlsFailure>> = {
  CERTIFICATE_REQUIRED: "client-certificate-missing",
  CERTIFICATE_EXPIRED: "client-certificate-expired",
  CERTIFICATE_REVOKED: "client-certificate-revoked",
  UNKNOWN_CA: "client-certificate-untrusted",
  BAD_CERTIFICATE: "client-certificate-refused",
  UNSUPPORTED_CERTIFICATE: "client-certificate-refused",
  CERTIFICATE_UNKNOWN: "client-certificate-refused",
  ACCESS_DENIED: "client-certificate-refused",
};

/** Words by which a server refuses our certificate once TLS is up, as Postfix and Dovecot do. The first that fits decides. */
export const CLIENT_CERTIFICATE_TEXTS: readonly (readonly [words: RegExp, failure: MssanteTlsFailure])[] = [
  [/no (?:client|ssl|tls) certificate/i, "client-certificate-missing"],
  [/certificate\b.*\bexpired/i, "client-certificate-expired"],
  [/certificate\b.*\bnot yet valid/i, "client-certificate-not-yet-valid"],
  [/certificate\b.*\brevoked/i, "client-certificate-revoked"],
  [
    /certificate\b.*\b(?:not trusted|untrusted|unverified|unknown authority|unknown ca)/i,
    "client-certificate-untrusted",
  ],
  [/(?:client|ssl|tls|valid)\b.*\bcertificate/i, "client-certificate-refused"],
];
