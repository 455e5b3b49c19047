import type { Period } from "./authorities.ts";
import type { SubjectParts } from "./certificate-profile.ts";
import { exportCertificate } from "./export-certificate.ts";
import { type IssuedCertificate, issueCertificate, type Keys } from "./issue-certificate.ts";
import type { TestCard, TestCertificate, TestOrganisation } from "./test-certificate.ts";

/** The keys of the two certificates of a structure or of a card. */
export interface KeyPairs {
  readonly authentication: Keys;
  readonly signature: Keys;
}

/** Under which authority, and for how long. */
export interface Issuance {
  readonly issuer: IssuedCertificate;
  readonly period: Period;
}

function issuePair(parts: SubjectParts, keys: KeyPairs, { issuer, period }: Issuance) {
  const one = (purpose: "clientAuthentication" | "signature", own: Keys): TestCertificate =>
    exportCertificate(issueCertificate({ ...period, purpose, parts, keys: own, issuer }));
  return {
    authentication: one("clientAuthentication", keys.authentication),
    signature: one("signature", keys.signature),
  };
}

/** Issues the two certificates of a structure. */
export function issueOrganisation(parts: SubjectParts, keys: KeyPairs, issuance: Issuance): TestOrganisation {
  return { nom: parts.o, structIdNat: parts.ou, ...issuePair(parts, keys, issuance) };
}

/** Issues the two certificates of a card; the CN holds the PS_IdNat. */
export function issueCard(
  holder: Pick<TestCard, "psIdNat" | "nom" | "prenom" | "structIdNat"> & { readonly profession: string },
  keys: KeyPairs,
  issuance: Issuance,
): TestCard {
  const { profession, ...card } = holder;
  const parts = { cn: card.psIdNat, ou: profession, o: "BANC D'ESSAI", sn: card.nom, gn: card.prenom };
  return { ...card, ...issuePair(parts, keys, issuance) };
}
