/** Parts of a subject as IGC-Santé writes them for a structure (`ou` holds the Struct_IdNat) or for a card holder. */
export interface SubjectParts {
  readonly cn: string;
  readonly ou: string;
  readonly o: string;
  /** Absent for a card holder. */
  readonly st?: string;
  /** Surname of a card holder. */
  readonly sn?: string;
  /** Given name of a card holder. */
  readonly gn?: string;
}

/** What a certificate is for. It decides key usages. */
export type CertificatePurpose = "authority" | "server" | "clientAuthentication" | "signature";

/** One relative distinguished name. */
export interface NameAttribute {
  readonly shortName: keyof typeof ATTRIBUTE_TYPES;
  readonly value: string;
}

/** Attribute types of a name (X.520). */
export const ATTRIBUTE_TYPES = {
  C: "2.5.4.6",
  ST: "2.5.4.8",
  O: "2.5.4.10",
  OU: "2.5.4.11",
  CN: "2.5.4.3",
  SN: "2.5.4.4",
  GN: "2.5.4.42",
} as const;

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
  const optional = (shortName: "ST" | "SN" | "GN", value: string | undefined): NameAttribute[] =>
    value === undefined ? [] : [{ shortName, value }];
  return [
    { shortName: "C", value: "FR" },
    ...optional("ST", parts.st),
    { shortName: "O", value: parts.o },
    { shortName: "OU", value: parts.ou },
    { shortName: "CN", value: parts.cn },
    ...optional("SN", parts.sn),
    ...optional("GN", parts.gn),
  ];
}

/** Writes a subject for people, most specific part first. */
export function subjectText(parts: SubjectParts): string {
  return nameAttributes(parts)
    .toReversed()
    .map(({ shortName, value }) => `${shortName}=${value}`)
    .join(",");
}
