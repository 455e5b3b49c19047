import { MssanteAddress } from "@ldl/domain";
import { type MssanteOperator, startMssanteOperator, type TestCertificate } from "@ldl/testbench";
import type { OperatorAuth, OperatorProfile } from "../../src/connection/operator-profile.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { testPki } from "../support/operator.ts";
import { type RealOperator, realServersAvailable, startRealOperator } from "../support/real-operator.ts";

/** Mailboxes that a test may have for itself. */
const SPARE = Array.from({ length: 20 }, (_, index) => MssanteAddress.parse(`boite${index}@cabinet-test.mssante.fr`));

const MAILBOXES = [
  { address: DPI, password: "secret-dpi" },
  { address: LGC, password: "secret-lgc" },
  ...SPARE.map((address) => ({ address, password: "secret-boite" })),
];

/** An operator, whatever is behind. */
export interface AnyOperator
  extends Pick<RealOperator, "host" | "ports" | "deliver" | "count" | "cutImap">,
    AsyncDisposable {
  /** A mailbox that no test has had. */
  spare(): MssanteAddress;
}

/** What differs from one operator to another. */
export interface OperatorChoices {
  /** Addresses that a token gives access to. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Certificate that it presents. */
  readonly serverCertificate?: TestCertificate;
  /** Whether it announces DSN. Default: `true`. */
  readonly dsn?: boolean;
}

/** A way to have an operator. */
export interface OperatorKind {
  readonly name: string;
  readonly start: (choices?: OperatorChoices) => Promise<AnyOperator>;
}

function sparing(): () => MssanteAddress {
  const left = [...SPARE];
  return () => {
    const address = left.shift();
    if (address === undefined) throw new Error("no mailbox is left");
    return address;
  };
}

async function startBench({ tokens = {}, ...choices }: OperatorChoices = {}): Promise<AnyOperator> {
  const pki = await testPki();
  const start = (ports = {}): Promise<MssanteOperator> =>
    startMssanteOperator({
      ...choices,
      pki,
      ports,
      mailboxes: MAILBOXES,
      introspectToken: (token) => {
        const mailbox = tokens[token];
        return { active: mailbox !== undefined, mailboxes: mailbox === undefined ? [] : [mailbox] };
      },
    });
  let operator = await start();
  const { host, ports } = operator;
  return {
    host,
    ports,
    spare: sparing(),
    deliver: (mailbox, raw) => Promise.resolve(void operator.mailbox(mailbox).deliver(Buffer.from(raw))),
    count: (what, mailbox) =>
      Promise.resolve(
        operator.log.filter((record) =>
          what === "smtp connections"
            ? record.kind === "tls" && record.protocol === "smtp"
            : record.kind === "authentication" && record.protocol === "imap" && record.user === mailbox,
        ).length,
      ),
    cutImap: async () => {
      await operator.close();
      operator = await start(ports);
    },
    [Symbol.asyncDispose]: () => operator.close(),
  };
}

async function startReal(choices: OperatorChoices = {}): Promise<AnyOperator> {
  const operator = await startRealOperator({ ...choices, pki: await testPki(), mailboxes: MAILBOXES });
  return { ...operator, spare: sparing() };
}

/** Whether Postfix and Dovecot can be had. */
export const REAL = realServersAvailable();

const bench: OperatorKind = { name: "the test bench", start: startBench };
const real: OperatorKind = { name: "Postfix and Dovecot", start: startReal };

/** The operators that every test of the client runs against. */
export const OPERATORS: readonly OperatorKind[] = REAL ? [bench, real] : [bench];

/** Both ways to begin TLS. */
export const MODES = ["starttls", "implicit"] as const;

/** Settings of a mailbox. */
export async function profileAt(
  operator: Pick<AnyOperator, "host" | "ports">,
  mailbox: MssanteAddress,
  changes: { readonly mode?: (typeof MODES)[number]; readonly auth?: OperatorAuth } & Partial<OperatorProfile> = {},
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
