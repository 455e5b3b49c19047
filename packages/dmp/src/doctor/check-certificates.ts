import { createPrivateKey, X509Certificate } from "node:crypto";
import type { LdlIssue } from "@ldl/domain";
import { type CertificateFacts, certificateFacts, certificatesOfPem } from "../certificates/certificate-facts.ts";
import { CERTIFICATE_RULES, type CertificateRule } from "../codes/certificate-rules.ts";

/** A certificate to check, with its key when there is one to check. @public */
export interface CertificateToCheck {
  /** Certificate, PEM; those of the authorities may follow it. */
  readonly certificate: string;
  /** Private key, PEM. Default: not checked. */
  readonly key?: string;
  /** Password of the key. */
  readonly password?: string;
}

/** What {@link checkDmpCertificates} looks at. @public */
export interface CheckDmpCertificatesInput {
  /** For TLS: ORG_AUTH_CLI, or the authentication certificate of a card. */
  readonly tls: CertificateToCheck;
  /** For VIHF and lots: ORG_SIGN, or the signature certificate of a card. */
  readonly signature: CertificateToCheck;
  /** Trust anchors, PEM. Default: the chain is not checked. */
  readonly ca?: string;
  /** Struct_IdNat of the structure that is declared. Default: not compared. */
  readonly structure?: string;
}

const SOON_MS = 30 * 86_400_000;

type Report = (rule: CertificateRule, path: string) => void;

/** Identifier of the structure: the IGC-Santé writes it in the OU. */
function structureOf({ x509 }: CertificateFacts): string | undefined {
  return /^OU=(\d[\w/-]+)$/m.exec(x509.subject)?.[1];
}

function checkPeriod({ notBefore, notAfter }: CertificateFacts, now: Date, path: string, report: Report): void {
  if (now > notAfter) report("LDL-DMP-CERT-EXPIRED", path);
  else if (now < notBefore) report("LDL-DMP-CERT-EARLY", path);
  else if (notAfter.getTime() - now.getTime() < SOON_MS) report("LDL-DMP-CERT-SOON", path);
}

function holdsKey({ x509 }: CertificateFacts, key: string, password: string | undefined): boolean {
  try {
    return x509.checkPrivateKey(createPrivateKey({ key, ...(password === undefined ? {} : { passphrase: password }) }));
  } catch {
    return false;
  }
}

function isIssuedBy({ x509 }: CertificateFacts, pem: string): boolean {
  try {
    const issuer = new X509Certificate(pem);
    return x509.checkIssued(issuer) && x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function checkOne(
  { certificate, key, password }: CertificateToCheck,
  facts: {
    readonly ca: string | undefined;
    readonly now: Date;
    readonly path: "tls" | "signature";
    readonly report: Report;
  },
): CertificateFacts | undefined {
  const { ca, now, path, report } = facts;
  const [own, ...intermediates] = certificatesOfPem(certificate);
  if (own === undefined) {
    report("LDL-DMP-CERT-UNREADABLE", path);
    return undefined;
  }
  const read = certificateFacts(own);
  checkPeriod(read, now, path, report);
  if (path === "tls" && !read.isForTls) report("LDL-DMP-CERT-TLS", path);
  if (path === "signature" && !read.isForSigning) report("LDL-DMP-CERT-SIGN", path);
  if (key !== undefined && !holdsKey(read, key, password)) report("LDL-DMP-CERT-KEY", path);
  const issuers = ca === undefined ? undefined : [...intermediates, ...certificatesOfPem(ca)];
  if (issuers?.some((pem) => isIssuedBy(read, pem)) === false) report("LDL-DMP-CERT-ISSUER", path);
  return read;
}

/**
 * Checks the two certificates of a caller of the DMP: the right one at each place, valid, with its key, of a known authority, of
 * one structure. The wrong one is the most frequent cause of a refusal.
 *
 * @remarks EX_GEN-1450; PDT-INF-579 v4. Revocation is not checked.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { checkDmpCertificates } from "@ldl/dmp";
 *
 * const read = (file: string) => readFileSync(file, "utf8");
 * const check = () =>
 *   checkDmpCertificates({ tls: { certificate: read("auth.pem") }, signature: { certificate: read("sign.pem") } });
 * ```
 * @param input - Certificates, and what to compare them with.
 * @param options - `now`: clock. Default: the system clock.
 * @returns What is wrong, with the path `tls` or `signature`; empty when nothing is.
 * @public
 */
export function checkDmpCertificates(
  input: CheckDmpCertificatesInput,
  options: { readonly now?: () => Date } = {},
): readonly LdlIssue[] {
  const issues: LdlIssue[] = [];
  const report: Report = (rule, path) => {
    const [severity, message] = CERTIFICATE_RULES[rule];
    issues.push({ rule, path, message, severity });
  };
  const shared = { ca: input.ca, now: (options.now ?? (() => new Date()))(), report };
  const tls = checkOne(input.tls, { ...shared, path: "tls" });
  const signature = checkOne(input.signature, { ...shared, path: "signature" });
  const structures = [tls, signature].flatMap((facts) => (facts === undefined ? [] : (structureOf(facts) ?? [])));
  const all = new Set([...structures, ...(input.structure === undefined ? [] : [input.structure])]);
  if (structures.length > 0 && all.size > 1) report("LDL-DMP-CERT-STRUCTURE", "signature");
  return issues;
}
