import type { SqlDatabase } from "@ldl/domain";
import { startFileServer } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import { createCrlStore } from "../../src/crl/crl-store.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createMssanteInbox } from "../../src/inbox/create-mssante-inbox.ts";
import { createMssanteOutbox } from "../../src/outbox/create-mssante-outbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { type AnyOperator, OPERATORS, profileAt } from "../servers/operators.ts";
import { failureOf } from "../support/failure-of.ts";
import { archiveOf, RECORD } from "../support/letter.ts";
import { DPI, LGC, messageInput } from "../support/message-input.ts";
import { testPki } from "../support/operator.ts";
import { openPglite } from "../support/test-sending.ts";
import { expectAbsent, testTrail } from "../support/test-trail.ts";

/** The trace of an exchange, and revocation, with each kind of servers. */

const TOKEN = "jeton-de-la-boite-du-dpi";

describe.each(OPERATORS)("with $name", ({ start }) => {
  let operator: AnyOperator;
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await openPglite();
    operator = await start({ tokens: { [TOKEN]: DPI } });
  });
  afterAll(async () => {
    await operator[Symbol.asyncDispose]();
    await database.close();
  });

  it("the trace holds each action once, with TLS and the answers, and nothing of the patient", async () => {
    const sender = testTrail();
    const receiver = testTrail();
    const auth = { kind: "token", user: DPI, tokens: { getToken: () => Promise.resolve(TOKEN) } } as const;
    const hospital = createMssanteOutbox({
      database,
      profile: await profileAt(operator, DPI, { auth }),
      channel: "hospital",
      audit: sender.audit,
      sentCopy: true,
    });
    const profile = await profileAt(operator, LGC);
    const practiceOut = createMssanteOutbox({ database, profile, channel: "practice" });
    let integrated = 0;
    const practice = createMssanteInbox({
      database,
      profile,
      outbox: practiceOut,
      mailbox: LGC,
      nil: "REF-NIL",
      channel: "practice",
      audit: receiver.audit,
      findPatient: () => Promise.resolve(RECORD),
      onDocument: () => {
        integrated += 1;
        return Promise.resolve({ kind: "integrated" });
      },
    });
    for (const part of [hospital, practiceOut, practice]) await part.install();
    const message = composeMessage(messageInput({ xdm: archiveOf({}) }));
    await hospital.enqueue(message, { key: "k", documentIds: ["d"] });
    await hospital.run({ stopWhenIdle: true });
    await hospital.close();
    for (let tries = 0; tries < 200 && integrated === 0; tries += 1) await practice.receive();
    await practice.close();
    await practiceOut.close();
    const ofSmtp = sender.events.filter(({ server }) => server?.protocol !== "imap");
    expect(ofSmtp.map(({ action }) => action)).toEqual([
      "export",
      "connect",
      "certCheck",
      "authenticate",
      "send",
      "disconnect",
    ]);
    const ofImap = sender.events.filter(({ server }) => server?.protocol === "imap");
    expect(ofImap.map(({ action }) => action)).toEqual([
      "connect",
      "certCheck",
      "authenticate",
      "list",
      "append",
      "disconnect",
    ]);
    expect(new Set(receiver.events.map(({ action }) => action))).toEqual(
      new Set(["connect", "certCheck", "authenticate", "list", "read", "integrate", "notifyMdn", "mark", "disconnect"]),
    );
    expect(ofSmtp.find(({ action }) => action === "send")).toMatchObject({
      response: { code: "250", enhancedCode: "2.0.0", text: expect.stringMatching(/queued as/) as string },
      server: { tlsVersion: expect.stringMatching(/^TLSv1\.[23]$/) as string },
      outcome: "success",
    });
    expectAbsent(
      [...sender.events, ...receiver.events],
      [TOKEN, "secret-", "VIAL", "Paul", "1978", "XDM/1.0", RECORD.matricule, RECORD.nomNaissance, RECORD.prenom],
    );
  });

  it("a certificate that a fetched list revokes is refused, for sending and for reading", async () => {
    const pki = await testPki();
    const revoking = pki.issueCrls({ revoked: [pki.server] });
    await using lists = await startFileServer({
      files: Object.fromEntries(revoking.map((list, rank) => [`/${rank}.crl`, list])),
    });
    const urls = revoking.map((_list, rank) => `${lists.origin}/${rank}.crl`);
    await using store = createCrlStore({ urls, authorities: pki.ca });
    const plain = await profileAt(operator, DPI);
    const profile = { ...plain, tls: { ...plain.tls, crl: store } };
    await using transport = createSmtpTransport(profile);
    await using mailbox = createImapMailbox(profile);
    for (const error of [await failureOf(transport.verify()), await failureOf(mailbox.folders())]) {
      expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason: "server-certificate-revoked" } });
    }
  });
});
