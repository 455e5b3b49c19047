import { MssanteAddress, type SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import type { OperatorAuth } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { failureOf } from "../support/failure-of.ts";
import { archiveOf, RECORD } from "../support/letter.ts";
import { DPI, LGC, messageInput, PATIENT } from "../support/message-input.ts";
import { receiverProfile, senderProfile, startOperator, testPki } from "../support/operator.ts";
import { testPractice } from "../support/test-inbox.ts";
import { openPglite, testSending } from "../support/test-sending.ts";
import { expectAbsent, testTrail } from "../support/test-trail.ts";

/** What the trace says of a whole exchange, and what it never says. */

const TOKEN = "jeton-secret-de-la-boite";
const TOKENS = { kind: "token", user: DPI, tokens: { getToken: () => Promise.resolve(TOKEN) } } satisfies OperatorAuth;

let database: SqlDatabase;
let operator: MssanteOperator;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  operator = await startOperator({
    introspectToken: (token) => ({ active: token === TOKEN, mailboxes: token === TOKEN ? [DPI] : [] }),
  });
});
afterEach(() => operator.close());

/** What identifies somebody or opens something in the messages of the tests. */
const SECRETS = [
  "secret-dpi",
  "secret-lgc",
  TOKEN,
  Buffer.from(TOKEN).toString("base64").slice(4, -4),
  "VIAL",
  "Paul",
  "26/11/1978",
  "1978",
  "Lettre de liaison",
  "XDM/1.0",
  RECORD.matricule,
  RECORD.nomNaissance,
  RECORD.prenom,
  "AUGUIN",
  "1234567890121",
];

describe("the trace of an exchange", () => {
  it("holds every action of sending and receiving, and nothing of the patient", async () => {
    const hospital = testTrail();
    const practice = testTrail();
    const message = composeMessage(messageInput({ xdm: archiveOf({}) }));
    const sending = await testSending(database, await senderProfile(operator, { auth: TOKENS, id: "op-essai" }), {
      audit: hospital.audit,
    });
    const { inbox, outbox } = await testPractice(database, operator, { audit: practice.audit });
    const traced = { typeCodes: ["11490-0"], versions: ["1"], patient: "pseudo-1" };
    await sending.outbox.enqueue(message, { key: "k", documentIds: ["1.2.3"], traced });
    await sending.sendAll();
    await sending.outbox.close();
    expect(hospital.actions()).toEqual(["export", "connect", "certCheck", "authenticate", "send", "disconnect"]);
    await inbox.receive();
    await inbox.close();
    await outbox.close();
    expect(practice.actions()).toEqual([
      "connect",
      "certCheck",
      "authenticate",
      "list",
      "read",
      "integrate",
      "notifyMdn",
      "mark",
      "disconnect",
    ]);
    const { messageId } = message;
    expect(hospital.events.find(({ action }) => action === "send")).toMatchObject({
      author: { kind: "application", id: "DPI-TEST" },
      request: { verb: "DATA", target: messageId },
      response: { code: "250", text: expect.stringMatching(/^250 /) as string },
      mailbox: DPI,
      operator: "op-essai",
      server: {
        protocol: "smtp",
        host: operator.host,
        tlsVersion: "TLSv1.3",
        fingerprint: expect.stringMatching(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/) as string,
      },
      messageId,
      envelopeId: expect.any(String) as string,
      documentIds: ["1.2.3"],
      ...traced,
      recipients: { count: 1, domains: ["cabinet-test.mssante.fr"], keys: [expect.any(String)] },
      attempt: 1,
    });
    expect(practice.events.find(({ action }) => action === "integrate")).toMatchObject({
      mailbox: LGC,
      messageId,
      documentIds: ["1.2.250.1.999.1.1.7898.4.1"],
      typeCodes: ["11490-0"],
      patient: expect.stringMatching(/^[\w-]{43}$/) as string,
      attempt: 1,
    });
    const read = practice.events.find(({ action }) => action === "read");
    expect(read).toMatchObject({
      request: { verb: "UID FETCH BODY", target: "INBOX/1" },
      server: { protocol: "imap" },
    });
    expect(read?.server?.tlsVersion).toMatch(/^TLSv1\.[23]$/);
    expectAbsent([...hospital.events, ...practice.events], SECRETS);
  });

  it("hides the patient's address, and what the server repeats of the message", async () => {
    const { audit, events } = testTrail();
    const mailboxes = [DPI, PATIENT].map((address) => ({ address, password: "secret-dpi" }));
    await using withPatient = await startOperator({ mailboxes });
    await using transport = createSmtpTransport(await senderProfile(withPatient), { audit });
    const message = composeMessage(messageInput({ to: [PATIENT] }));
    const subject = "XDM/1.0/DDM+Lettre de liaison a la sortie d'un etabl VIAL Paul 26/11/1978";
    const words = `<${PATIENT}> "${subject}" ${subject} ${PATIENT} secret-dpi-0123456789abcdefghij`;
    const action = { kind: "reply", reply: { code: 554, status: "5.7.1", text: `Refuse ${words}` } } as const;
    withPatient.inject({ at: "message", action });
    await failureOf(transport.send(message));
    const sent = events.find(({ action: done }) => done === "send");
    expect(sent).toMatchObject({
      outcome: "failure",
      response: { code: "554", enhancedCode: "5.7.1" },
      recipients: { count: 1, domains: ["patient.mssante.fr"] },
    });
    expect(sent?.response?.text).toMatch(/Refuse .*\*\*\*@patient\.mssante\.fr/);
    expectAbsent(events, [...SECRETS, "279035121518989"]);
  });

  it.each([
    [
      "a server of another authority",
      async () => {
        const pki = await testPki();
        return { tls: { ...(await senderProfile(operator)).tls, ca: pki.wrongCa } };
      },
      ["connect failure", "certCheck failure", "send failure"],
      /^LDL_MSS_TLS_FAILED server-/,
    ],
    [
      "a wrong password",
      () => Promise.resolve({ auth: { kind: "password", user: DPI, password: "faux-mot-de-passe" } as const }),
      ["connect", "certCheck", "authenticate failure", "send failure"],
      /^LDL_MSS_AUTHENTICATION_FAILED$/,
    ],
  ])("tells why nothing was sent: %s", async (_name, changes, expected, code) => {
    const { audit, events, actions } = testTrail();
    await using transport = createSmtpTransport(
      { ...(await senderProfile(operator)), ...(await changes()) },
      { audit },
    );
    await failureOf(transport.send(composeMessage(messageInput())));
    expect(actions().filter((action) => action !== "disconnect")).toEqual(expected);
    expect(events.find(({ action }) => action === "send")?.errorCode).toMatch(code);
    expectAbsent(events, [...SECRETS, "faux-mot-de-passe"]);
  });

  it("tells of a login to the mailbox that is refused", async () => {
    const { audit, actions } = testTrail();
    const auth = { kind: "password", user: LGC, password: "faux" } as const;
    await using mailbox = createImapMailbox(await receiverProfile(operator, { auth }), { audit });
    await failureOf(mailbox.folders());
    expect(actions()).toEqual(["connect", "certCheck", "authenticate failure", "list failure"]);
  });

  it("tells which recipients were not taken by their number alone", async () => {
    const { audit, events } = testTrail();
    await using transport = createSmtpTransport(await senderProfile(operator), { audit });
    const absent = MssanteAddress.parse("absent@cabinet-test.mssante.fr");
    await transport.send(composeMessage(messageInput({ to: [LGC, absent] })));
    expect(events.find(({ action }) => action === "send")).toMatchObject({
      outcome: "partial",
      recipients: { count: 2, domains: ["cabinet-test.mssante.fr"] },
    });
    expectAbsent(events, ["absent@", "medecin@"]);
  });
});

