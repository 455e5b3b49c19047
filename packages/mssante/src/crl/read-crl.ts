import { verify, X509Certificate } from "node:crypto";
import { bytesOfElement, DER_TAGS, DerError, elementsIn, readElement, take, timeOfElement } from "./der.ts";

/** A revocation list, as much of it as its keeping needs: the entries are for OpenSSL. */
export interface RevocationList {
  /** As Node takes it. */
  readonly pem: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Name of the authority, DER. */
  readonly issuer: Buffer;
  /** Whether an authority signed it. */
  isSignedBy(authority: X509Certificate): boolean;
}

const PEM = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** Hash of the signature algorithms that are accepted, by their OID in DER (RFC 4055, RFC 5758). SHA-1 is not. */
const HASHES: Readonly<Record<string, string>> = {
  "06092a864886f70d01010b": "sha256",
  "06092a864886f70d01010c": "sha384",
  "06092a864886f70d01010d": "sha512",
  "06082a8648ce3d040302": "sha256",
  "06082a8648ce3d040303": "sha384",
  "06082a8648ce3d040304": "sha512",
};

function derOf(bytes: Uint8Array): Buffer {
  const armour = bytes[0] === DER_TAGS.sequence ? undefined : PEM.exec(Buffer.from(bytes).toString("latin1"))?.[1];
  return armour === undefined ? Buffer.from(bytes) : Buffer.from(armour, "base64");
}

function pemOf(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN X509 CRL-----", ...lines, "-----END X509 CRL-----", ""].join("\n");
}

/**
 * Reads the head of a revocation list, PEM or DER (RFC 5280, section 5.1).
 *
 * @throws DerError when it is none, or has no end of validity.
 */
export function readCrl(bytes: Uint8Array): RevocationList {
  const der = derOf(bytes);
  const parts = elementsIn(der, take([readElement(der, 0, der.length)].values(), DER_TAGS.sequence));
  const signed = take(parts, DER_TAGS.sequence);
  const algorithm = take(parts, DER_TAGS.sequence);
  const signature = take(parts, DER_TAGS.bitString);
  const fields = elementsIn(der, signed);
  const first = take(fields, DER_TAGS.integer, DER_TAGS.sequence);
  const inner = first.tag === DER_TAGS.integer ? take(fields, DER_TAGS.sequence) : first;
  if (!bytesOfElement(der, inner).equals(bytesOfElement(der, algorithm))) throw new DerError("algorithms differ");
  const issuer = bytesOfElement(der, take(fields, DER_TAGS.sequence));
  const [thisUpdate, nextUpdate] = [0, 1].map(() =>
    timeOfElement(der, take(fields, DER_TAGS.utcTime, DER_TAGS.generalizedTime)),
  );
  if (thisUpdate === undefined || nextUpdate === undefined) throw new DerError("dates");
  const [oid] = elementsIn(der, algorithm);
  const hash = oid === undefined ? undefined : HASHES[bytesOfElement(der, oid).toString("hex")];
  return {
    pem: pemOf(der),
    thisUpdate,
    nextUpdate,
    issuer,
    isSignedBy: ({ publicKey }) =>
      // The first byte of a bit string counts its unused bits.
      hash !== undefined &&
      verify(hash, bytesOfElement(der, signed), publicKey, der.subarray(signature.content + 1, signature.end)),
  };
}

/** Name of the subject of a certificate, DER. */
export function subjectOf({ raw }: X509Certificate): Buffer {
  const whole = take([readElement(raw, 0, raw.length)].values(), DER_TAGS.sequence);
  const fields = elementsIn(raw, take(elementsIn(raw, whole), DER_TAGS.sequence));
  const first = take(fields, DER_TAGS.version, DER_TAGS.integer);
  if (first.tag === DER_TAGS.version) take(fields, DER_TAGS.integer);
  // Signature algorithm, issuer, validity, subject.
  for (let passed = 0; passed < 3; passed += 1) take(fields, DER_TAGS.sequence);
  return bytesOfElement(raw, take(fields, DER_TAGS.sequence));
}

/** The certificates of a PEM text or of several. */
export function certificatesOf(pem: string | readonly string[]): readonly X509Certificate[] {
  return [pem].flat().flatMap((text) => (text.match(CERTIFICATE) ?? []).map((one) => new X509Certificate(one)));
}
