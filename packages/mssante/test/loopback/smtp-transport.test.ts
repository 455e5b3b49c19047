import { MssanteAddress } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import type { SendOptions } from "../../src/smtp/smtp-transport.ts";
import { failureOf } from "../support/failure-of.ts";
import { DPI, FIXED, LGC, messageInput } from "../support/message-input.ts";
import { senderProfile, startOperator, testPki } from "../support/operator.ts";

const UNKNOWN = MssanteAddress.parse("inconnu@cabinet-test.mssante.fr");

/** What only the test bench can do to the SMTP client; the rest is shown with every operator, in `test/servers`. */

let operator: MssanteOperator;

beforeEach(async () => {
  operator = await startOperator();
});
afterEach(() => operator.close());

const message = (to: MssanteAddress[] = [LGC]) => composeMessage(messageInput({ to }), FIXED);

async function send(profile: OperatorProfile, options: SendOptions = {}, to?: MssanteAddress[]) {
  await using transport = createSmtpTransport(profile);
  return transport.send(message(to), options);
}

describe("sending", () => {
  it.each([
    ["STARTTLS", false],
    ["implicit TLS", true],
  ])("uses the client certificate over %s and delivers the same bytes", async (_name, implicit) => {
    const sent = await send(await senderProfile(operator, { implicit }));
    expect(sent).toMatchObject({
      messageId: message().messageId,
      dsn: "notAsked",
      recipients: [{ address: LGC, accepted: true }],
    });
    expect(sent.response).toMatch(/^250 2\.0\.0 Ok: queued as/);
    const [mail] = operator.received;
    const pki = await testPki();
    expect(mail?.clientCertificate).toMatchObject({ accepted: true });
    expect(mail?.clientCertificate.subject).toContain("CN=CH-TEST-DPI");
    expect(mail?.user).toBe(DPI);
    expect(pki.sender.structIdNat).toBe("1990000002");
    expect(Buffer.from(mail?.raw ?? []).equals(Buffer.from(message().raw))).toBe(true);
  });

  it("asks for delivery notifications, or says that the server has none", async () => {
    const dsn = { envelopeId: "envoi+1 é".slice(0, 7) };
    expect((await send(await senderProfile(operator), { dsn })).dsn).toBe("requested");
    expect(operator.received[0]).toMatchObject({
      envelopeId: "envoi+1",
      recipients: [{ notify: ["SUCCESS", "FAILURE", "DELAY"] }],
    });
    await operator.close();
    operator = await startOperator({ dsn: false });
    expect((await send(await senderProfile(operator), { dsn })).dsn).toBe("notOffered");
    expect(operator.received[0]?.envelopeId).toBeUndefined();
  });

  it("throws when every recipient is refused, and says which and why", async () => {
    operator.inject({
      at: "rcpt",
      recipient: LGC,
      action: { kind: "reply", reply: { code: 452, status: "4.2.2", text: "Mailbox full" } },
    });
    const error = await failureOf(send(await senderProfile(operator), {}, [UNKNOWN, LGC]));
    expect(error.code).toBe("LDL_MSS_RECIPIENTS_REFUSED");
    expect(error.retryable).toBe(true);
    expect(error.details).toMatchObject({
      recipients: [
        { index: 0, smtpCode: 550, enhancedCode: "5.1.1", retryClass: "permanentAddress" },
        { index: 1, smtpCode: 452, enhancedCode: "4.2.2", retryClass: "transientLong" },
      ],
    });
    expect(error.message).not.toContain("@");
  });
});

