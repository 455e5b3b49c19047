import path from "node:path";
import type { Testbench, TestbenchMailbox } from "@ldl/testbench";

/** What one of the two structures of the bench needs to send and receive. */
function partnerConfig(bench: Testbench, mailbox: TestbenchMailbox, files: (name: string) => string, name: string) {
  const { operator, tokens } = bench;
  const { host, ports } = operator;
  const tls = {
    ca: files("ca.pem"),
    certificate: files(`${name}-authentication.crt.pem`),
    key: files(`${name}-authentication.key.pem`),
  };
  return {
    mailbox: mailbox.address,
    smtp: { host, port: ports.submission, mode: "starttls" },
    imap: { host, port: ports.imap, mode: "starttls" },
    tls,
    auth: { kind: "password", user: mailbox.address, password: mailbox.password },
    tokens: { issuer: tokens.issuer, tokenEndpoint: tokens.endpoints.token, ...mailbox.client },
    signature: { certificate: files(`${name}-signature.crt.pem`), key: files(`${name}-signature.key.pem`) },
  };
}

/**
 * Describes a running bench: addresses, files and secrets. These secrets open the bench and nothing else.
 *
 * @param bench - The bench.
 * @param folder - Where its certificates were written.
 * @returns What is printed as JSON.
 */
export function benchConfig(bench: Testbench, folder: string) {
  const files = (name: string) => path.join(folder, name);
  const { directory, tokens, dmp, operator } = bench;
  return {
    sender: partnerConfig(bench, bench.sender, files, "sender"),
    receiver: partnerConfig(bench, bench.receiver, files, "receiver"),
    operator: { host: operator.host, ports: operator.ports },
    directory: {
      baseUrl: directory.baseUrl,
      apiKey: directory.apiKey,
      whiteListUrl: directory.whiteListUrl,
      ca: files("ca.pem"),
    },
    tokens: { issuer: tokens.issuer, ...tokens.endpoints },
    crlUrls: bench.crlUrls,
    dmp: { url: dmp.url, ...dmp.endpoints },
    pki: folder,
  };
}
