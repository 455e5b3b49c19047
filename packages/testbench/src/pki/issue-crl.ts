import forge from "node-forge";
import type { IssuedCertificate } from "./issue-certificate.ts";

const { asn1 } = forge;

/** sha256WithRSAEncryption (RFC 4055). */
const SIGNATURE_OID = "1.2.840.113549.1.1.11";

function sequence(...value: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, value);
}

function utcTime(date: Date): forge.asn1.Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.UTCTIME, false, asn1.dateToUtcTime(date));
}

function integer(hex: string): forge.asn1.Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, forge.util.hexToBytes(hex));
}

function signatureAlgorithm(): forge.asn1.Asn1 {
  return sequence(
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(SIGNATURE_OID).getBytes()),
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.NULL, false, ""),
  );
}

/**
 * Issues the revocation list of an authority, PEM (RFC 5280, section 5).
 *
 * The library writes certificates and PKCS#12 but no revocation list, so its ASN.1 layer does here.
 */
export function issueCrl(
  authority: IssuedCertificate,
  options: { readonly serialNumbers: readonly string[]; readonly thisUpdate: Date; readonly nextUpdate: Date },
): string {
  const entries = options.serialNumbers.map((serial) => sequence(integer(serial), utcTime(options.thisUpdate)));
  const toBeSigned = sequence(
    integer("01"),
    signatureAlgorithm(),
    forge.pki.distinguishedNameToAsn1(authority.certificate.subject),
    utcTime(options.thisUpdate),
    utcTime(options.nextUpdate),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
  );
  const digest = forge.md.sha256.create().update(asn1.toDer(toBeSigned).getBytes());
  const signature = authority.keys.privateKey.sign(digest);
  const list = sequence(
    toBeSigned,
    signatureAlgorithm(),
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.BITSTRING, false, `\0${signature}`),
  );
  const body = asn1.toDer(list).getBytes();
  return forge.pem.encode({ type: "X509 CRL", body }).replaceAll("\r\n", "\n");
}