describe("client certificate refused", () => {
  it.each([
    ["STARTTLS", false],
    ["implicit TLS", true],
  ])("when it is revoked, over %s: Postfix looks at no list", async (_mode, implicit) => {
    const { ca, refusedClients } = await testPki();
    const { chain: certificate, key } = refusedClients.revoked;
    const error = await failureOf(send(await senderProfile(operator, { tls: { ca, certificate, key }, implicit })));
    expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason: "client-certificate-revoked" } });
    expect(operator.received).toEqual([]);
  });

  it("says so by a TLS alert when the server refuses in the handshake", async () => {
    await operator.close();
    operator = await startOperator({ clientCertificates: { refusal: "tls" } });
    const { ca } = await testPki();
    for (const implicit of [true, false]) {
      const error = await failureOf(send(await senderProfile(operator, { tls: { ca }, implicit })));
      expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason: "client-certificate-missing" } });
    }
  });

  it("gives the validity of our certificate when it is the cause", async () => {
    const { ca, refusedClients } = await testPki();
    const { chain, key, notAfter } = refusedClients.expired;
    const error = await failureOf(send(await senderProfile(operator, { tls: { ca, certificate: chain, key } })));
    expect(error.details).toMatchObject({
      clientCertificate: { notAfter: new Date(Math.floor(notAfter.getTime() / 1000) * 1000).toISOString() },
    });
  });
});

describe("TLS that is not as it must be", () => {
  it("wants trust anchors of its own", async () => {
    const profile = await senderProfile(operator);
    expect(() => createSmtpTransport({ ...profile, tls: { ...profile.tls, ca: [""] } })).toThrow(TypeError);
  });

  it("refuses to go on without STARTTLS", async () => {
    operator.inject({
      at: "starttls",
      action: { kind: "reply", reply: { code: 502, status: "5.5.1", text: "Not implemented" } },
    });
    const error = await failureOf(send(await senderProfile(operator)));
    expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason: "starttls-not-offered" } });
  });
});

describe("authentication", () => {
  it("fails on a wrong password, without it in the error", async () => {
    const auth = { kind: "password", user: DPI, password: "faux-secret" } as const;
    const error = await failureOf(send(await senderProfile(operator, { auth })));
    expect(error).toMatchObject({
      code: "LDL_MSS_AUTHENTICATION_FAILED",
      retryable: false,
      details: { smtpCode: 535, enhancedCode: "5.7.8" },
    });
    expect(`${error.message}${JSON.stringify(error.details)}`).not.toContain("faux-secret");
  });

  it("gives up when the new token is refused too, or when there is none", async () => {
    await operator.close();
    operator = await startOperator({ introspectToken: () => ({ active: false, mailboxes: [] }) });
    const refused = { kind: "token", user: DPI, tokens: { getToken: () => Promise.resolve("x") } } as const;
    expect((await failureOf(send(await senderProfile(operator, { auth: refused })))).code).toBe(
      "LDL_MSS_AUTHENTICATION_FAILED",
    );
    const ended = { ...refused, tokens: { getToken: () => Promise.reject(new Error("invalid_grant")) } };
    expect((await failureOf(send(await senderProfile(operator, { auth: ended })))).code).toBe(
      "LDL_MSS_AUTHENTICATION_FAILED",
    );
  });
});

