import { createTestPki, startMssanteOperator } from "@ldl/testbench";

/**
 * The operator of the benches of sending and of the kill test, in a process of its own: its CPU is told apart, and what it took
 * outlives the senders. One argument: how many messages it keeps with their bytes. It answers `use` and `taken`.
 */
const pki = await createTestPki();
const operator = await startMssanteOperator({
  pki,
  mailboxes: [
    { address: "dpi@ch-test.mssante.fr", password: "secret" },
    { address: "medecin@cabinet-test.mssante.fr", password: "secret" },
  ],
  retainMessages: Number(process.argv[2] ?? 1),
});
const { authentication } = pki.sender;
const { host, ports } = operator;

/** Message-ID and recipient of everything that it accepted, as often as it did. */
function taken(): string[] {
  return operator.received.flatMap(({ raw, recipients }) => {
    const messageId = /^Message-ID: (<[^>]+>)/im.exec(Buffer.from(raw ?? []).toString("latin1"))?.[1];
    return recipients.map(({ address }) => `${messageId} ${address}`);
  });
}

function use(): { readonly cpuMs: number; readonly received: number } {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, received: operator.received.length };
}

process.on("message", (question) => void process.send?.(question === "taken" ? taken() : use()));
process.on("disconnect", () => void operator.close());
process.send?.({
  host,
  port: ports.submission,
  ca: pki.ca,
  certificate: authentication.chain,
  key: authentication.key,
});
