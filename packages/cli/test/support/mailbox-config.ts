import path from "node:path";
import type { MssanteOperator, TestPki } from "@ldl/testbench";
import type { Desk } from "./memory-io.ts";

/** Mailboxes of the tests. */
export const DPI = "dpi@es-demo.mssante.fr";
export const LGC = "jean.traitant@medecin.mssante.fr";

/** Where configurations are written, and for whom. */
export interface MailboxScene {
  readonly pki: TestPki;
  readonly operator: MssanteOperator;
  readonly desk: Desk;
  /** Folder of the databases. */
  readonly folder: string;
}

/** What differs from a login by password and lists in files. */
export interface OperatorChanges {
  readonly tls?: object;
  readonly auth?: object;
}

/** Writes the configuration of a mailbox, with its certificates beside it; its path. */
export function configure(
  { pki, operator, desk, folder }: MailboxScene,
  name: string,
  mailbox: string,
  changes: object = {},
  operatorChanges: OperatorChanges = {},
): string {
  const { authentication } = mailbox === LGC ? pki.receiver : pki.sender;
  desk.put(`/conf/${name}/ca.pem`, pki.ca);
  desk.put(`/conf/${name}/crt.pem`, authentication.chain);
  desk.put(`/conf/${name}/key.pem`, authentication.key);
  desk.put(`/conf/${name}/password`, "secret\n");
  for (const [index, crl] of pki.crl.entries()) desk.put(`/conf/${name}/${index}.crl.pem`, crl);
  const { host, ports } = operator;
  const operatorConfig = {
    smtp: { host, port: ports.submission, mode: "starttls" },
    imap: { host, port: ports.imaps, mode: "implicit" },
    tls: {
      ca: ["ca.pem"],
      crl: pki.crl.map((_crl, index) => `${index}.crl.pem`),
      certificate: "crt.pem",
      key: { file: "key.pem" },
      ...operatorChanges.tls,
    },
    auth: operatorChanges.auth ?? { kind: "password", user: mailbox, password: { file: "password" } },
  };
  const config = { mailbox, nil: "LDL-TEST", database: { folder: path.join(folder, name) }, operator: operatorConfig };
  desk.put(`/conf/${name}/ldl.json`, JSON.stringify({ ...config, ...changes }));
  return `/conf/${name}/ldl.json`;
}
