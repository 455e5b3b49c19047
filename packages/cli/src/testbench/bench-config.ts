import path from "node:path";
import type { Testbench, TestbenchMailbox } from "@ldl/testbench";

/** Number that the DMP of the bench takes for that of a homologated product. */
const HOMOLOGATION = "BANC-D-ESSAI";

/** Names of the two structures: in French for configurations, as `writeTestPki` calls their certificates otherwise. */
const PARTNERS = { sender: "expediteur", receiver: "destinataire" } as const;

type Partner = keyof typeof PARTNERS;
type Content = string | Readonly<Record<string, unknown>>;

/** Files of certificate and key. */
function keyFiles(files: string, certificate: string) {
  return { certificate: path.join(files, `${certificate}.crt.pem`), key: path.join(files, `${certificate}.key.pem`) };
}

/** A file for each revocation list: Node reads only the first of those in a text. */
function listName(rank: number): string {
  return `crl/autorite-${rank + 1}.pem`;
}

/** Configuration of `ldl send`, `receive`, `outbox` and `doctor` for one of the structures. */
function mailConfig(bench: Testbench, folder: string, partner: Partner) {
  const { host, ports } = bench.operator;
  const { address }: TestbenchMailbox = bench[partner];
  const pki = path.join(folder, "pki");
  const { certificate, key } = keyFiles(pki, `${partner}-authentication`);
  const name = PARTNERS[partner];
  return {
    mailbox: address,
    nil: "BANC",
    database: { folder: path.join(folder, `${name}-base`) },
    operator: {
      smtp: { host, port: ports.submission, mode: "starttls" },
      imap: { host, port: ports.imap, mode: "starttls" },
      tls: {
        ca: [path.join(pki, "ca.pem")],
        crl: bench.pki.crl.map((_list, rank) => path.join(folder, listName(rank))),
        certificate,
        key: { file: key },
      },
      auth: { kind: "password", user: address, password: { file: path.join(folder, "secrets", `${name}.password`) } },
    },
    received: path.join(folder, `${name}-recus`),
  };
}

/** Configuration of `ldl dmp` for the hospital. */
function dmpConfig({ dmp, pki }: Testbench, folder: string) {
  const files = path.join(folder, "pki");
  return {
    baseUrl: dmp.url,
    mode: "INDIRECTE",
    environnement: "test",
    oid: "1.2.250.1.999.1.1.7898.1",
    structure: { id: pki.sender.structIdNat, secteur: "SA01", nom: pki.sender.nom },
    logiciel: { nom: "ldl", version: "0", fichierHomologation: path.join(folder, "secrets", "homologation") },
    tls: { ca: path.join(files, "ca.pem"), certificat: keyFiles(files, "sender-authentication") },
    signature: keyFiles(files, "sender-signature"),
    utilisateur: {
      id: pki.cps.psIdNat,
      nom: pki.cps.nom,
      roles: [
        { code: "10", systeme: "1.2.250.1.71.1.2.7", libelle: "Médecin" },
        { code: "SM26", systeme: "1.2.250.1.71.4.2.5", libelle: "Qualifié en Médecine Générale (SM)" },
      ],
    },
  };
}

/** Addresses and secrets of the services without a configuration of their own. These secrets open the bench and nothing else. */
function services({ directory, tokens, crlUrls, sender, receiver }: Testbench, folder: string) {
  const { baseUrl, apiKey, whiteListUrl } = directory;
  return {
    directory: { baseUrl, apiKey, apiKeyFile: path.join(folder, "secrets", "annuaire"), whiteListUrl },
    tokens: {
      issuer: tokens.issuer,
      ...tokens.endpoints,
      clients: [sender, receiver].map(({ address, client }) => ({ ...client, mailbox: address })),
    },
    crlUrls,
    ca: path.join(folder, "pki", "ca.pem"),
  };
}

/** What is written for a bench, and what is printed of it. */
export interface BenchFiles {
  /** Content of each file, by path in the folder; objects are JSON. */
  readonly files: Readonly<Record<string, Content>>;
  /** What is printed. */
  readonly printed: Readonly<Record<string, unknown>>;
}

/**
 * Writes the configurations with which the other verbs use a running bench.
 *
 * @param bench - The bench.
 * @param folder - Absolute path of its folder.
 * @returns Files to write, and the summary to print.
 */
export function benchFiles(bench: Testbench, folder: string): BenchFiles {
  const { sender, receiver, directory } = bench;
  const configs = {
    [`${PARTNERS.sender}.json`]: mailConfig(bench, folder, "sender"),
    [`${PARTNERS.receiver}.json`]: mailConfig(bench, folder, "receiver"),
    "dmp.json": dmpConfig(bench, folder),
  };
  const secrets = {
    [`secrets/${PARTNERS.sender}.password`]: sender.password,
    [`secrets/${PARTNERS.receiver}.password`]: receiver.password,
    "secrets/annuaire": directory.apiKey,
    "secrets/homologation": HOMOLOGATION,
  };
  const printed = {
    configs: Object.keys(configs).map((name) => path.join(folder, name)),
    sender: configs["expediteur.json"],
    receiver: configs["destinataire.json"],
    dmp: configs["dmp.json"],
    ...services(bench, folder),
  };
  const lists = Object.fromEntries(bench.pki.crl.map((list, rank) => [listName(rank), list]));
  return { files: { ...configs, ...secrets, ...lists, "banc.json": printed }, printed };
}
