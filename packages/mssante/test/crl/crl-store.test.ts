import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { isLdlError } from "@ldl/domain";
import { createTestPki, type FileServer, startFileServer, type TestCertificate, type TestPki } from "@ldl/testbench";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DerError } from "../../src/crl/der.ts";
import { certificatesOf, readCrl } from "../../src/crl/read-crl.ts";
import { createHttpClient } from "../../src/http/http-client.ts";
import { type CreateCrlStoreOptions, type CrlStore, createCrlStore, type RevocationState } from "../../src/index.ts";

const HOUR_MS = 3_600_000;
const PATHS = ["/racine.crl", "/organisations.crl", "/personnes.crl"] as const;

let pki: TestPki;
let folder: string;
let server: FileServer;
const stores: CrlStore[] = [];
beforeAll(async () => {
  pki = await createTestPki();
  folder = await mkdtemp(path.join(tmpdir(), "ldl-crl-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  server = await startFileServer();
  publish(pki.crl);
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store[Symbol.asyncDispose]();
  await server.close();
});

function publish(lists: readonly string[]): void {
  for (const [index, list] of lists.entries()) server.publish(PATHS[index] ?? "", list);
}

function open(options: Partial<CreateCrlStoreOptions> = {}) {
  const failures: unknown[] = [];
  const store = createCrlStore({
    urls: PATHS.map((one) => `${server.origin}${one}`),
    authorities: pki.ca,
    onFailure: (_url, error) => failures.push(error),
    ...options,
  });
  stores.push(store);
  return { store, failures };
}

const calls = () => [...server.requests.values()].reduce((sum, count) => sum + count, 0);
const listsOf = (state: RevocationState) => (state.kind === "checked" ? state.crl : []);

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isLdlError(error) ? error.code : undefined;
}

/** What a connection to a server with some certificate gives, with the lists of a store. */
async function connect(certificate: TestCertificate, state: RevocationState): Promise<string> {
  const tls = createServer({ key: certificate.key, cert: certificate.chain }, (_request, response) =>
    response.end("oui"),
  );
  tls.on("tlsClientError", () => undefined).listen(0, "127.0.0.1");
  await once(tls, "listening");
  const { port } = tls.address() as AddressInfo;
  const http = createHttpClient({ tls: { ca: pki.ca, crl: listsOf(state) } });
  try {
    const { body } = await http.call({ url: new URL(`https://localhost:${port}/`), maxBytes: 100 });
    return Buffer.from(body).toString();
  } catch (error) {
    return isLdlError(error) && error.code === "LDL_MSS_HTTP_FAILED"
      ? (error.details.tls ?? error.details.reason)
      : "?";
  } finally {
    await http.close();
    tls.close();
  }
}

describe("the store of revocation lists", () => {
  it("gives what refuses a revoked server, and only that one", async () => {
    const state = await open().store.getCrls();
    expect(await connect(pki.refusedServers.revoked, state)).toBe("server-certificate-revoked");
    expect(await connect(pki.server, state)).toBe("oui");
  });

  it("takes DER as well as PEM", async () => {
    publish(pki.crl);
    for (const [index, pem] of pki.crl.entries()) {
      const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ""), "base64");
      server.publish(PATHS[index] ?? "", der);
    }
    const state = await open().store.getCrls();
    expect(listsOf(state).map((list) => list.trim())).toEqual(pki.crl.map((list) => list.trim()));
  });

  it("fetches once for all who ask, again after an hour, and sees who was revoked since", async () => {
    let now = Date.now();
    const { store } = open({ now: () => new Date(now) });
    const before = await Promise.all([store.getCrls(), store.getCrls()]).then(([state]) => state);
    await store.getCrls();
    expect(calls()).toBe(3);
    publish(pki.issueCrls({ revoked: [pki.server], thisUpdate: new Date(now - 60_000) }));
    now += HOUR_MS;
    const after = await store.getCrls();
    expect(calls()).toBe(6);
    expect(await connect(pki.server, before)).toBe("oui");
    expect(await connect(pki.server, after)).toBe("server-certificate-revoked");
  });

  it("serves the last list while it is valid, then refuses", async () => {
    let now = Date.now();
    publish(pki.issueCrls({ nextUpdate: new Date(now + 3 * HOUR_MS) }));
    const { store, failures } = open({ now: () => new Date(now) });
    const first = await store.getCrls();
    server.inject({ action: { kind: "reply", status: 503 }, times: Number.POSITIVE_INFINITY });
    now += 2 * HOUR_MS;
    expect(await store.getCrls()).toEqual(first);
    expect(failures.map((error) => isLdlError(error) && error.code)).toEqual(Array(3).fill("LDL_MSS_HTTP_FAILED"));
    now += HOUR_MS;
    expect(await codeOf(store.getCrls())).toBe("LDL_MSS_CRL_UNAVAILABLE");
  });

  it("asks again five minutes after a failure, not before", async () => {
    let now = Date.now();
    const fault = server.inject({ action: { kind: "drop" }, times: Number.POSITIVE_INFINITY });
    const { store } = open({ now: () => new Date(now) });
    await codeOf(store.getCrls());
    await codeOf(store.getCrls());
    expect(calls()).toBe(3);
    fault[Symbol.dispose]();
    now += 5 * 60_000;
    expect((await store.getCrls()).kind).toBe("checked");
  });

  it("may let connections be made unchecked, when told so", async () => {
    server.inject({ action: { kind: "drop" }, times: 3 });
    expect(await open({ failure: "open" }).store.getCrls()).toEqual({ kind: "unchecked" });
  });

  it("wants a list of every authority", async () => {
    const { store } = open({ urls: [`${server.origin}/racine.crl`, `${server.origin}/absente.crl`] });
    expect(await codeOf(store.getCrls())).toBe("LDL_MSS_CRL_UNAVAILABLE");
  });

  it("outlives the process in a folder, whose copies are checked like the rest", async () => {
    const own = path.join(folder, "listes");
    const first = await open({ folder: own }).store.getCrls();
    server.inject({ action: { kind: "drop" }, times: 6 });
    expect(await open({ folder: own }).store.getCrls()).toEqual(first);
    const [name = ""] = await readdir(own);
    const bytes = await readFile(path.join(own, name));
    await writeFile(path.join(own, name), bytes.subarray(0, bytes.length - 40));
    expect(await codeOf(open({ folder: own }).store.getCrls())).toBe("LDL_MSS_CRL_UNAVAILABLE");
  });

  it.each<[string, () => string | Uint8Array]>([
    ["an expired list", () => pki.expiredCrl[0] ?? ""],
    ["a list of the future", () => pki.issueCrls({ thisUpdate: new Date(Date.now() + HOUR_MS) })[0] ?? ""],
    ["a list of another authority, in its place", () => pki.crl[1] ?? ""],
    ["a page", () => "<html></html>"],
    ["nothing", () => ""],
    ["a certificate", () => pki.ca],
    ["a list that is cut short", () => (pki.crl[0] ?? "").slice(0, 300)],
    ["a list too large", () => Buffer.alloc(2_000_000, 0x30)],
  ])("does not take %s", async (_name, make) => {
    server.publish(PATHS[0], make());
    const { store } = open({ maxBytes: 1_000_000 });
    expect(await codeOf(store.getCrls())).toBe("LDL_MSS_CRL_UNAVAILABLE");
  });

  it("does not take a list signed by an unknown authority of the same name", async () => {
    const impostor = await createTestPki();
    publish(impostor.crl);
    expect(await codeOf(open().store.getCrls())).toBe("LDL_MSS_CRL_UNAVAILABLE");
  });

  it("does not go back to a list that forgets who was revoked", async () => {
    let now = Date.now();
    const { store, failures } = open({ now: () => new Date(now) });
    publish(pki.issueCrls({ revoked: [pki.server], thisUpdate: new Date(now - 60_000) }));
    const first = await store.getCrls();
    publish(pki.crl);
    now += HOUR_MS;
    expect(await store.getCrls()).toEqual(first);
    expect(failures).toHaveLength(3);
  });

  it.each([
    ["no authority", { authorities: "" }],
    ["no address", { urls: [] }],
    ["another protocol", { urls: ["ftp://localhost/a.crl"] }],
  ])("is not made with %s", (_name, options) => {
    expect(() => open(options)).toThrow(TypeError);
  });
});

describe("readCrl", () => {
  it("survives any change of a byte: refused, or not signed", () => {
    const der = Buffer.from((pki.crl[1] ?? "").replace(/-----[^-]+-----|\s/g, ""), "base64");
    const authorities = certificatesOf(pki.ca);
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(20), (place, change, cut) => {
        const bytes = Buffer.from(der.subarray(0, der.length - cut));
        if (place < bytes.length) bytes[place] = (bytes[place] ?? 0) ^ change;
        try {
          const list = readCrl(bytes);
          const signed = authorities.some((authority) => list.isSignedBy(authority));
          // Neither the unused bits of the signature nor the parameters of its algorithm are signed.
          if (signed)
            expect([list.issuer, list.thisUpdate, list.nextUpdate]).toEqual([
              readCrl(der).issuer,
              readCrl(der).thisUpdate,
              readCrl(der).nextUpdate,
            ]);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
      { seed: 11, numRuns: 800 },
    );
  });
});
