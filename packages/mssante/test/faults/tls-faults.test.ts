import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:tls";
import type { SqlDatabase } from "@ldl/domain";
import type { TestPki } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { failureOf } from "../support/failure-of.ts";
import { type FaultBench, type FaultBenchOptions, HOUR, reply, withFaultBench } from "../support/fault-bench.ts";
import { DPI } from "../support/message-input.ts";
import { senderProfile, testPki } from "../support/operator.ts";
import { DOCUMENT_IDS, messageTo, openPglite } from "../support/test-sending.ts";

/** Fault matrix of sending, what TLS does: only a person can correct it, therefore the mailbox pauses and nothing is lost. */

let database: SqlDatabase;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());

const MODES = ["starttls", "implicit"] as const;

/** The mailbox pauses for that reason, an alert is given once, and nobody is told that the message failed. */
async function expectPaused({ operator, sending }: FaultBench, reason: string): Promise<void> {
  await sending.outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
  await sending.sendAll();
  expect(await sending.outbox.get("k")).toMatchObject({
    state: "ready",
    uncertain: false,
    reason: `LDL_MSS_TLS_FAILED ${reason}`,
    recipients: [{ state: "pending" }],
  });
  expect(sending.alerts).toMatchObject([{ mailbox: DPI }]);
  expect(sending.events.map(({ type }) => type)).toEqual(["transmission.submitted"]);
  expect(operator.received).toEqual([]);
}

const withBench = (work: (bench: FaultBench) => Promise<void>, options: FaultBenchOptions = {}) =>
  withFaultBench(database, work, options);

describe.each(MODES)("over %s", (mode) => {
  const paused = (reason: string, options: FaultBenchOptions) =>
    withBench((bench) => expectPaused(bench, reason), { mode, ...options });

  it.each([
    ["expired", "server-certificate-expired"],
    ["notYetValid", "server-certificate-not-yet-valid"],
    ["revoked", "server-certificate-revoked"],
    ["wrongAuthority", "server-certificate-untrusted"],
    ["wrongName", "server-name-mismatch"],
  ] as const)("a server certificate that is %s", async (kind, reason) => {
    const { refusedServers, crl } = await testPki();
    await paused(reason, {
      operator: { serverCertificate: refusedServers[kind] },
      profile: (profile) => ({ ...profile, tls: { ...profile.tls, crl } }),
    });
  });

  it.each([
    ["expired", "client-certificate-expired"],
    ["notYetValid", "client-certificate-not-yet-valid"],
    ["revoked", "client-certificate-revoked"],
    ["wrongAuthority", "client-certificate-untrusted"],
  ] as const)("our certificate that is %s", async (kind, reason) => {
    const { ca, refusedClients } = await testPki();
    const { chain, key } = refusedClients[kind];
    await paused(reason, { profile: (profile) => ({ ...profile, tls: { ca, certificate: chain, key } }) });
  });

  it.each(["reply", "tls"] as const)("no certificate of ours, refused by %s", async (refusal) => {
    const { ca } = await testPki();
    await paused("client-certificate-missing", {
      operator: { clientCertificates: { refusal } },
      profile: (profile) => ({ ...profile, tls: { ca } }),
    });
  });
});

type Tls = OperatorProfile["tls"];

/** Files of ours that no connection can be made with. */
const UNUSABLE: readonly (readonly [string, string, (tls: Tls, pki: TestPki) => Tls])[] = [
  ["key that is none", "client-certificate-unusable", (tls) => ({ ...tls, key: "x" })],
  ["certificate that is none", "client-certificate-unusable", (tls) => ({ ...tls, certificate: "x" })],
  [
    "key of another certificate",
    "client-certificate-unusable",
    (tls, { receiver }) => ({ ...tls, key: receiver.authentication.key }),
  ],
  [
    "PKCS#12 with another password",
    "client-certificate-unusable",
    ({ ca }, { sender }) => ({ ca, pkcs12: { bytes: sender.authentication.toPkcs12("un"), password: "deux" } }),
  ],
  ["revocation list that is none", "revocation-list-unusable", (tls) => ({ ...tls, crl: ["x"] })],
];

describe.each(UNUSABLE)("a %s", (_name, reason, changed) => {
  it.each(MODES)("is our own fault over %s: a pause and an alert, for SMTP as for IMAP", async (mode) => {
    const pki = await testPki();
    await withBench(
      async (bench) => {
        await expectPaused(bench, reason);
        const profile = await senderProfile(bench.operator, { implicit: mode === "implicit" });
        await using mailbox = createImapMailbox({ ...profile, tls: changed(profile.tls, pki) });
        expect(await failureOf(mailbox.folders())).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason } });
      },
      { mode, profile: (profile) => ({ ...profile, tls: changed(profile.tls, pki) }) },
    );
  });
});

describe("revocation lists", () => {
  it.each([
    ["throws", () => Promise.reject(new Error("boom"))],
    ["gives no list", () => Promise.resolve({ kind: "checked" as const, crl: ["x"], expiresAt: new Date() })],
  ])("of a provider that %s: a pause and an alert", async (_name, getCrls) => {
    await withBench(
      async ({ sending, operator }) => {
        await sending.outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
        await sending.sendAll();
        expect(await sending.outbox.get("k")).toMatchObject({ state: "ready", reason: "LDL_MSS_CRL_UNAVAILABLE" });
        expect(sending.alerts).toHaveLength(1);
        expect(operator.received).toEqual([]);
      },
      { profile: (profile) => ({ ...profile, tls: { ...profile.tls, crl: { getCrls } } }) },
    );
  });

  it("are not none", async () => {
    await withBench(async ({ operator }) => {
      const profile = await senderProfile(operator);
      const tls = { ...profile.tls, crl: [] };
      expect(() => createSmtpTransport({ ...profile, tls })).toThrow(TypeError);
    });
  });
});

describe("TLS that is not there", () => {
  it("no STARTTLS: nothing goes in clear", async () => {
    await withBench(async (bench) => {
      bench.operator.inject({ at: "starttls", action: reply(502, "5.5.1 not implemented") });
      await expectPaused(bench, "starttls-not-offered");
      bench.sending.advance(HOUR);
      await bench.sending.sendAll();
      expect(await bench.sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    });
  });

  it("no TLS on the port of implicit TLS", async () => {
    await withBench((bench) => expectPaused(bench, "handshake"), {
      profile: (profile) => ({ ...profile, smtp: { ...profile.smtp, mode: "implicit" } }),
    });
  });

  it.each(["TLSv1", "TLSv1.1"] as const)("a server that speaks %s at most", async (maxVersion) => {
    const { server: certificate } = await testPki();
    // OpenSSL 3 wants to be told that a weak server is meant.
    const ciphers = "DEFAULT@SECLEVEL=0";
    const old = createServer({
      cert: certificate.chain,
      key: certificate.key,
      minVersion: "TLSv1",
      maxVersion,
      ciphers,
    });
    old.on("tlsClientError", () => undefined);
    old.listen(0, "127.0.0.1");
    await once(old, "listening");
    const { port } = old.address() as AddressInfo;
    try {
      await withBench((bench) => expectPaused(bench, "handshake"), {
        profile: (profile) => ({ ...profile, smtp: { ...profile.smtp, mode: "implicit", port } }),
      });
    } finally {
      old.close();
    }
  });
});
