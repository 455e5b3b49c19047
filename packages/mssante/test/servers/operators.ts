import { startMssanteOperator } from "@ldl/testbench";
import type { OperatorAuth, OperatorProfile } from "../../src/connection/operator-profile.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { testPki } from "../support/operator.ts";
import { realServersAvailable, startRealOperator } from "../support/real-operator.ts";
import type { Ports } from "../support/real-operator-config.ts";

const MAILBOXES = [
  { address: DPI, password: "secret-dpi" },
  { address: LGC, password: "secret-lgc" },
];

/** An operator, whatever is behind. */
export interface AnyOperator extends AsyncDisposable {
  readonly host: string;
  readonly ports: Ports;
}

/** A way to have an operator. */
export interface OperatorKind {
  readonly name: string;
  readonly start: (tokens?: Readonly<Record<string, string>>) => Promise<AnyOperator>;
}

const bench: OperatorKind = {
  name: "the test bench",
  start: async (tokens = {}) =>
    startMssanteOperator({
      pki: await testPki(),
      mailboxes: MAILBOXES,
      introspectToken: (token) => {
        const mailbox = tokens[token];
        return { active: mailbox !== undefined, mailboxes: mailbox === undefined ? [] : [mailbox] };
      },
    }),
};

const real: OperatorKind = {
  name: "Postfix and Dovecot",
  start: async (tokens = {}) => startRealOperator({ pki: await testPki(), mailboxes: MAILBOXES, tokens }),
};

/** Whether Postfix and Dovecot can be had. */
export const REAL = realServersAvailable();

/** The operators that every test of the client runs against. */
export const OPERATORS: readonly OperatorKind[] = REAL ? [bench, real] : [bench];

/** Settings of one of the two mailboxes. */
export async function profileAt(
  operator: AnyOperator,
  mailbox: typeof DPI,
  changes: { readonly mode?: "starttls" | "implicit"; readonly auth?: OperatorAuth } & Partial<OperatorProfile> = {},
): Promise<OperatorProfile> {
  const { mode = "starttls", ...rest } = changes;
  const pki = await testPki();
  const { host, ports } = operator;
  const { authentication } = mailbox === DPI ? pki.sender : pki.receiver;
  const password = MAILBOXES.find(({ address }) => address === mailbox)?.password ?? "";
  return {
    smtp: { host, mode, port: mode === "implicit" ? ports.submissions : ports.submission },
    imap: { host, mode, port: mode === "implicit" ? ports.imaps : ports.imap },
    tls: { ca: pki.ca, crl: pki.crl, certificate: authentication.chain, key: authentication.key },
    auth: { kind: "password", user: mailbox, password },
    ...rest,
  };
}