describe("a trail that cannot be kept", () => {
  const broken = () => {
    throw new Error("disk full");
  };

  it("loses no message and sends none twice, and the host is told", async () => {
    const failures: unknown[] = [];
    const { audit } = testTrail({ sink: broken, onFailure: (error) => void failures.push(error) });
    const sending = await testSending(database, await senderProfile(operator), { audit });
    await sending.outbox.enqueue(composeMessage(messageInput()), { key: "k2", documentIds: ["d"] });
    await sending.sendAll();
    expect(await sending.outbox.get("k2")).toMatchObject({ state: "delivered", attempts: 1 });
    expect(operator.mailbox(LGC).messages()).toHaveLength(1);
    expect(failures).toHaveLength(5);
    await sending.outbox.close();
  });

  it("stops what comes next when the host wants it, and nothing is missing once it can be kept again", async () => {
    let full = true;
    const kept: string[] = [];
    const sink = ({ action }: { readonly action: string }) => {
      if (full) broken();
      kept.push(action);
    };
    const { audit } = testTrail({ sink, failure: "stop" });
    const sending = await testSending(database, await senderProfile(operator), { audit, delays: { pauseMs: 1_000 } });
    for (const key of ["k3", "k4"]) {
      await sending.outbox.enqueue(composeMessage(messageInput()), { key, documentIds: [key] });
    }
    await sending.sendAll();
    expect(operator.mailbox(LGC).messages()).toHaveLength(0);
    expect(sending.alerts[0]?.error.code).toBe("LDL_MSS_AUDIT_FAILED");
    full = false;
    sending.advance(2_000);
    await sending.sendAll();
    expect(operator.mailbox(LGC).messages()).toHaveLength(2);
    expect(kept.filter((action) => action === "export")).toHaveLength(2);
    expect(kept.filter((action) => action === "send")).toHaveLength(2);
    await sending.outbox.close();
  });
});
