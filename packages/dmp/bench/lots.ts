import { createPrivateKey, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createTestPki } from "@ldl/testbench";
import { Agent } from "undici";
import { createDmpClient, createDmpTransport, createKeySigner } from "../src/index.ts";
import { cdaLetter } from "../test/support/cda-letter.ts";
import { clientOptions, contextOf, lotOf } from "../test/support/lot-input.ts";
import { type Comparison, compareRates } from "./compare-rates.ts";

const ANSWER =
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><r:RegistryResponse xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"/></s:Body></s:Envelope>';

/** Sending of a prepared lot of 100 kB and 300 kB, against a signature and the same bytes over TLS, in one process with the server. */
export async function benchLots(): Promise<Comparison> {
  const pki = await createTestPki();
  const { authentication, signature } = pki.sender;
  const server = createServer(
    { key: pki.server.key, cert: pki.server.chain, ca: pki.ca, requestCert: true, maxVersion: "TLSv1.2" },
    (request, response) => {
      request.resume().on("end", () => response.writeHead(200, { "content-type": "application/soap+xml" }).end(ANSWER));
    },
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  const transport = createDmpTransport({
    tls: { ca: pki.ca, certificate: authentication.chain, key: authentication.key },
  });
  const signer = createKeySigner({ certificate: signature.chain, key: signature.key });
  const client = createDmpClient({ ...clientOptions(), baseUrl: url, transport, signer });
  const documents = [100_000, 300_000].map((padding, index) => ({
    document: cdaLetter({ id: `1.2.250.1.999.7.${index}`, padding }),
  }));
  const lot = await client.prepare(lotOf({}, { documents }), contextOf());
  const bytes = Buffer.concat([Buffer.from(lot.body), ...lot.parts.map((part) => part.bytes)]);
  const key = createPrivateKey(signature.key);
  const agent = new Agent({
    connections: 8,
    connect: { ca: pki.ca, cert: authentication.chain, key: authentication.key, maxVersion: "TLSv1.2" },
  });
  const minimum = async (): Promise<void> => {
    await new Promise((resolve, reject) => {
      sign("sha256", bytes.subarray(0, 700), key, (error, value) => (error === null ? resolve(value) : reject(error)));
    });
    const answer = await agent.request({ origin: url, path: "/repository", method: "POST", body: bytes });
    await answer.body.text();
  };
  try {
    return await compareRates({
      name: "lot envoyé / RSA + TLS + octets",
      gate: 0.5,
      ours: () => client.send(lot),
      peer: minimum,
      calls: 300,
    });
  } finally {
    await agent.close();
    await transport.close();
    server.close();
  }
}
