import { X509Certificate } from "node:crypto";
import type { OperatorTls } from "./operator-profile.ts";

/** What we know of our own certificate. */
export type ClientCertificateFacts =
  | { readonly kind: "none" }
  /** A PKCS#12, which Node does not open for reading. */
  | { readonly kind: "opaque" }
  | {
      readonly kind: "known";
      readonly validity: "valid" | "expired" | "notYetValid";
      readonly period: { readonly notBefore: string; readonly notAfter: string };
    };

/** Reads the validity of our own certificate, to tell which side is wrong when a server refuses us without saying why. */
export function clientCertificateFacts(tls: OperatorTls, now: Date): ClientCertificateFacts {
  if (tls.certificate === undefined) return { kind: tls.pkcs12 === undefined ? "none" : "opaque" };
  const { validFrom, validTo } = new X509Certificate(tls.certificate);
  const [notBefore, notAfter] = [new Date(validFrom), new Date(validTo)];
  const validity = now < notBefore ? "notYetValid" : now > notAfter ? "expired" : "valid";
  return { kind: "known", validity, period: { notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() } };
}
