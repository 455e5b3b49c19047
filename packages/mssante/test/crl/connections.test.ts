import { type FileServer, type MssanteOperator, startFileServer, type TestPki } from "@ldl/testbench";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { splitLists } from "../../src/connection/revocation-lists.ts";
import { type CreateCrlStoreOptions, type CrlStore, createCrlStore } from "../../src/crl/crl-store.ts";
import { createFhirDirectory } from "../../src/directory/fhir/create-fhir-directory.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { failureOf } from "../support/failure-of.ts";
import { LGC } from "../support/message-input.ts";
import { senderProfile, startOperator, testPki } from "../support/operator.ts";
import { messageTo, openPglite, testSending } from "../support/test-sending.ts";
import { testTrail } from "../support/test-trail.ts";

/** Revocation lists that are asked for before each connection, in everything that connects. */

let pki: TestPki;
let lists: FileServer;
let operator: MssanteOperator;
const stores: CrlStore[] = [];
beforeAll(async () => {
  pki = await testPki();
});
beforeEach(async () => {
  lists = await startFileServer();
  publish(pki.crl);
  operator = await startOperator();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store[Symbol.asyncDispose]();
  await lists.close();
  await operator.close();
});

const pathOf = (rank: number): string => `/${rank}.crl`;

function publish(texts: readonly string[]): void {
  for (const [rank, text] of texts.entries()) lists.publish(pathOf(rank), text);
}

/** The profile of the hospital with a store, and a clock to move on. */
async function withStore(options: Partial<CreateCrlStoreOptions> = {}, profile: Partial<OperatorProfile> = {}) {
  let nowMs = Date.now();
  const urls = pki.crl.map((_list, rank) => `${lists.origin}${pathOf(rank)}`);
  const store = createCrlStore({ urls, authorities: pki.ca, now: () => new Date(nowMs), ...options });
  stores.push(store);
  const plain = await senderProfile(operator, profile);
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { advance, profile: { ...plain, tls: { ...plain.tls, crl: store } } };
}

const HOUR_MS = 3_600_000;
const revokeServer = () => publish(pki.issueCrls({ revoked: [pki.server], thisUpdate: new Date(Date.now() - 60_000) }));

describe("a profile with a store of revocation lists", () => {
  it("sends until the certificate of the server is revoked, then refuses new connections", async () => {
    const { profile, advance } = await withStore();
    {
      await using before = createSmtpTransport(profile);
      expect((await before.send(messageTo())).recipients).toMatchObject([{ accepted: true }]);
    }
    revokeServer();
    advance(2 * HOUR_MS);
    await using transport = createSmtpTransport(profile);
    const details = { protocol: "smtp", reason: "server-certificate-revoked" };
    expect(await failureOf(transport.send(messageTo()))).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details });
    expect(await failureOf(transport.verify())).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details });
    expect(operator.mailbox(LGC).messages()).toHaveLength(1);
  });

  it("reads until the certificate of the server is revoked", async () => {
    const { profile, advance } = await withStore();
    {
      await using mailbox = createImapMailbox(profile);
      expect((await mailbox.folders()).length).toBeGreaterThan(0);
    }
    revokeServer();
    advance(2 * HOUR_MS);
    await using mailbox = createImapMailbox(profile);
    expect(await failureOf(mailbox.folders())).toMatchObject({
      code: "LDL_MSS_TLS_FAILED",
      details: { protocol: "imap", reason: "server-certificate-revoked" },
    });
  });

  it("connects to nobody when a list cannot be had, and pauses the mailbox", async () => {
    lists.publish(pathOf(1), "no list");
    const { profile } = await withStore();
    await using mailbox = createImapMailbox(profile);
    expect(await failureOf(mailbox.folders())).toMatchObject({ code: "LDL_MSS_CRL_UNAVAILABLE", retryable: true });
    await using transport = createSmtpTransport(profile);
    expect(await failureOf(transport.verify())).toMatchObject({ code: "LDL_MSS_CRL_UNAVAILABLE" });
    const database = await openPglite();
    const { audit, actions } = testTrail();
    const { outbox, sendAll, alerts } = await testSending(database, profile, { audit });
    await outbox.enqueue(messageTo(), { key: "k" });
    await sendAll();
    expect(await outbox.get("k")).toMatchObject({ state: "ready", reason: "LDL_MSS_CRL_UNAVAILABLE" });
    expect(alerts).toMatchObject([{ error: { code: "LDL_MSS_CRL_UNAVAILABLE" } }]);
    expect(actions()).toEqual(["connect failure", "certCheck failure", "send failure"]);
    await outbox.close();
    await database.close();
    expect(operator.log.filter(({ kind }) => kind === "tls")).toEqual([]);
  });

  it("connects unchecked when a list cannot be had and the host wants it", async () => {
    lists.publish(pathOf(1), "no list");
    const { profile } = await withStore({ failure: "open" });
    await using transport = createSmtpTransport(profile);
    expect((await transport.send(messageTo())).recipients).toMatchObject([{ accepted: true }]);
    await using mailbox = createImapMailbox(profile);
    expect((await mailbox.folders()).length).toBeGreaterThan(0);
  });
});

describe("several lists in one text", () => {
  it("are all looked at, of which Node alone reads the first", async () => {
    const profile = await senderProfile(operator);
    const crl = [pki.issueCrls({ revoked: [pki.server] }).join("\n")];
    await using transport = createSmtpTransport({ ...profile, tls: { ...profile.tls, crl } });
    expect(await failureOf(transport.verify())).toMatchObject({ details: { reason: "server-certificate-revoked" } });
    await using good = createSmtpTransport({ ...profile, tls: { ...profile.tls, crl: [pki.crl.join("\n")] } });
    await good.verify();
  });

  it("are all looked at by what calls services over HTTPS, too", async () => {
    await using service = await startFileServer({ pki, files: { "/racine.crl": "" } });
    const search = (crl: readonly string[]) => {
      const http = { tls: { ca: pki.ca, crl: [crl.join("\n")] } };
      const directory = createFhirDirectory({ apiKey: "k", baseUrl: service.origin, http, attempts: 1 });
      return failureOf(directory.lookupAddress(LGC)).finally(() => directory[Symbol.asyncDispose]());
    };
    expect(await search(pki.issueCrls({ revoked: [pki.server] }))).toMatchObject({
      details: { reason: "tls", tls: "server-certificate-revoked" },
    });
    expect(await search(pki.crl)).toMatchObject({ details: { reason: "status", status: 404 } });
  });

  it("are separated, and a text without any is left for OpenSSL to refuse", () => {
    const [first = "", second = ""] = pki.crl.map((list) => list.trim());
    expect(splitLists([`# notes\n${first}\n\n${second}\n`, "no list"])).toEqual([first, second, "no list"]);
  });
});
