import { createTestPki, type TestPki } from "@ldl/testbench";
import { beforeAll, describe, expect, it } from "vitest";
import type { OperatorTls } from "./operator-profile.ts";
import { type ConnectionFailure, tlsError } from "./tls-failure.ts";

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});

type Own = "none" | "valid" | "expired" | "notYetValid" | "pkcs12";

function ownCertificate(own: Own): OperatorTls {
  const { ca, sender, refusedClients } = pki;
  switch (own) {
    case "none":
      return { ca };
    case "pkcs12":
      return { ca, pkcs12: { bytes: sender.authentication.toPkcs12("secret"), password: "secret" } };
    case "valid":
      return { ca, certificate: sender.authentication.chain };
    case "expired":
    case "notYetValid":
      return { ca, certificate: refusedClients[own].chain };
  }
}

function reasonOf(failure: Partial<ConnectionFailure>, own: Own) {
  const endpoint = { protocol: "smtp", host: "localhost", port: 1 } as const;
  const context = { endpoint, tls: ownCertificate(own), now: new Date(), cause: undefined };
  return tlsError({ message: "", ...failure }, context)?.details.reason;
}

describe("what a refusal means", () => {
  it.each<[Partial<ConnectionFailure>, Own, string | undefined]>([
    [{ code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" }, "none", "client-certificate-missing"],
    [{ code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" }, "valid", "client-certificate-refused"],
    [{ code: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE" }, "none", "client-certificate-missing"],
    [{ code: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE" }, "valid", "handshake"],
    [{ code: "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA" }, "valid", "client-certificate-untrusted"],
    [{ code: "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA" }, "pkcs12", "client-certificate-untrusted"],
    [{ code: "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED" }, "valid", "client-certificate-expired"],
    [{ code: "ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED" }, "expired", "client-certificate-revoked"],
    [{ code: "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE" }, "notYetValid", "client-certificate-not-yet-valid"],
    [{ code: "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE" }, "expired", "client-certificate-expired"],
    [{ code: "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE" }, "valid", "client-certificate-refused"],
    [
      { message: "write EPROTO ... tlsv1 alert unknown ca: ... SSL alert number 48" },
      "valid",
      "client-certificate-untrusted",
    ],
    [{ code: "ERR_SSL_WRONG_VERSION_NUMBER" }, "valid", "handshake"],
    [{ code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" }, "valid", "handshake"],
    [{ code: "CRL_HAS_EXPIRED" }, "valid", "revocation-list-unusable"],
    [{ code: "SELF_SIGNED_CERT_IN_CHAIN" }, "valid", "server-certificate-untrusted"],
    // Postfix says the same of every bad certificate: ours tells which.
    [{ serverText: "421 4.7.1 smtp.x Error: No client certificate presented" }, "none", "client-certificate-missing"],
    [{ serverText: "421 4.7.1 smtp.x Error: Client certificate not trusted" }, "valid", "client-certificate-untrusted"],
    [{ serverText: "421 4.7.1 smtp.x Error: Client certificate not trusted" }, "expired", "client-certificate-expired"],
    // Dovecot, at login.
    [{ serverText: "Client didn't present valid SSL certificate" }, "none", "client-certificate-missing"],
    [{ serverText: "Client didn't present valid SSL certificate" }, "valid", "client-certificate-refused"],
    [{ code: "ECONNREFUSED", message: "connect ECONNREFUSED" }, "expired", undefined],
    [{ code: "ECONNECTION", serverText: "421 4.3.2 Service shutting down" }, "expired", undefined],
    [{ serverText: "535 5.7.8 Authentication credentials invalid" }, "expired", undefined],
  ])("%j, our certificate %s: %s", (failure, own, expected) => {
    expect(reasonOf(failure, own)).toBe(expected);
  });
});
