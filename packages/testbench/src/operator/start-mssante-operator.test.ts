import { once } from "node:events";
import tls from "node:tls";
import { ImapFlow, type ImapFlowOptions } from "imapflow";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { SMTPTransportOptions } from "nodemailer/lib/smtp-transport";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestPki, type TestPki } from "../pki/create-test-pki.ts";
import type { TestCertificate } from "../pki/test-certificate.ts";
import type { StartMssanteOperatorOptions } from "./operator-options.ts";
import { type MssanteOperator, startMssanteOperator } from "./start-mssante-operator.ts";

const DPI = "dpi@ch-test.mssante.fr";
const LGC = "medecin@cabinet-test.mssante.fr";
const MESSAGE = [
  `From: ${DPI}`,
  `To: ${LGC}`,
  "Subject: essai",
  "Message-ID: <essai-1@ch-test.mssante.fr>",
  "",
  ".point en tête de ligne",
  "é brut",
  "",
].join("\r\n");

let pki: TestPki;
let operator: MssanteOperator;

const start = (options: Partial<StartMssanteOperatorOptions> = {}) =>
  startMssanteOperator({
    pki,
    mailboxes: [
      { address: DPI, password: "secret-dpi" },
      { address: LGC, password: "secret-lgc" },
    ],
    introspectToken: (token) => ({ active: token === "bon", mailboxes: [DPI] }),
    ...options,
  });

beforeAll(async () => {
  pki = await createTestPki();
});
beforeEach(async () => {
  operator = await start();
});
afterEach(() => operator.close());

interface Client {
  readonly certificate?: TestCertificate;
  readonly implicit?: boolean;
  readonly auth?: object;
}

function credentials(certificate: TestCertificate | undefined): tls.ConnectionOptions {
  return { ca: pki.ca, ...(certificate === undefined ? {} : { key: certificate.key, cert: certificate.chain }) };
}

/** Sends with nodemailer and gives what it says: the answer, or the error. */
async function send(
  client: Client & { readonly to?: string[]; readonly from?: string; readonly mail?: SendMailOptions } = {},
) {
  const transport = createTransport({
    host: operator.host,
    port: client.implicit === true ? operator.ports.submissions : operator.ports.submission,
    secure: client.implicit === true,
    requireTLS: true,
    auth: client.auth ?? { user: DPI, pass: "secret-dpi" },
    tls: credentials("certificate" in client ? client.certificate : pki.sender.authentication),
  } as SMTPTransportOptions);
  try {
    const envelope = { from: client.from ?? DPI, to: client.to ?? [LGC] };
    const sent = await transport.sendMail({ envelope, raw: MESSAGE, ...client.mail });
    return { response: sent.response, rejected: sent.rejected };
  } catch (error) {
    const { code, responseCode, message } = error as Error & { code?: string; responseCode?: number };
    return { code, responseCode, message };
  } finally {
    transport.close();
  }
}

/** Logs in with imapflow and gives the client, or the error text. */
async function open(client: Client & { readonly user?: string } = {}) {
  const flow = new ImapFlow({
    host: operator.host,
    port: client.implicit === true ? operator.ports.imaps : operator.ports.imap,
    secure: client.implicit === true,
    doSTARTTLS: client.implicit !== true,
    logger: false,
    auth: client.auth ?? { user: LGC, pass: "secret-lgc" },
    tls: credentials("certificate" in client ? client.certificate : pki.receiver.authentication),
  } as ImapFlowOptions);
  flow.on("error", () => undefined);
  await flow.connect();
  return flow;
}

