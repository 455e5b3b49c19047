import { createTestPki, startMssanteOperator } from "@ldl/testbench";

/** The operator of the sending bench, in a process of its own so that only the client's CPU is measured. */
const pki = await createTestPki();
const operator = await startMssanteOperator({
  pki,
  mailboxes: [
    { address: "dpi@ch-test.mssante.fr", password: "secret" },
    { address: "medecin@cabinet-test.mssante.fr", password: "secret" },
  ],
  retainMessages: 1,
});
const { authentication } = pki.sender;
const { host, ports } = operator;
process.send?.({
  host,
  port: ports.submission,
  ca: pki.ca,
  certificate: authentication.chain,
  key: authentication.key,
});
process.on("disconnect", () => void operator.close());
