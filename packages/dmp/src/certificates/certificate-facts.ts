import { X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  Certificate,
  ExtendedKeyUsage,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_kp_clientAuth,
  KeyUsage,
  KeyUsageFlags,
} from "@peculiar/asn1-x509";
import { type DistinguishedNameStyle, distinguishedName } from "./distinguished-name.ts";

/** What is read in a certificate. */
export interface CertificateFacts {
  readonly x509: X509Certificate;
  /** DER. */
  readonly der: Uint8Array;
  /** DER in base64, without line breaks. */
  readonly base64: string;
  /** Serial number, decimal. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Says that it may sign documents: `nonRepudiation`, which seals have and TLS certificates have not. */
  readonly isForSigning: boolean;
  /** Says that it may authenticate a TLS client. */
  readonly isForTls: boolean;
  subject(style: DistinguishedNameStyle): string;
  issuer(style: DistinguishedNameStyle): string;
}

function usages(certificate: Certificate): Pick<CertificateFacts, "isForSigning" | "isForTls"> {
  const extensions = certificate.tbsCertificate.extensions ?? [];
  const extensionOf = (id: string) => extensions.find(({ extnID }) => extnID === id)?.extnValue.buffer;
  const usage = extensionOf(id_ce_keyUsage);
  const extended = extensionOf(id_ce_extKeyUsage);
  const flags = usage === undefined ? undefined : AsnConvert.parse(usage, KeyUsage).toNumber();
  const purposes = extended === undefined ? undefined : [...AsnConvert.parse(extended, ExtendedKeyUsage)];
  return {
    isForSigning: flags === undefined || (flags & KeyUsageFlags.nonRepudiation) !== 0,
    isForTls: purposes === undefined ? flags === undefined : purposes.includes(id_kp_clientAuth),
  };
}

/**
 * Reads a certificate.
 *
 * @throws TypeError when the bytes are no certificate.
 */
export function certificateFacts(source: string | Uint8Array): CertificateFacts {
  let x509: X509Certificate;
  try {
    x509 = new X509Certificate(source);
  } catch {
    throw new TypeError("certificate: PEM or DER of an X.509 certificate expected");
  }
  const der = new Uint8Array(x509.raw);
  const certificate = AsnConvert.parse(der, Certificate);
  const { subject, issuer } = certificate.tbsCertificate;
  return {
    x509,
    der,
    base64: x509.raw.toString("base64"),
    serial: BigInt(`0x${x509.serialNumber}`).toString(),
    notBefore: new Date(x509.validFrom),
    notAfter: new Date(x509.validTo),
    ...usages(certificate),
    subject: (style) => distinguishedName(subject, style),
    issuer: (style) => distinguishedName(issuer, style),
  };
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, in order. */
export function certificatesOfPem(pem: string): readonly string[] {
  return pem.match(PEM_CERTIFICATE) ?? [];
}
