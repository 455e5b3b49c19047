/** Parts of a subject as IGC-Santé writes them for a structure; `ou` holds the Struct_IdNat. */
export interface SubjectParts {
  readonly cn: string;
  readonly ou: string;
  readonly o: string;
  readonly st: string;
}

/** What a certificate is for. It decides key usages. */
export type CertificatePurpose = "authority" | "server" | "clientAuthentication" | "signature";

/** One relative distinguished name. */
export interface NameAttribute {
  readonly shortName: "C" | "ST" | "O" | "OU" | "CN";
  readonly value: string;
}

/** Extensions by purpose (RFC 5280, sections 4.2.1.3, 4.2.1.9 and 4.2.1.12); a seal carries no extended usage. */
export const EXTENSIONS: Readonly<Record<CertificatePurpose, readonly Readonly<Record<string, unknown>>[]>> = {
  authority: [
    { name: "basicConstraints", critical: true, cA: true },
    { name: "keyUsage", critical: true, keyCertSign: true, cRLSign: true },
  ],
  server: [
    { name: "basicConstraints", critical: true, cA: false },
    { name: "keyUsage", critical: true, digitalSignature: true, keyEncipherment: true },
    { name: "extKeyUsage", serverAuth: true },
  ],
  clientAuthentication: [
    { name: "basicConstraints", critical: true, cA: false },
    { name: "keyUsage", critical: true, digitalSignature: true },
    { name: "extKeyUsage", clientAuth: true },
  ],
  signature: [
    { name: "basicConstraints", critical: true, cA: false },
    { name: "keyUsage", critical: true, digitalSignature: true, nonRepudiation: true },
  ],
};

/** The attributes of a subject, in the order in which they are encoded. */
export function nameAttributes(parts: SubjectParts): NameAttribute[] {
  return [
    { shortName: "C", value: "FR" },
    { shortName: "ST", value: parts.st },
    { shortName: "O", value: parts.o },
    { shortName: "OU", value: parts.ou },
    { shortName: "CN", value: parts.cn },
  ];
}

/** Writes a subject for people, most specific part first. */
export function subjectText(parts: SubjectParts): string {
  return nameAttributes(parts)
    .toReversed()
    .map(({ shortName, value }) => `${shortName}=${value}`)
    .join(",");
}
