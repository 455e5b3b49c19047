import type { CertificatePurpose, SubjectParts } from "./certificate-profile.ts";
import { certificatePem, exportCertificate } from "./export-certificate.ts";
import {
  type CertificateRequest,
  generateKeys,
  type IssuedCertificate,
  issueCertificate,
  type Keys,
} from "./issue-certificate.ts";
import { issueCrl } from "./issue-crl.ts";
import type {
  RefusedClientCertificates,
  RefusedServerCertificates,
  TestCertificate,
  TestOrganisation,
} from "./test-certificate.ts";

const DAY_MS = 86_400_000;

/** Names of the server certificate, unless the caller asks for others. */
const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "::1"] as const;

/**
 * Options of {@link createTestPki}.
 *
 * @public
 */
export interface CreateTestPkiOptions {
  /** Clock from which validities are counted. TLS compares them with the system clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Names and IP addresses of the server certificates. Default: `localhost`, `127.0.0.1`, `::1`. */
  readonly hosts?: readonly string[];
}

/**
 * A whole public key infrastructure for tests, shaped like IGC-Santé: a root, an intermediate authority, a server, two
 * structures, and one certificate for each reason to be refused.
 *
 * @public
 */
export interface TestPki {
  /** Trust anchors: root and intermediate, PEM. */
  readonly ca: string;
  /** Revocation lists of root and intermediate, PEM. */
  readonly crl: readonly string[];
  /** Root of the authority that nobody trusts, PEM. */
  readonly wrongCa: string;
  /** Certificate of the servers on loopback. */
  readonly server: TestCertificate;
  /** The hospital that sends. */
  readonly sender: TestOrganisation;
  /** The practice that receives. */
  readonly receiver: TestOrganisation;
  /** Client certificates that are refused. */
  readonly refusedClients: RefusedClientCertificates;
  /** Server certificates that are refused. */
  readonly refusedServers: RefusedServerCertificates;
}

interface Authorities {
  readonly root: IssuedCertificate;
  readonly intermediate: IssuedCertificate;
  readonly wrongRoot: IssuedCertificate;
}

interface KeyRing {
  readonly root: Keys;
  readonly intermediate: Keys;
  readonly wrongRoot: Keys;
  readonly server: Keys;
  readonly sender: Keys;
  readonly senderSignature: Keys;
  readonly receiver: Keys;
  readonly receiverSignature: Keys;
}

type Period = Pick<CertificateRequest, "notBefore" | "notAfter">;

/** Issues one certificate under an authority. */
type Issue = (purpose: CertificatePurpose, parts: SubjectParts, keys: Keys, init: IssueInit) => IssuedCertificate;

interface IssueInit {
  readonly issuer: IssuedCertificate;
  readonly period: Period;
  readonly hosts?: readonly string[];
}

const SENDER: SubjectParts = { cn: "CH-TEST-DPI", o: "CENTRE HOSPITALIER TEST", ou: "1990000002", st: "Etranger (99)" };
const RECEIVER: SubjectParts = { cn: "CABINET-TEST-LGC", o: "CABINET TEST", ou: "1990000101", st: "Etranger (99)" };
const OPERATOR: SubjectParts = { cn: "localhost", o: "OPERATEUR TEST", ou: "1990000200", st: "Etranger (99)" };

function authorityName(cn: string): SubjectParts {
  return { cn, o: "BANC D'ESSAI", ou: "0002 990000200", st: "Etranger (99)" };
}

function periods(now: Date) {
  const at = (days: number) => new Date(now.getTime() + days * DAY_MS);
  return {
    authority: { notBefore: at(-400), notAfter: at(3650) },
    valid: { notBefore: at(-30), notAfter: at(365) },
    past: { notBefore: at(-366), notAfter: at(-1) },
    future: { notBefore: at(1), notAfter: at(366) },
  };
}

async function generateKeyRing(): Promise<KeyRing> {
  const make = generateKeys;
  const [root, intermediate, wrongRoot, server, sender, senderSignature, receiver, receiverSignature] =
    await Promise.all([make(), make(), make(), make(), make(), make(), make(), make()]);
  return { root, intermediate, wrongRoot, server, sender, senderSignature, receiver, receiverSignature };
}

