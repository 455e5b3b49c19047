import {
  createTestPki,
  type MssanteOperator,
  type StartMssanteOperatorOptions,
  startMssanteOperator,
  type TestPki,
} from "@ldl/testbench";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { DPI, LGC } from "./message-input.ts";

let shared: Promise<TestPki> | undefined;

/** One PKI for all the tests of a file. */
export function testPki(): Promise<TestPki> {
  shared ??= createTestPki();
  return shared;
}

/** Starts an operator with the mailboxes of the tests. */
export async function startOperator(options: Partial<StartMssanteOperatorOptions> = {}): Promise<MssanteOperator> {
  return startMssanteOperator({
    pki: await testPki(),
    mailboxes: [
      { address: DPI, password: "secret-dpi" },
      { address: LGC, password: "secret-lgc" },
      { address: "accueil@cabinet-test.mssante.fr", password: "secret" },
    ],
    ...options,
  });
}

/** Settings of the hospital at that operator. */
export async function senderProfile(
  operator: MssanteOperator,
  changes: Partial<OperatorProfile> & { readonly implicit?: boolean } = {},
): Promise<OperatorProfile> {
  const pki = await testPki();
  const { implicit = false, ...rest } = changes;
  const { authentication } = pki.sender;
  return {
    smtp: {
      host: operator.host,
      port: implicit ? operator.ports.submissions : operator.ports.submission,
      mode: implicit ? "implicit" : "starttls",
    },
    imap: {
      host: operator.host,
      port: implicit ? operator.ports.imaps : operator.ports.imap,
      mode: implicit ? "implicit" : "starttls",
    },
    tls: { ca: pki.ca, certificate: authentication.chain, key: authentication.key },
    auth: { kind: "password", user: DPI, password: "secret-dpi" },
    ...rest,
  };
}

/** Settings of the practice at that operator. */
export async function receiverProfile(
  operator: MssanteOperator,
  changes: Partial<OperatorProfile> & { readonly implicit?: boolean } = {},
): Promise<OperatorProfile> {
  const { authentication } = (await testPki()).receiver;
  return senderProfile(operator, {
    tls: { ca: (await testPki()).ca, certificate: authentication.chain, key: authentication.key },
    auth: { kind: "password", user: LGC, password: "secret-lgc" },
    ...changes,
  });
}
