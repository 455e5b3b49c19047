import type { MssanteOperator } from "@ldl/testbench";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import type { FetchedMail, FetchNewOptions } from "../../src/imap/imap-mailbox.ts";
import type { GetTokenOptions } from "../../src/tokens/token-provider.ts";
import { failureOf } from "../support/failure-of.ts";
import { LGC } from "../support/message-input.ts";
import { receiverProfile, startOperator, testPki } from "../support/operator.ts";

let operator: MssanteOperator;

beforeEach(async () => {
  operator = await startOperator();
});
afterEach(() => operator.close());

function deliver(...subjects: string[]): void {
  for (const subject of subjects) {
    operator.mailbox(LGC).deliver(Buffer.from(`Subject: ${subject}\r\nMessage-ID: <${subject}@x.fr>\r\n\r\ncorps\r\n`));
  }
}

async function fetchAll(profile: OperatorProfile, options: FetchNewOptions = {}): Promise<FetchedMail[]> {
  await using mailbox = createImapMailbox(profile);
  const found: FetchedMail[] = [];
  for await (const mail of mailbox.fetchNew(options)) found.push(mail);
  return found;
}

describe("fetchNew", () => {
  it.each([
    ["STARTTLS", false],
    ["implicit TLS", true],
  ])("gives every message over %s, oldest first, without marking it as read", async (_name, implicit) => {
    deliver("un", "deux");
    const found = await fetchAll(await receiverProfile(operator, { implicit }));
    expect(found).toMatchObject([
      { kind: "message", folder: "INBOX", uid: 1, flags: [], cursor: { uid: 1, uidValidity: "1" } },
      { kind: "message", uid: 2, size: Buffer.byteLength("Subject: deux\r\nMessage-ID: <deux@x.fr>\r\n\r\ncorps\r\n") },
    ]);
    expect(found[1]?.kind === "message" ? Buffer.from(found[1].raw).toString() : "").toContain("Subject: deux");
    expect(operator.mailbox(LGC).messages()[0]?.flags).toEqual([]);
  });

  it("goes on after a cursor, and starts again when the folder was rebuilt", async () => {
    deliver("un", "deux", "trois");
    const profile = await receiverProfile(operator);
    expect((await fetchAll(profile, { since: { uidValidity: "1", uid: 2 } })).map(({ uid }) => uid)).toEqual([3]);
    expect(await fetchAll(profile, { since: { uidValidity: "1", uid: 3 } })).toEqual([]);
    expect((await fetchAll(profile, { since: { uidValidity: "0", uid: 2 } })).map(({ uid }) => uid)).toEqual([1, 2, 3]);
  });

  it("gives nothing from an empty folder", async () => {
    expect(await fetchAll(await receiverProfile(operator))).toEqual([]);
  });

  it("announces what is too large without fetching it", async () => {
    deliver("un", "x".repeat(500));
    const found = await fetchAll(await receiverProfile(operator), { maxBytes: 200 });
    expect(found.map(({ kind, uid }) => [kind, uid])).toEqual([
      ["message", 1],
      ["oversized", 2],
    ]);
  });

  it("lets the reader flag and move while it iterates", async () => {
    deliver("un", "deux");
    await using mailbox = createImapMailbox(await receiverProfile(operator));
    for await (const mail of mailbox.fetchNew()) {
      if (mail.uid === 1) await mailbox.addFlags(mail, ["\\Seen", "$MDNSent"]);
      else await mailbox.move(mail, "Traites");
    }
    expect(operator.mailbox(LGC).messages()).toMatchObject([{ uid: 1, flags: ["\\Seen", "$MDNSent"] }]);
    expect(operator.mailbox(LGC).messages("Traites")).toHaveLength(1);
  });

  it("skips a message that is gone meanwhile", async () => {
    deliver("un", "deux");
    await using mailbox = createImapMailbox(await receiverProfile(operator));
    await using other = createImapMailbox(await receiverProfile(operator));
    const seen: number[] = [];
    for await (const mail of mailbox.fetchNew()) {
      seen.push(mail.uid);
      if (mail.uid === 1) await other.move({ folder: "INBOX", uid: 2 }, "Traites");
    }
    expect(seen).toEqual([1]);
  });
});

