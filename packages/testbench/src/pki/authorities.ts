import type { SubjectParts } from "./certificate-profile.ts";
import { type CertificateRequest, type IssuedCertificate, issueCertificate } from "./issue-certificate.ts";
import type { KeyRing } from "./key-ring.ts";

/** The authorities of a test PKI. */
export interface Authorities {
  readonly root: IssuedCertificate;
  /** Issues to structures. */
  readonly intermediate: IssuedCertificate;
  /** Issues cards. */
  readonly persons: IssuedCertificate;
  /** Nobody trusts it. */
  readonly wrongRoot: IssuedCertificate;
}

/** From when to when a certificate is valid. */
export type Period = Pick<CertificateRequest, "notBefore" | "notAfter">;

function authorityName(cn: string): SubjectParts {
  return { cn, o: "BANC D'ESSAI", ou: "0002 990000200", st: "Etranger (99)" };
}

/** Issues the certificates of the authorities. */
export function issueAuthorities(keys: KeyRing, period: Period): Authorities {
  const root = issueCertificate({
    ...period,
    purpose: "authority",
    parts: authorityName("AC RACINE TEST ELEMENTAIRE"),
    keys: keys.root,
  });
  const intermediate = issueCertificate({
    ...period,
    purpose: "authority",
    parts: authorityName("AC TEST ELEMENTAIRE ORGANISATIONS"),
    keys: keys.intermediate,
    issuer: root,
  });
  const persons = issueCertificate({
    ...period,
    purpose: "authority",
    parts: authorityName("AC TEST STANDARD PERSONNES"),
    keys: keys.persons,
    issuer: root,
  });
  const wrongRoot = issueCertificate({
    ...period,
    purpose: "authority",
    parts: authorityName("AC RACINE INCONNUE"),
    keys: keys.wrongRoot,
  });
  return { root, intermediate, persons, wrongRoot };
}
