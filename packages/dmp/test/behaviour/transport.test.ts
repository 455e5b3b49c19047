import { createTestPki, type DmpServer, startDmp, type TestPki } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createDmpClient,
  createDmpTransport,
  createKeySigner,
  type DmpTls,
  type DmpTransport,
} from "../../src/index.ts";
import { caught } from "../support/caught.ts";
import { clientOptions, contextOf } from "../support/lot-input.ts";
import { PATIENT } from "../support/vihf-input.ts";

let pki: TestPki;
let dmp: DmpServer;
beforeAll(async () => {
  pki = await createTestPki();
  dmp = await startDmp({ pki, patients: [{ ins: PATIENT.matricule }] });
});
afterAll(() => dmp.close());

function tlsOf(certificate = pki.sender.authentication, changes: Partial<DmpTls> = {}): DmpTls {
  return { ca: pki.ca, certificate: certificate.chain, key: certificate.key, ...changes };
}

async function existence(transport: DmpTransport, baseUrl = dmp.url, seal = pki.sender.signature) {
  const signer = createKeySigner({ certificate: seal.chain, key: seal.key });
  const client = createDmpClient({ ...clientOptions(), baseUrl, transport, signer, readAttempts: 1 });
  try {
    return await client.checkExistence(contextOf());
  } finally {
    await transport.close();
  }
}

describe("a connection", () => {
  it.each<[string, () => DmpTls, string, string | undefined]>([
    ["an unknown server", () => tlsOf(undefined, { ca: pki.wrongCa }), "", "tls"],
    ["an expired certificate", () => tlsOf(pki.refusedClients.expired), "", undefined],
    ["a revoked certificate", () => tlsOf(pki.refusedClients.revoked), "", undefined],
    ["a server that is not there", () => tlsOf(), "https://localhost:1", "refused"],
    ["a name that does not exist", () => tlsOf(), "https://dmp.invalid", "dns"],
    ["a server of another name", () => tlsOf(), "https://127.0.0.2:1", "refused"],
  ])("tells that nothing was sent: %s", async (_name, tls, baseUrl, reason) => {
    const error = await caught(existence(createDmpTransport({ tls: tls() }), baseUrl === "" ? dmp.url : baseUrl));
    expect(error).toMatchObject({ code: "LDL_DMP_TRANSPORT_FAILED", retryable: true, details: { outcome: "notSent" } });
    if (reason !== undefined) expect(error.details).toMatchObject({ reason });
  });

  it("tells the certificate of authentication where the seal is due", async () => {
    const error = await caught(existence(createDmpTransport({ tls: tlsOf() }), dmp.url, pki.sender.authentication));
    expect(error).toMatchObject({ code: "LDL_DMP_ACCESS_REFUSED", details: { dmpCode: "DMPInvalidCertificate" } });
  });

  it("needs certificates, anchors and https unless told otherwise", async () => {
    expect(() => createDmpTransport({})).toThrow(TypeError);
    expect(() => createDmpTransport({ tls: tlsOf(undefined, { ca: " " }) })).toThrow(TypeError);
    const transport = createDmpTransport({ tls: tlsOf() });
    await expect(
      transport.post({ url: "http://localhost:1/x", headers: {}, body: (async function* () {})() }),
    ).rejects.toBeInstanceOf(TypeError);
    await transport.close();
  });

  it("stays open from call to call", async () => {
    const transport = createDmpTransport({ tls: tlsOf(), maxConnections: 1 });
    const { signature } = pki.sender;
    const signer = createKeySigner({ certificate: signature.chain, key: signature.key });
    const client = createDmpClient({ ...clientOptions(), baseUrl: dmp.url, transport, signer });
    for (let call = 0; call < 3; call++) await client.checkExistence(contextOf());
    await transport.close();
    // A second connection would resume the session of the first.
    expect(dmp.log.slice(-3).map(({ tls }) => [tls.protocol, tls.reused])).toEqual(Array(3).fill(["TLSv1.2", false]));
  });
});

describe("a transport of the host", () => {
  it.each([
    ["a page of text", { status: 502, contentType: "text/html" }, "LDL_DMP_TRANSPORT_FAILED"],
    ["a page that says it is right", { status: 200, contentType: "text/html" }, "LDL_DMP_ANSWER_MALFORMED"],
    ["no media type", { status: 200, contentType: "" }, "LDL_DMP_ANSWER_MALFORMED"],
  ])("gives %s", async (_name, head, code) => {
    async function* body(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from("<html/>"));
    }
    const transport: DmpTransport = {
      async post(request) {
        for await (const _ of request.body);
        return { ...head, body: body() };
      },
      close: () => Promise.resolve(),
    };
    expect(await caught(existence(transport))).toMatchObject({ code, details: { outcome: "unknown" } });
  });
});
