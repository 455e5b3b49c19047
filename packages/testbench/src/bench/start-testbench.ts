import type { StartDirectoryServerOptions } from "../directory/directory-data.ts";
import { type DirectoryServer, startDirectoryServer } from "../directory/start-directory-server.ts";
import type { DmpTestPatient } from "../dmp/dmp-options.ts";
import { type DmpServer, startDmp } from "../dmp/start-dmp.ts";
import { type FileServer, startFileServer } from "../http/start-file-server.ts";
import type { OperatorPorts, TestMailbox } from "../operator/operator-options.ts";
import { type MssanteOperator, startMssanteOperator } from "../operator/start-mssante-operator.ts";
import { createTestPki, type TestPki } from "../pki/create-test-pki.ts";
import { startTokenEndpoint, type TokenEndpoint } from "../token/start-token-endpoint.ts";
import type { TestTokenClient } from "../token/token-options.ts";

/**
 * Ports of the bench; those that are left out are chosen by the system.
 *
 * @public
 */
export interface TestbenchPorts extends Partial<OperatorPorts> {
  /** Issuer of tokens. */
  readonly tokens?: number;
  /** Directory and white list. */
  readonly directory?: number;
  /** Revocation lists. */
  readonly crl?: number;
  /** DMP. */
  readonly dmp?: number;
}

/**
 * Options of {@link startTestbench}.
 *
 * @public
 */
export interface StartTestbenchOptions {
  /** Certificates. Default: new ones. */
  readonly pki?: TestPki;
  /** Patients with a DMP and a mailbox. Default: one, matricule 279035121518989. */
  readonly patients?: readonly DmpTestPatient[];
  /** Folder where the DMP keeps everything. Default: a temporary one, deleted at the end. */
  readonly dmpDir?: string;
  /** Ports. Default: all chosen by the system. */
  readonly ports?: TestbenchPorts;
}

/**
 * A mailbox of the bench and what opens it.
 *
 * @public
 */
export interface TestbenchMailbox extends Required<Pick<TestMailbox, "address" | "password">> {
  /** Client whose token opens it (client credentials). */
  readonly client: { readonly clientId: string; readonly secret: string };
}

/**
 * Everything that a vendor needs offline, running.
 *
 * @public
 */
export interface Testbench extends AsyncDisposable {
  /** Certificates. */
  readonly pki: TestPki;
  /** Mailbox of the hospital: its certificate is `pki.sender`. */
  readonly sender: TestbenchMailbox;
  /** Mailbox of the practice: its certificate is `pki.receiver`. */
  readonly receiver: TestbenchMailbox;
  /** SMTP and IMAP. */
  readonly operator: MssanteOperator;
  /** Issuer of tokens, which the operator asks. */
  readonly tokens: TokenEndpoint;
  /** Directory and white list. */
  readonly directory: DirectoryServer;
  /** Revocation lists. */
  readonly crl: FileServer;
  /** Addresses of the revocation lists, one for each authority. */
  readonly crlUrls: readonly string[];
  /** DMP. */
  readonly dmp: DmpServer;
  /** Stops everything. */
  close(): Promise<void>;
}

const SENDER: TestbenchMailbox = {
  address: "dpi@ch-test.mssante.fr",
  password: "secret-dpi",
  client: { clientId: "dpi", secret: "secret-client-dpi" },
};
const RECEIVER: TestbenchMailbox = {
  address: "medecin@cabinet-test.mssante.fr",
  password: "secret-lgc",
  client: { clientId: "lgc", secret: "secret-client-lgc" },
};
const PATIENT: DmpTestPatient = { ins: "279035121518989" };

/** Where browsers of the login come back in examples; nothing has to listen there. */
const REDIRECT_URI = "http://localhost/retour";

function tokenClient({ address, client }: TestbenchMailbox): TestTokenClient {
  return { ...client, mailboxes: [address], redirectUris: [REDIRECT_URI] };
}

/** The two structures of the PKI, the practice's physician, and their mailboxes. */
function directoryOf(pki: TestPki): StartDirectoryServerOptions {
  const finessOf = (structIdNat: string) => structIdNat.slice(1);
  const [hospital, practice] = [finessOf(pki.sender.structIdNat), finessOf(pki.receiver.structIdNat)];
  const place = { codePostal: "75013", commune: "PARIS" };
  return {
    trustedDomains: ["patient.mssante.fr"],
    persons: [
      {
        rpps: pki.cps.psIdNat.slice(1),
        nom: pki.cps.nom,
        prenom: pki.cps.prenom,
        profession: { code: "10", libelle: "Médecin" },
        exercices: [{ finess: practice, mailboxes: [{ address: RECEIVER.address, rank: 1, zeroPaper: true }] }],
      },
    ],
    structures: [
      { finess: hospital, nom: pki.sender.nom, ...place, mailboxes: [{ address: SENDER.address, type: "APP" }] },
      { finess: practice, nom: pki.receiver.nom, ...place },
    ],
  };
}

/** Starts parts one after the other; when one cannot start, those before it are stopped. */
async function startAll(options: StartTestbenchOptions, started: AsyncDisposable[]) {
  const { ports = {}, patients = [PATIENT] } = options;
  const pki = options.pki ?? (await createTestPki());
  const keep = <T extends AsyncDisposable>(part: T): T => {
    started.push(part);
    return part;
  };
  const port = (name: keyof TestbenchPorts) => (ports[name] === undefined ? {} : { port: ports[name] });
  const tokens = keep(
    await startTokenEndpoint({
      pki,
      clients: [tokenClient(SENDER), tokenClient(RECEIVER)],
      users: [{ subject: "medecin", psIdNat: pki.cps.psIdNat, mailboxes: [RECEIVER.address] }],
      ...port("tokens"),
    }),
  );
  const mailboxes = [SENDER, RECEIVER, ...patients.map(({ ins }) => ({ address: `${ins}@patient.mssante.fr` }))];
  const operator = keep(
    await startMssanteOperator({ pki, ports, mailboxes, introspectToken: (token) => tokens.introspect(token) }),
  );
  const directory = keep(await startDirectoryServer({ pki, ...directoryOf(pki), ...port("directory") }));
  const crl = keep(await startFileServer(port("crl")));
  const crlUrls = pki.crl.map((list, rank) => crl.publish(`/autorite-${rank + 1}.crl`, list));
  const dir = options.dmpDir === undefined ? {} : { dir: options.dmpDir };
  const dmp = keep(await startDmp({ pki, patients, ...dir, ...port("dmp") }));
  return { pki, sender: SENDER, receiver: RECEIVER, tokens, operator, directory, crl, crlUrls, dmp };
}

/**
 * Starts everything that a vendor needs offline: a PKI, an MSSanté operator, the issuer of tokens that it asks, the directory with
 * its white list, the revocation lists, and the DMP. A hospital and a practice are set up to write to one another.
 *
 * @example
 * ```ts
 * import { startTestbench } from "@ldl/testbench";
 *
 * await using bench = await startTestbench();
 * console.log(bench.sender.address, bench.operator.ports.submission, bench.directory.baseUrl, bench.dmp.url);
 * ```
 * @param options - Certificates, patients, ports.
 * @returns The running bench; dispose of it to stop everything.
 * @public
 */
export async function startTestbench(options: StartTestbenchOptions = {}): Promise<Testbench> {
  const started: AsyncDisposable[] = [];
  const close = async (): Promise<void> => {
    for (const part of started.splice(0).reverse()) await part[Symbol.asyncDispose]();
  };
  try {
    return { ...(await startAll(options, started)), close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
