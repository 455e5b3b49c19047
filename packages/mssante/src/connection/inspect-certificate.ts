import { createPrivateKey, X509Certificate } from "node:crypto";
import type { OperatorTls } from "./operator-profile.ts";

/** How our own certificate stands. @public */
export type CertificateStanding =
  /** No certificate is configured, or a PKCS#12 that is not opened here. */
  | { readonly kind: "none" | "opaque" }
  /** Certificate or key cannot be read. */
  | { readonly kind: "unreadable" }
  | {
      readonly kind: "valid" | "expiresSoon" | "expired" | "notYetValid" | "otherKey";
      /** Start of validity. */
      readonly notBefore: Date;
      /** End of validity. */
      readonly notAfter: Date;
      /** Whole days until then; negative once it is past. */
      readonly daysLeft: number;
    };

/** Options of {@link inspectCertificate}. @public */
export interface InspectCertificateOptions {
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Days before the end from which it is said. Default: 30. */
  readonly warningDays?: number;
}

const DAY_MS = 86_400_000;

function holdsKey(certificate: X509Certificate, key: string | undefined): boolean {
  return key === undefined || certificate.checkPrivateKey(createPrivateKey(key));
}

/**
 * Says how our own certificate stands: call it when the program starts and once a day, so that nobody learns of its end from a
 * refused message.
 *
 * @example
 * ```ts
 * import { inspectCertificate, type OperatorProfile } from "@ldl/mssante";
 *
 * declare const profile: OperatorProfile;
 *
 * const standing = inspectCertificate(profile.tls, { warningDays: 45 });
 * if (standing.kind === "expiresSoon") console.warn(`certificat valable encore ${standing.daysLeft} jours`);
 * ```
 * @param tls - Certificates of a profile.
 * @param options - Clock, days of warning.
 * @returns The standing; `otherKey` when the private key is not that of the certificate.
 * @public
 */
export function inspectCertificate(tls: OperatorTls, options: InspectCertificateOptions = {}): CertificateStanding {
  if (tls.certificate === undefined) return { kind: tls.pkcs12 === undefined ? "none" : "opaque" };
  const now = options.now?.() ?? new Date();
  try {
    const certificate = new X509Certificate(tls.certificate);
    const [notBefore, notAfter] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
    const daysLeft = Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS);
    const dates = { notBefore, notAfter, daysLeft };
    if (!holdsKey(certificate, tls.key)) return { kind: "otherKey", ...dates };
    if (now < notBefore) return { kind: "notYetValid", ...dates };
    if (now > notAfter) return { kind: "expired", ...dates };
    return { kind: daysLeft < (options.warningDays ?? 30) ? "expiresSoon" : "valid", ...dates };
  } catch {
    return { kind: "unreadable" };
  }
}
