import { generateKeyPair, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { promisify } from "node:util";
import forge from "node-forge";
import {
  ATTRIBUTE_TYPES,
  type CertificatePurpose,
  EXTENSIONS,
  nameAttributes,
  type SubjectParts,
} from "./certificate-profile.ts";

/** An RSA key pair: PEM for TLS, forge's objects for issuing. */
export interface Keys {
  readonly pem: string;
  readonly privateKey: forge.pki.rsa.PrivateKey;
  readonly publicKey: forge.pki.rsa.PublicKey;
}

/** A certificate, its keys and the parts of its subject, before export. */
export interface IssuedCertificate {
  readonly parts: SubjectParts;
  readonly certificate: forge.pki.Certificate;
  readonly keys: Keys;
  /** Absent for a root. */
  readonly issuer?: IssuedCertificate;
}

/** What to issue. */
export interface CertificateRequest {
  readonly parts: SubjectParts;
  readonly purpose: CertificatePurpose;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keys: Keys;
  /** Absent for a root, which signs itself. */
  readonly issuer?: IssuedCertificate;
  /** Names and IP addresses of a server. */
  readonly hosts?: readonly string[];
}

const generateRsa = promisify(generateKeyPair);

/** Generates one RSA-2048 key pair, the size that IGC-Santé asks of structures. */
export async function generateKeys(): Promise<Keys> {
  const { privateKey } = await generateRsa("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const key = forge.pki.privateKeyFromPem(privateKey);
  return { pem: privateKey, privateKey: key, publicKey: forge.pki.setRsaPublicKey(key.n, key.e) };
}

/** Serial number: 126 random bits, positive, hexadecimal. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}

function alternativeNames(hosts: readonly string[]): Record<string, unknown> {
  return {
    name: "subjectAltName",
    altNames: hosts.map((host) => (isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host })),
  };
}

/** Tag of UTF8String, as a number: the declarations of forge take it for a class of tags. */
const UTF8_TAG: number = forge.asn1.Type.UTF8;

/** A name as forge takes it: UTF-8 where the value needs it, since PrintableString holds no accent. */
function nameOf(parts: SubjectParts): forge.pki.CertificateField[] {
  return nameAttributes(parts).map(({ shortName, value }) => ({
    type: ATTRIBUTE_TYPES[shortName],
    value,
    ...(/^[ -~]*$/.test(value) ? {} : { valueTagClass: UTF8_TAG }),
  }));
}

/** Issues a certificate, signed with SHA-256 by its issuer or by itself. */
export function issueCertificate(request: CertificateRequest): IssuedCertificate {
  const authority = request.issuer ?? request;
  const certificate = forge.pki.createCertificate();
  certificate.serialNumber = serialNumber();
  certificate.publicKey = request.keys.publicKey;
  certificate.validity.notBefore = request.notBefore;
  certificate.validity.notAfter = request.notAfter;
  certificate.setSubject(nameOf(request.parts));
  certificate.setIssuer(nameOf(authority.parts));
  certificate.setExtensions([
    ...EXTENSIONS[request.purpose],
    { name: "subjectKeyIdentifier" },
    {
      name: "authorityKeyIdentifier",
      keyIdentifier: forge.pki.getPublicKeyFingerprint(authority.keys.publicKey).getBytes(),
    },
    ...(request.hosts === undefined ? [] : [alternativeNames(request.hosts)]),
  ]);
  certificate.sign(authority.keys.privateKey, forge.md.sha256.create());
  return {
    parts: request.parts,
    certificate,
    keys: request.keys,
    ...(request.issuer === undefined ? {} : { issuer: request.issuer }),
  };
}
