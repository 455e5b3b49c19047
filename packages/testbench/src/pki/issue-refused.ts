import type { Authorities, Period } from "./authorities.ts";
import type { CertificatePurpose, SubjectParts } from "./certificate-profile.ts";
import { exportCertificate } from "./export-certificate.ts";
import { type IssuedCertificate, issueCertificate, type Keys } from "./issue-certificate.ts";
import type { RefusedClientCertificates } from "./test-certificate.ts";

/** The validities that certificates are given. */
export interface Periods {
  readonly authority: Period;
  readonly valid: Period;
  readonly past: Period;
  readonly future: Period;
}

/** One certificate for each reason to be refused, and the one to put in the revocation list. */
export interface Refused {
  readonly certificates: RefusedClientCertificates;
  readonly revoked: IssuedCertificate;
}

/** Issues the certificates that are refused. */
export function issueRefused(
  purpose: CertificatePurpose,
  subject: { readonly parts: SubjectParts; readonly keys: Keys; readonly hosts?: readonly string[] },
  authorities: Authorities,
  period: Periods,
): Refused {
  const one = (issuer: IssuedCertificate, when: Period) => issueCertificate({ ...when, ...subject, purpose, issuer });
  const revoked = one(authorities.intermediate, period.valid);
  return {
    revoked,
    certificates: {
      expired: exportCertificate(one(authorities.intermediate, period.past)),
      notYetValid: exportCertificate(one(authorities.intermediate, period.future)),
      revoked: exportCertificate(revoked),
      wrongAuthority: exportCertificate(one(authorities.wrongRoot, period.valid)),
    },
  };
}