describe("submission", () => {
  it.each([
    ["STARTTLS", false],
    ["implicit TLS", true],
  ])("accepts over %s with a client certificate and delivers the same bytes", async (_name, implicit) => {
    const sent = await send({ implicit });
    expect(sent.response).toMatch(/^250 2\.0\.0 Ok: queued as /);
    const [mail] = operator.received;
    expect(mail).toMatchObject({ from: DPI, user: DPI, recipients: [{ address: LGC }], tlsVersion: "TLSv1.3" });
    expect(mail?.clientCertificate).toMatchObject({ accepted: true });
    expect(mail?.clientCertificate.subject).toContain("OU=1990000002");
    expect(Buffer.from(mail?.raw ?? []).toString()).toBe(MESSAGE);
    const [stored] = operator.mailbox(LGC).messages();
    const text = Buffer.from(stored?.raw ?? []).toString();
    expect(text).toContain(`Return-Path: <${DPI}>\r\n`);
    expect(text.endsWith(MESSAGE)).toBe(true);
  });

  it.each([
    ["no certificate", () => undefined, /No client certificate presented/],
    ["an expired certificate", () => pki.refusedClients.expired, /Client certificate has expired/],
    ["a certificate not yet valid", () => pki.refusedClients.notYetValid, /not yet valid/],
    ["a revoked certificate", () => pki.refusedClients.revoked, /is revoked/],
    ["a certificate of another authority", () => pki.refusedClients.wrongAuthority, /not trusted: unknown authority/],
  ])("refuses %s and says so, over STARTTLS and implicit TLS", async (_name, certificate, reason) => {
    for (const implicit of [false, true]) {
      const refused = await send({ certificate: certificate() as TestCertificate, implicit });
      expect(refused.message).toMatch(/421 4\.7\.1/);
      expect(refused.message).toMatch(reason);
    }
    expect(operator.received).toEqual([]);
  });

  it("can refuse in the handshake, where a missing certificate gets a TLS alert", async () => {
    await operator.close();
    operator = await start({ clientCertificates: { refusal: "tls" } });
    const socket = tls.connect({
      port: operator.ports.submissions,
      host: "127.0.0.1",
      servername: "localhost",
      ca: pki.ca,
    });
    const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED");
    const refused = await send({ certificate: pki.refusedClients.expired, implicit: true });
    expect(refused.code).toMatch(/^E(CONNECTION|SOCKET)$/);
    expect(operator.log.some(({ kind }) => kind === "tlsError")).toBe(true);
  });

  it("lets a client without certificate in when none is required", async () => {
    await operator.close();
    operator = await start({ clientCertificates: { required: false } });
    expect((await send({ certificate: undefined as never })).response).toMatch(/^250/);
  });

  it.each([
    ["PLAIN", { user: DPI, pass: "secret-dpi", method: "PLAIN" }, /^250/],
    ["LOGIN", { user: DPI, pass: "secret-dpi", method: "LOGIN" }, /^250/],
    ["XOAUTH2", { type: "OAuth2", user: DPI, accessToken: "bon" }, /^250/],
    ["a wrong password", { user: DPI, pass: "autre" }, /535 5\.7\.8/],
    ["an unknown user", { user: "x@ch-test.mssante.fr", pass: "secret-dpi" }, /535 5\.7\.8/],
    ["a wrong token", { type: "OAuth2", user: DPI, accessToken: "mauvais" }, /535/],
    ["a token for another mailbox", { type: "OAuth2", user: LGC, accessToken: "bon" }, /535/],
  ])("checks %s", async (_name, auth, expected) => {
    const sent = await send({ auth });
    expect(sent.response ?? sent.message).toMatch(expected);
  });

  it("answers for each recipient", async () => {
    const sent = await send({ to: [LGC, "inconnu@cabinet-test.mssante.fr", "x@exemple.fr"] });
    expect(sent.rejected).toEqual(["inconnu@cabinet-test.mssante.fr", "x@exemple.fr"]);
    expect((await send({ to: ["inconnu@cabinet-test.mssante.fr"] })).message).toMatch(/550 5\.1\.1/);
    expect((await send({ to: ["x@exemple.fr"] })).message).toMatch(/550 5\.7\.1/);
  });

  it("refuses a sender that the user does not own, and a null sender if told so", async () => {
    expect((await send({ from: LGC })).message).toMatch(/553 5\.7\.1/);
    expect((await send({ mail: { envelope: { from: false, to: [LGC] } } })).response).toMatch(/^250/);
    await operator.close();
    operator = await start({ acceptNullSender: false });
    expect((await send({ mail: { envelope: { from: false, to: [LGC] } } })).message).toMatch(/550 5\.7\.1/);
  });

  it("refuses what is too large, announced or not", async () => {
    await operator.close();
    operator = await start({ maxMessageBytes: 1000 });
    const raw = `${MESSAGE}${"x".repeat(2000)}`;
    expect((await send({ mail: { raw, envelope: { from: DPI, to: [LGC] } } })).message).toMatch(/552 5\.3\.4/);
    expect(operator.received).toEqual([]);
  });

  it("keeps DSN parameters and notifies success", async () => {
    await send({ mail: { dsn: { return: "headers", id: "lot-7", notify: ["success", "failure"] } } });
    expect(operator.received[0]).toMatchObject({
      envelopeId: "lot-7",
      recipients: [{ address: LGC, notify: ["SUCCESS", "FAILURE"] }],
    });
    const [report] = operator.mailbox(DPI).messages();
    const text = Buffer.from(report?.raw ?? []).toString();
    expect(text).toContain("Original-Envelope-Id: lot-7");
    expect(text).toContain(`Final-Recipient: rfc822;${LGC}\r\nAction: delivered`);
    expect(text).not.toContain("é brut");
  });

  it("keeps the bytes of the last messages only, if told so", async () => {
    await operator.close();
    operator = await start({ retainMessages: 2 });
    for (const _ of [1, 2, 3]) await send();
    expect(operator.received.map(({ raw }) => raw !== undefined)).toEqual([false, true, true]);
    expect(
      operator
        .mailbox(LGC)
        .messages()
        .map(({ uid }) => uid),
    ).toEqual([2, 3]);
  });
});