function issueAuthorities(keys: KeyRing, period: Period): Authorities {
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
  const wrongRoot = issueCertificate({
    ...period,
    purpose: "authority",
    parts: authorityName("AC RACINE INCONNUE"),
    keys: keys.wrongRoot,
  });
  return { root, intermediate, wrongRoot };
}

const issue: Issue = (purpose, parts, keys, { issuer, period, hosts }) =>
  issueCertificate({ ...period, purpose, parts, keys, issuer, ...(hosts === undefined ? {} : { hosts }) });

function organisation(parts: SubjectParts, authentication: Keys, signature: Keys, init: IssueInit): TestOrganisation {
  return {
    nom: parts.o,
    structIdNat: parts.ou,
    authentication: exportCertificate(issue("clientAuthentication", parts, authentication, init)),
    signature: exportCertificate(issue("signature", parts, signature, init)),
  };
}

interface Refused {
  readonly certificates: RefusedClientCertificates;
  readonly revoked: IssuedCertificate;
}

function issueRefused(
  purpose: CertificatePurpose,
  subject: { readonly parts: SubjectParts; readonly keys: Keys; readonly hosts?: readonly string[] },
  authorities: Authorities,
  period: ReturnType<typeof periods>,
): Refused {
  const one = (issuer: IssuedCertificate, when: Period) =>
    issue(purpose, subject.parts, subject.keys, {
      issuer,
      period: when,
      ...(subject.hosts === undefined ? {} : { hosts: subject.hosts }),
    });
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

/**
 * Creates a public key infrastructure for tests, in memory, in about a second.
 *
 * @remarks Subjects follow the certificates that IGC-Santé issues to structures: `OU` holds the Struct_IdNat, a pair of
 * certificates separates TLS client authentication from signature. Keys are RSA-2048 and never leave the process unless
 * they are written with {@link writeTestPki}.
 * @example
 * ```ts
 * import { createTestPki } from "@ldl/testbench";
 *
 * const pki = await createTestPki();
 * console.log(pki.sender.authentication.subject);
 * ```
 * @param options - Clock and host names.
 * @returns The certificates, keys and revocation lists.
 * @public
 */
export async function createTestPki(options: CreateTestPkiOptions = {}): Promise<TestPki> {
  const now = options.now?.() ?? new Date();
  const hosts = options.hosts ?? LOOPBACK_HOSTS;
  const period = periods(now);
  const keys = await generateKeyRing();
  const authorities = issueAuthorities(keys, period.authority);
  const { root, intermediate, wrongRoot } = authorities;
  const valid = { issuer: intermediate, period: period.valid };
  const clients = issueRefused("clientAuthentication", { parts: SENDER, keys: keys.sender }, authorities, period);
  const servers = issueRefused("server", { parts: OPERATOR, keys: keys.server, hosts }, authorities, period);
  const wrongName = issue("server", { ...OPERATOR, cn: "autre.test.mssante.fr" }, keys.server, {
    ...valid,
    hosts: ["autre.test.mssante.fr"],
  });
  const crl = { thisUpdate: period.valid.notBefore, nextUpdate: period.valid.notAfter };
  return {
    ca: certificatePem(root) + certificatePem(intermediate),
    wrongCa: certificatePem(wrongRoot),
    crl: [
      issueCrl(root, { ...crl, revoked: [] }),
      issueCrl(intermediate, { ...crl, revoked: [clients.revoked, servers.revoked] }),
    ],
    server: exportCertificate(issue("server", OPERATOR, keys.server, { ...valid, hosts })),
    sender: organisation(SENDER, keys.sender, keys.senderSignature, valid),
    receiver: organisation(RECEIVER, keys.receiver, keys.receiverSignature, valid),
    refusedClients: clients.certificates,
    refusedServers: { ...servers.certificates, wrongName: exportCertificate(wrongName) },
  };
}
