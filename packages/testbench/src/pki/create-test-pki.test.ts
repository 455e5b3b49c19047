import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import tls from "node:tls";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestPki, type TestPki } from "./create-test-pki.ts";
import type { TestCertificate } from "./test-certificate.ts";
import { writeTestPki } from "./write-test-pki.ts";

let pki: TestPki;

beforeAll(async () => {
  pki = await createTestPki();
});

/** What the server says of a client certificate after the handshake: `true`, or OpenSSL's reason. */
async function serverVerdict(client: TestCertificate | undefined, serverOptions: tls.TlsOptions = {}) {
  const server = tls.createServer({
    key: pki.server.key,
    cert: pki.server.chain,
    ca: pki.ca,
    crl: [...pki.crl],
    requestCert: true,
    rejectUnauthorized: false,
    ...serverOptions,
  });
  const verdict = once(server, "secureConnection").then(([socket]: tls.TLSSocket[]) => {
    const said = socket?.authorized === true ? true : String(socket?.authorizationError);
    socket?.end();
    return said;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const socket = tls.connect({
    port,
    host: "127.0.0.1",
    servername: "localhost",
    ca: pki.ca,
    ...(client === undefined ? {} : { key: client.key, cert: client.chain }),
  });
  socket.on("error", () => undefined).resume();
  const result = await verdict;
  await once(socket, "close");
  server.close();
  return result;
}

/** What a client says of a server certificate: `true`, or the error code. */
async function clientVerdict(certificate: TestCertificate) {
  const server = tls.createServer({ key: certificate.key, cert: certificate.chain }, (socket) => socket.end());
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const socket = tls.connect({ port, host: "127.0.0.1", servername: "localhost", ca: pki.ca, crl: [...pki.crl] });
  const result = await new Promise((resolve) => {
    socket.once("secureConnect", () => resolve(true));
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  socket.destroy();
  server.close();
  return result;
}

describe("createTestPki", () => {
  it("chains every certificate to the root", () => {
    const intermediate = new X509Certificate(pki.server.intermediates);
    const root = new X509Certificate(pki.ca);
    expect(root.checkIssued(root)).toBe(true);
    expect(intermediate.checkIssued(root)).toBe(true);
    for (const { authentication, signature } of [pki.sender, pki.receiver]) {
      for (const certificate of [authentication, signature]) {
        expect(new X509Certificate(certificate.certificate).verify(intermediate.publicKey)).toBe(true);
      }
    }
  });

  it("writes the structure's national identifier in the OU and separates key usages", () => {
    expect(pki.sender.authentication.subject).toBe(
      "CN=CH-TEST-DPI,OU=1990000002,O=CENTRE HOSPITALIER TEST,ST=Etranger (99),C=FR",
    );
    expect(new X509Certificate(pki.sender.authentication.certificate).keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(new X509Certificate(pki.sender.signature.certificate).keyUsage).toBeUndefined();
    expect(pki.sender.signature.key).not.toBe(pki.sender.authentication.key);
  });

  it("names the holder of a card, accents included, under an authority for persons", () => {
    const { subject, issuer } = new X509Certificate(pki.cps.signature.certificate);
    expect(subject).toBe("C=FR\nO=BANC D'ESSAI\nOU=Médecin\nCN=810100000016\nSN=EXEMPLE\nGN=Solène");
    expect(issuer).toContain("CN=AC TEST STANDARD PERSONNES");
    expect(pki.cps.signature.subject).toBe("GN=Solène,SN=EXEMPLE,CN=810100000016,OU=Médecin,O=BANC D'ESSAI,C=FR");
  });

  it("names the loopback hosts on the server certificate", () => {
    const server = new X509Certificate(pki.server.certificate);
    for (const host of ["127.0.0.1", "::1"]) expect(server.checkIP(host)).toBe(host);
    expect(server.checkHost("localhost")).toBe("localhost");
    expect(server.checkHost("autre.test.mssante.fr")).toBeUndefined();
  });

  it.each([
    ["a good client", () => pki.sender.authentication, true],
    ["an expired client", () => pki.refusedClients.expired, "CERT_HAS_EXPIRED"],
    ["a client not yet valid", () => pki.refusedClients.notYetValid, "CERT_NOT_YET_VALID"],
    ["a revoked client", () => pki.refusedClients.revoked, "CERT_REVOKED"],
    ["a card", () => pki.cps.authentication, true],
    ["a client of another authority", () => pki.refusedClients.wrongAuthority, /^UNABLE_TO_(GET|VERIFY)/],
    ["no client certificate", () => undefined, /./],
    ["a signature certificate used for TLS", () => pki.sender.signature, true],
  ])("lets a server judge %s", async (_name, certificate, expected) => {
    const verdict = await serverVerdict(certificate());
    if (expected instanceof RegExp) expect(verdict).toMatch(expected);
    else expect(verdict).toBe(expected);
  });

  it("has revocation lists that are out of date", async () => {
    expect(await serverVerdict(pki.sender.authentication, { crl: [...pki.expiredCrl] })).toBe("CRL_HAS_EXPIRED");
  });

  it.each([
    ["a good server", () => pki.server, true],
    ["an expired server", () => pki.refusedServers.expired, "CERT_HAS_EXPIRED"],
    ["a server not yet valid", () => pki.refusedServers.notYetValid, "CERT_NOT_YET_VALID"],
    ["a revoked server", () => pki.refusedServers.revoked, "CERT_REVOKED"],
    ["a server of another authority", () => pki.refusedServers.wrongAuthority, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    ["a server with another name", () => pki.refusedServers.wrongName, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("lets a client judge %s", async (_name, certificate, expected) => {
    expect(await clientVerdict(certificate())).toBe(expected);
  });

  it("exports PKCS#12 that Node reads with the right password only", () => {
    const pfx = Buffer.from(pki.sender.authentication.toPkcs12("secret"));
    expect(() => tls.createSecureContext({ pfx, passphrase: "secret" })).not.toThrow();
    expect(() => tls.createSecureContext({ pfx, passphrase: "autre" })).toThrow(/mac verify/);
  });

  it("counts validities from the given clock", async () => {
    const old = await createTestPki({ now: () => new Date("2020-06-01T00:00:00Z") });
    expect(old.server.notAfter.toISOString()).toBe("2021-06-01T00:00:00.000Z");
    expect(old.refusedClients.expired.notAfter.toISOString()).toBe("2020-05-31T00:00:00.000Z");
  });
});

describe("writeTestPki", () => {
  it("writes certificates, private keys for their owner alone, and PKCS#12", async () => {
    const dir = await mkdtemp(path.join(tmpdir(), "pki-"));
    try {
      const files = await writeTestPki(pki, dir, { password: "p" });
      expect((await readdir(dir)).length).toBe(files.length);
      expect(await readFile(path.join(dir, "ca.pem"), "utf8")).toBe(pki.ca);
      expect((await stat(path.join(dir, "sender-authentication.key.pem"))).mode & 0o077).toBe(0);
      const pfx = await readFile(path.join(dir, "sender-authentication.p12"));
      expect(() => tls.createSecureContext({ pfx, passphrase: "p" })).not.toThrow();
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

describe("issueCrls", () => {
  it("issues lists on demand: a certificate is accepted until the list that revokes it", async () => {
    const { authentication } = pki.receiver;
    expect(await serverVerdict(authentication, { crl: [...pki.issueCrls()] })).toBe(true);
    const crl = [...pki.issueCrls({ revoked: [authentication] })];
    expect(await serverVerdict(authentication, { crl })).toBe("CERT_REVOKED");
    expect(await serverVerdict(pki.sender.authentication, { crl })).toBe(true);
  });

  it("dates them as asked", async () => {
    const [thisUpdate, nextUpdate] = [new Date(Date.now() - 7_200_000), new Date(Date.now() - 3_600_000)];
    const crl = [...pki.issueCrls({ thisUpdate, nextUpdate })];
    expect(await serverVerdict(pki.sender.authentication, { crl })).toBe("CRL_HAS_EXPIRED");
  });
});
