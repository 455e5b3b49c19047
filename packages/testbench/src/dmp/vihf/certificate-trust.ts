import { X509Certificate } from "node:crypto";
import forge from "node-forge";

/** What a certificate is for, as its key usages say. */
export type CertificateKind = "authentication" | "signature";

/** Who holds a certificate: a structure by its Struct_IdNat, a person by the PS_IdNat of the card. */
export type CertificateHolder =
  | { readonly kind: "structure"; readonly structIdNat: string }
  | { readonly kind: "card"; readonly psIdNat: string };

/** Verdict of a certificate. */
export type TrustVerdict = { readonly trusted: true } | { readonly trusted: false; readonly reason: string };

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Kind of a certificate. @remarks A seal has `nonRepudiation`, a TLS client certificate the extended usage `clientAuth`. */
export function certificateKind(certificate: X509Certificate): CertificateKind | undefined {
  if (certificate.keyUsage?.includes("1.3.6.1.5.5.7.3.2") === true) return "authentication";
  const usage = forge.pki.certificateFromPem(certificate.toString()).getExtension("keyUsage");
  return usage !== undefined && "nonRepudiation" in usage && usage.nonRepudiation === true ? "signature" : undefined;
}

/** Holder of a certificate, from the OU of a structure or the CN of a card. */
export function certificateHolder(certificate: X509Certificate): CertificateHolder | undefined {
  const value = (name: string): string | undefined =>
    certificate.subject
      .split("\n")
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1);
  const psIdNat = value("CN");
  if (value("SN") !== undefined && psIdNat !== undefined) return { kind: "card", psIdNat };
  const structIdNat = value("OU");
  return structIdNat === undefined ? undefined : { kind: "structure", structIdNat };
}

/** Serial numbers that a revocation list names, in upper case hexadecimal (RFC 5280 §5.1). */
function revokedSerials(pem: string): readonly string[] {
  const list = forge.asn1.fromDer(forge.util.createBuffer(forge.pem.decode(pem)[0]?.body ?? ""));
  const [toBeSigned] = children(list);
  const fields = toBeSigned === undefined ? [] : children(toBeSigned);
  // version, signature, issuer, thisUpdate, nextUpdate, then the entries when there are some.
  const entries = fields[5] === undefined ? [] : children(fields[5]);
  return entries.map((entry) => {
    const serial = children(entry)[0]?.value;
    return typeof serial === "string" ? forge.util.bytesToHex(serial).toUpperCase() : "";
  });
}

function children(node: forge.asn1.Asn1): readonly forge.asn1.Asn1[] {
  return Array.isArray(node.value) ? node.value : [];
}

/** Judges a certificate that signs. */
export type Trust = (certificate: X509Certificate, now: Date) => TrustVerdict;

/** Creates what judges the certificates that sign: chain, dates, revocation. */
export function createTrust(pki: { readonly ca: string; readonly crl: readonly string[] }): Trust {
  const authorities = (pki.ca.match(PEM_CERTIFICATE) ?? []).map((pem) => new X509Certificate(pem));
  const revoked = new Set(pki.crl.flatMap(revokedSerials));
  const refuse = (reason: string): TrustVerdict => ({ trusted: false, reason });
  return (certificate, now) => {
    const issuer = authorities.find((one) => certificate.checkIssued(one) && certificate.verify(one.publicKey));
    if (issuer === undefined) return refuse("autorité inconnue");
    if (now < new Date(certificate.validFrom)) return refuse("certificat pas encore valide");
    if (now > new Date(certificate.validTo)) return refuse("certificat expiré");
    if (revoked.has(certificate.serialNumber.toUpperCase())) return refuse("certificat révoqué");
    return { trusted: true };
  };
}