describe("faults", () => {
  const reply = { code: 421, status: "4.3.2", text: "Service shutting down" };

  it.each(["connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "message"] as const)(
    "answers 421 at %s once, then works again",
    async (at) => {
      operator.inject({ at, action: { kind: "reply", reply } });
      expect((await send()).message).toMatch(/421 4\.3\.2 Service shutting down/);
      expect((await send()).response).toMatch(/^250/);
      expect(operator.received).toHaveLength(1);
    },
  );

  it("refuses one recipient as long as the fault stands", async () => {
    const full = { code: 452, status: "4.2.2", text: "Mailbox full" };
    const fault = operator.inject({
      at: "rcpt",
      recipient: LGC,
      times: Number.POSITIVE_INFINITY,
      action: { kind: "reply", reply: full },
    });
    expect((await send({ to: [LGC, DPI] })).rejected).toEqual([LGC]);
    expect((await send({ to: [LGC, DPI] })).rejected).toEqual([LGC]);
    fault[Symbol.dispose]();
    expect((await send({ to: [LGC, DPI] })).rejected).toEqual([]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])("drops the connection after the final dot (delivered: %s)", async (deliver, delivered) => {
    operator.inject({ at: "message", action: { kind: "drop", deliver } });
    expect((await send()).code).toMatch(/^E(CONNECTION|SOCKET)$/);
    expect(operator.received).toHaveLength(delivered);
  });

  it("delays a command", async () => {
    operator.inject({ at: "mail", action: { kind: "delay", delayMs: 20 } });
    expect((await send()).response).toMatch(/^250/);
  });
});

describe("IMAP", () => {
  it.each([
    ["STARTTLS", false],
    ["implicit TLS", true],
  ])("gives the messages over %s, keeps flags and moves", async (_name, implicit) => {
    await send();
    await send();
    const client = await open({ implicit });
    const lock = await client.getMailboxLock("INBOX");
    const seen: string[] = [];
    for await (const message of client.fetch("1:*", { uid: true, source: true }, { uid: true })) {
      seen.push(`${message.uid}:${message.source?.toString().endsWith(MESSAGE)}`);
    }
    expect(seen).toEqual(["1:true", "2:true"]);
    await client.messageFlagsAdd("1", ["\\Seen", "$MDNSent"], { uid: true });
    await client.messageMove("2", "Traites", { uid: true });
    lock.release();
    await client.logout();
    expect(operator.mailbox(LGC).messages()).toMatchObject([{ uid: 1, flags: ["\\Seen", "$MDNSent"] }]);
    expect(operator.mailbox(LGC).messages("Traites")).toHaveLength(1);
    expect(operator.mailbox(DPI).messages()).toEqual([]);
  });

  it("tells an idle client about new mail", async () => {
    const client = await open();
    await client.mailboxOpen("INBOX");
    const announced = once(client, "exists");
    const idle = client.idle();
    await send();
    expect((await announced)[0]).toMatchObject({ count: 1 });
    await client.noop();
    await idle;
    await client.logout();
  });

  it.each([
    ["no certificate", () => undefined, /No client certificate presented/],
    ["an expired certificate", () => pki.refusedClients.expired, /has expired/],
    ["a certificate of another authority", () => pki.refusedClients.wrongAuthority, /not trusted/],
  ])("refuses a login with %s and says so", async (_name, certificate, reason) => {
    for (const implicit of [false, true]) {
      const error = (await open({ certificate: certificate() as never, implicit }).catch((e: unknown) => e)) as {
        responseText?: string;
      };
      expect(error.responseText).toMatch(reason);
    }
  });

  it.each([
    ["a wrong password", { user: LGC, pass: "autre" }],
    ["a wrong token", { user: LGC, accessToken: "mauvais" }],
  ])("refuses %s", async (_name, auth) => {
    await expect(open({ auth })).rejects.toMatchObject({ authenticationFailed: true });
  });

  it("accepts a token", async () => {
    const client = await open({ auth: { user: DPI, accessToken: "bon" } });
    expect((await client.mailboxOpen("INBOX")).exists).toBe(0);
    await client.logout();
  });

  it("does not let a client log in before TLS", async () => {
    const flow = new ImapFlow({
      host: operator.host,
      port: operator.ports.imap,
      secure: false,
      doSTARTTLS: false,
      logger: false,
      auth: { user: LGC, pass: "secret-lgc" },
    });
    flow.on("error", () => undefined);
    await expect(flow.connect()).rejects.toThrow();
  });
});