describe("refusals and failures", () => {
  const reply = (code: number, status: string) => ({ kind: "reply" as const, reply: { code, status, text: "essai" } });

  it.each([
    ["connect", 421, "4.3.2", "CONNECT", "transient", true],
    ["ehlo", 421, "4.3.2", "EHLO", "transient", true],
    ["mail", 421, "4.3.2", "MAIL FROM", "transient", true],
    ["mail", 451, "4.3.0", "MAIL FROM", "transient", true],
    ["mail", 550, "5.7.1", "MAIL FROM", "configuration", false],
    ["mail", 452, "4.3.1", "MAIL FROM", "transientLong", true],
    ["data", 421, "4.3.2", "DATA", "transient", true],
    ["data", 554, "5.5.1", "DATA", "permanentContent", false],
    ["message", 421, "4.3.2", "MESSAGE", "transient", true],
    ["message", 451, "4.3.0", "MESSAGE", "transient", true],
    ["message", 452, "4.3.1", "MESSAGE", "transientLong", true],
    ["message", 554, "5.7.1", "MESSAGE", "permanentContent", false],
    ["message", 550, "5.6.0", "MESSAGE", "permanentContent", false],
  ] as const)("at %s: %i %s", async (at, code, status, command, retryClass, retryable) => {
    operator.inject({ at, action: reply(code, status) });
    const error = await failureOf(send(await senderProfile(operator)));
    expect(error).toMatchObject({
      code: "LDL_MSS_COMMAND_REFUSED",
      retryable,
      details: { command, smtpCode: code, retryClass },
    });
    expect(operator.received).toEqual([]);
  });

  it("does not take a temporary TLS refusal for a missing STARTTLS", async () => {
    operator.inject({ at: "starttls", action: reply(454, "4.7.0") });
    const error = await failureOf(send(await senderProfile(operator)));
    expect(error).toMatchObject({ code: "LDL_MSS_COMMAND_REFUSED", retryable: true, details: { command: "STARTTLS" } });
  });

  it.each([
    ["the announced limit", undefined, 500],
    ["the profile's limit", 500, undefined],
  ])("refuses a message over %s before sending it", async (_name, own, announced) => {
    await operator.close();
    operator = await startOperator(announced === undefined ? {} : { maxMessageBytes: announced });
    const limit = own === undefined ? {} : { maxMessageBytes: own };
    const error = await failureOf(send(await senderProfile(operator, limit)));
    expect(error).toMatchObject({
      code: "LDL_MSS_MESSAGE_TOO_LARGE",
      retryable: false,
      details: { size: message().raw.length },
    });
    expect(operator.received).toEqual([]);
  });

  it.each([true, false])(
    "leaves the outcome open when the connection is lost after the dot (delivered: %s)",
    async (deliver) => {
      operator.inject({ at: "message", action: { kind: "drop", deliver } });
      const error = await failureOf(send(await senderProfile(operator)));
      expect(error).toMatchObject({
        code: "LDL_MSS_OUTCOME_UNKNOWN",
        retryable: true,
        details: { messageId: message().messageId },
      });
      // Not sent a second time behind our back.
      expect(operator.received).toHaveLength(deliver ? 1 : 0);
    },
  );

  it.each(["mail", "rcpt", "data"] as const)(
    "knows that nothing was taken when the connection is lost at %s",
    async (at) => {
      operator.inject({ at, times: 5, action: { kind: "drop" } });
      const error = await failureOf(send(await senderProfile(operator)));
      expect(error).toMatchObject({
        code: "LDL_MSS_CONNECTION_FAILED",
        retryable: true,
        details: { reason: "closed" },
      });
      expect(operator.received).toEqual([]);
    },
  );

  it("tells a refused connection and an unknown host", async () => {
    const profile = await senderProfile(operator);
    await operator.close();
    expect(await failureOf(send(profile))).toMatchObject({
      code: "LDL_MSS_CONNECTION_FAILED",
      retryable: true,
      details: { reason: "refused" },
    });
    const nowhere = { ...profile, smtp: { ...profile.smtp, host: "absent.invalid" } };
    expect(await failureOf(send(nowhere))).toMatchObject({ details: { reason: "dns" } });
  });

  it("gives up on a silent server", async () => {
    operator.inject({ at: "mail", action: { kind: "delay", delayMs: 60_000 } });
    const error = await failureOf(send(await senderProfile(operator, { socketTimeoutMs: 100 })));
    expect(error).toMatchObject({ code: "LDL_MSS_CONNECTION_FAILED", details: { reason: "timeout" } });
  });

  it("works again on a new connection after the server closed the idle one", async () => {
    await using transport = createSmtpTransport(await senderProfile(operator, { maxConnections: 1 }));
    await transport.send(message());
    operator.inject({ at: "mail", action: { kind: "drop" } });
    expect((await transport.send(message())).recipients[0]?.accepted).toBe(true);
    expect(operator.received).toHaveLength(2);
  });

  it("passes an abort on unchanged", async () => {
    operator.inject({ at: "mail", action: { kind: "delay", delayMs: 60_000 } });
    const controller = new AbortController();
    const reason = new Error("arrêt");
    await using transport = createSmtpTransport(await senderProfile(operator));
    const sending = transport.send(message(), { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await expect(sending).rejects.toBe(reason);
    await expect(transport.send(message(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(transport.verify({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