describe("folders and changes", () => {
  it("lists the folders with their use", async () => {
    await using mailbox = createImapMailbox(await receiverProfile(operator));
    const folders = await mailbox.folders();
    expect(folders).toContainEqual({ path: "Sent", specialUse: "\\Sent" });
    expect(folders.map(({ path }) => path)).toContain("INBOX");
  });

  it("says that a folder does not exist", async () => {
    deliver("un");
    await using mailbox = createImapMailbox(await receiverProfile(operator));
    expect(await failureOf(mailbox.move({ folder: "INBOX", uid: 1 }, "Absent"))).toMatchObject({
      code: "LDL_MSS_MAILBOX_FAILED",
      details: { operation: "move" },
    });
    expect((await failureOf(mailbox.fetchNew({ folder: "Absent" }).next())).code).toBe("LDL_MSS_MAILBOX_FAILED");
  });

  it("shares one login between calls at the same time", async () => {
    await using mailbox = createImapMailbox(await receiverProfile(operator));
    await Promise.all([mailbox.folders(), mailbox.folders(), mailbox.fetchNew().next()]);
    expect(operator.log.filter(({ kind }) => kind === "authentication")).toHaveLength(1);
  });

  it("connects again after the connection was lost", async () => {
    const profile = await receiverProfile(operator);
    await using mailbox = createImapMailbox(profile);
    await mailbox.folders();
    await operator.close();
    expect((await failureOf(mailbox.folders())).code).toBe("LDL_MSS_CONNECTION_FAILED");
    operator = await startOperator({ ports: { imap: profile.imap.port } });
    expect((await mailbox.folders()).length).toBeGreaterThan(0);
  });
});

describe("refused connections", () => {
  it.each([
    ["no certificate", undefined, "client-certificate-missing"],
    ["an expired certificate", "expired", "client-certificate-expired"],
    ["a certificate not yet valid", "notYetValid", "client-certificate-not-yet-valid"],
    ["a revoked certificate", "revoked", "client-certificate-revoked"],
    ["a certificate of another authority", "wrongAuthority", "client-certificate-untrusted"],
  ] as const)("names %s, over STARTTLS and implicit TLS", async (_name, which, reason) => {
    const { ca, refusedClients } = await testPki();
    const client = which === undefined ? undefined : refusedClients[which];
    const tls = client === undefined ? { ca } : { ca, certificate: client.chain, key: client.key };
    for (const implicit of [false, true]) {
      const error = await failureOf(fetchAll(await receiverProfile(operator, { tls, implicit })));
      expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { protocol: "imap", reason } });
    }
  });

  it("names a missing certificate refused in the handshake", async () => {
    await operator.close();
    operator = await startOperator({ clientCertificates: { refusal: "tls" } });
    const { ca } = await testPki();
    const error = await failureOf(fetchAll(await receiverProfile(operator, { tls: { ca }, implicit: true })));
    expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason: "client-certificate-missing" } });
  });

  it.each([
    ["expired", "server-certificate-expired"],
    ["wrongAuthority", "server-certificate-untrusted"],
    ["wrongName", "server-name-mismatch"],
    ["revoked", "server-certificate-revoked"],
  ] as const)("names a server certificate that is %s", async (which, reason) => {
    await operator.close();
    const pki = await testPki();
    operator = await startOperator({ serverCertificate: pki.refusedServers[which] });
    for (const implicit of [false, true]) {
      const profile = await receiverProfile(operator, { implicit });
      const error = await failureOf(fetchAll({ ...profile, tls: { ...profile.tls, crl: pki.crl } }));
      expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason } });
    }
  });

  it("names a wrong password", async () => {
    const auth = { kind: "password", user: LGC, password: "faux" } as const;
    const error = await failureOf(fetchAll(await receiverProfile(operator, { auth })));
    expect(error).toMatchObject({ code: "LDL_MSS_AUTHENTICATION_FAILED", retryable: false });
  });

  it("renews a refused token once", async () => {
    await operator.close();
    operator = await startOperator({ introspectToken: (token) => ({ active: token === "neuf", mailboxes: [LGC] }) });
    const getToken = ({ force = false }: GetTokenOptions = {}) => Promise.resolve(force ? "neuf" : "perime");
    const auth = { kind: "token", user: LGC, tokens: { getToken } } as const;
    expect(await fetchAll(await receiverProfile(operator, { auth }))).toEqual([]);
  });

  it("names a refused connection and an unknown host", async () => {
    const profile = await receiverProfile(operator);
    await operator.close();
    expect(await failureOf(fetchAll(profile))).toMatchObject({
      code: "LDL_MSS_CONNECTION_FAILED",
      retryable: true,
      details: { reason: "refused" },
    });
    const nowhere = { ...profile, imap: { ...profile.imap, host: "absent.invalid" } };
    expect(await failureOf(fetchAll(nowhere))).toMatchObject({ details: { reason: "dns" } });
  });

  it("asks for a user", async () => {
    await expect(fetchAll(await receiverProfile(operator, { auth: { kind: "certificate" } }))).rejects.toThrow(
      TypeError,
    );
  });

  it("passes an abort on unchanged", async () => {
    deliver("un");
    const reason = new Error("arrêt");
    const profile = await receiverProfile(operator);
    await expect(fetchAll(profile, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    await using mailbox = createImapMailbox(profile);
    const reading = mailbox.fetchNew({ signal: controller.signal });
    await reading.next();
    controller.abort(reason);
    await expect(mailbox.folders({ signal: controller.signal })).rejects.toBe(reason);
  });
});
