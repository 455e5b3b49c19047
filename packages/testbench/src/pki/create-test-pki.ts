import { X509Certificate } from "node:crypto";
import { type Authorities, issueAuthorities } from "./authorities.ts";
import type { SubjectParts } from "./certificate-profile.ts";
import { certificatePem, exportCertificate } from "./export-certificate.ts";
import { issueCertificate } from "./issue-certificate.ts";
import { issueCrl } from "./issue-crl.ts";
import { issueCard, issueOrganisation } from "./issue-pairs.ts";
import { issueRefused, type Periods } from "./issue-refused.ts";
import { generateKeyRing, type KeyRing } from "./key-ring.ts";
import type {
  RefusedClientCertificates,
  RefusedServerCertificates,
  TestCard,
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
 * What the lists of {@link TestPki.issueCrls} say.
 *
 * @public
 */
export interface IssueCrlsOptions {
  /** Certificates that they revoke besides those revoked from the start. Default: none. */
  readonly revoked?: readonly TestCertificate[];
  /** When they are issued. Default: 30 days ago. */
  readonly thisUpdate?: Date;
  /** Until when they are valid. Default: in a year. */
  readonly nextUpdate?: Date;
}

/**
 * A whole public key infrastructure for tests, shaped like IGC-Santé: a root, an authority for structures and one for
 * cards, a server, two structures, two cards, and one certificate for each reason to be refused.
 *
 * @public
 */
export interface TestPki {
  /** Trust anchors: root and intermediates, PEM. */
  readonly ca: string;
  /** Revocation lists of root and intermediates, PEM. */
  readonly crl: readonly string[];
  /** Root of the authority that nobody trusts, PEM. */
  readonly wrongCa: string;
  /** Certificate of the servers on loopback. */
  readonly server: TestCertificate;
  /** The hospital that sends. */
  readonly sender: TestOrganisation;
  /** The practice that receives. */
  readonly receiver: TestOrganisation;
  /** Card of the physician of the practice that receives. */
  readonly cps: TestCard;
  /** Card of the secretary of the same practice. */
  readonly cpe: TestCard;
  /** Revocation lists of the same authorities whose next update is past, PEM. */
  readonly expiredCrl: readonly string[];
  /**
   * Issues new revocation lists, in the order of {@link TestPki.crl}.
   *
   * @param options - Who is revoked, and dates.
   * @returns The lists, PEM.
   */
  issueCrls(options?: IssueCrlsOptions): readonly string[];
  /** Client certificates that are refused. */
  readonly refusedClients: RefusedClientCertificates;
  /** Server certificates that are refused. */
  readonly refusedServers: RefusedServerCertificates;
  /** Signature certificates of the hospital that are refused. */
  readonly refusedSignatures: RefusedClientCertificates;
}

const SENDER: SubjectParts = { cn: "CH-TEST-DPI", o: "CENTRE HOSPITALIER TEST", ou: "1990000002", st: "Etranger (99)" };
const RECEIVER: SubjectParts = { cn: "CABINET-TEST-LGC", o: "CABINET TEST", ou: "1990000101", st: "Etranger (99)" };
const PHYSICIAN = {
  psIdNat: "810100000016",
  nom: "EXEMPLE",
  prenom: "Solène",
  structIdNat: RECEIVER.ou,
  profession: "Médecin",
} as const;
const SECRETARY = {
  psIdNat: "3990000101/0042",
  nom: "MODELE",
  prenom: "Claude",
  structIdNat: RECEIVER.ou,
  profession: "Employé",
} as const;
const OPERATOR: SubjectParts = { cn: "localhost", o: "OPERATEUR TEST", ou: "1990000200", st: "Etranger (99)" };

function periods(now: Date): Periods {
  const at = (days: number) => new Date(now.getTime() + days * DAY_MS);
  return {
    authority: { notBefore: at(-400), notAfter: at(3650) },
    valid: { notBefore: at(-30), notAfter: at(365) },
    past: { notBefore: at(-366), notAfter: at(-1) },
    future: { notBefore: at(1), notAfter: at(366) },
  };
}

type RefusedSubject = readonly [Parameters<typeof issueRefused>[0], Parameters<typeof issueRefused>[1]];

/** Everybody who gets a pair of certificates. */
function issueHolders(keys: KeyRing, { intermediate, persons }: Authorities, { valid }: Periods) {
  const structures = { issuer: intermediate, period: valid };
  const cards = { issuer: persons, period: valid };
  return {
    sender: issueOrganisation(SENDER, { authentication: keys.sender, signature: keys.senderSignature }, structures),
    receiver: issueOrganisation(
      RECEIVER,
      { authentication: keys.receiver, signature: keys.receiverSignature },
      structures,
    ),
    cps: issueCard(PHYSICIAN, { authentication: keys.cps, signature: keys.cpsSignature }, cards),
    cpe: issueCard(SECRETARY, { authentication: keys.cpe, signature: keys.cpeSignature }, cards),
  };
}

/** Issues the list of each authority, with those of the certificates that it issued itself. */
function issueCrls(
  { root, intermediate, persons }: Authorities,
  revoked: readonly X509Certificate[],
  dates: { readonly thisUpdate: Date; readonly nextUpdate: Date },
): string[] {
  return [root, intermediate, persons].map((authority) => {
    const { publicKey } = new X509Certificate(certificatePem(authority));
    const own = revoked.filter((certificate) => certificate.verify(publicKey));
    return issueCrl(authority, { ...dates, serialNumbers: own.map(({ serialNumber }) => serialNumber) });
  });
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
  const hosts = options.hosts ?? LOOPBACK_HOSTS;
  const period = periods(options.now?.() ?? new Date());
  const keys = await generateKeyRing();
  const authorities = issueAuthorities(keys, period.authority);
  const refuse = (...[purpose, subject]: RefusedSubject) => issueRefused(purpose, subject, authorities, period);
  const clients = refuse("clientAuthentication", { parts: SENDER, keys: keys.sender });
  const signatures = refuse("signature", { parts: SENDER, keys: keys.senderSignature });
  const servers = refuse("server", { parts: OPERATOR, keys: keys.server, hosts });
  const server = { ...period.valid, purpose: "server" as const, keys: keys.server, issuer: authorities.intermediate };
  const wrongHost = "autre.test.mssante.fr";
  const wrongName = issueCertificate({ ...server, parts: { ...OPERATOR, cn: wrongHost }, hosts: [wrongHost] });
  const read = (pem: string) => new X509Certificate(pem);
  const revoked = [clients, servers, signatures].map((refused) => read(certificatePem(refused.revoked)));
  const during = ({ notBefore, notAfter }: Periods["valid"]) => ({ thisUpdate: notBefore, nextUpdate: notAfter });
  return {
    ca: [authorities.root, authorities.intermediate, authorities.persons].map(certificatePem).join(""),
    wrongCa: certificatePem(authorities.wrongRoot),
    crl: issueCrls(authorities, revoked, during(period.valid)),
    expiredCrl: issueCrls(authorities, revoked, during(period.past)),
    issueCrls({ revoked: also = [], ...dates } = {}) {
      const all = [...revoked, ...also.map(({ certificate }) => read(certificate))];
      return issueCrls(authorities, all, { ...during(period.valid), ...dates });
    },
    server: exportCertificate(issueCertificate({ ...server, parts: OPERATOR, hosts })),
    ...issueHolders(keys, authorities, period),
    refusedClients: clients.certificates,
    refusedServers: { ...servers.certificates, wrongName: exportCertificate(wrongName) },
    refusedSignatures: signatures.certificates,
  };
}
