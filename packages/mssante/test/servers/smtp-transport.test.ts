import { MssanteAddress } from "@ldl/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ComposedMessage, composeMessage } from "../../src/compose/compose-message.ts";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import type { SendOptions } from "../../src/smtp/smtp-transport.ts";
import { failureOf } from "../support/failure-of.ts";
import { DPI, LGC, messageInput } from "../support/message-input.ts";
import { testPki } from "../support/operator.ts";
import { type AnyOperator, MODES, OPERATORS, profileAt } from "./operators.ts";

/** What the SMTP client does, against the test bench and against Postfix. */

const messageTo = (...to: MssanteAddress[]): ComposedMessage => composeMessage(messageInput({ to }));

async function send(profile: OperatorProfile, message: ComposedMessage, options: SendOptions = {}) {
  await using transport = createSmtpTransport(profile);
  return await transport.send(message, options);
}

describe.each(OPERATORS)("the SMTP client, with $name", ({ start }) => {
  let operator: AnyOperator;
  beforeAll(async () => {
    operator = await start();
  }, 60_000);
  afterAll(() => operator[Symbol.asyncDispose]());

  /** Messages of a mailbox, once so many are there: the servers deliver when they can. */
  async function arrived(address: MssanteAddress, count: number): Promise<Buffer[]> {
    await using mailbox = createImapMailbox(await profileAt(operator, address));
    for (let tries = 0; tries < 20; tries += 1) {
      const found: Buffer[] = [];
      for await (const mail of mailbox.fetchNew()) if (mail.kind === "message") found.push(Buffer.from(mail.raw));
      if (found.length >= count) return found;
      await mailbox.waitForNew({ timeoutMs: 2_000 });
    }
    throw new Error("the messages did not arrive");
  }

  it.each(MODES)("delivers the bytes as they are, behind the headers of the servers, over %s", async (mode) => {
    const address = operator.spare();
    // A line that begins with a dot, one that is a dot, and an end without a line break.
    const body = "\r\n\r\n.\r\n..deux\r\n.fin\r\nsans fin";
    const text = `Subject: points\r\nMessage-ID: <points@ch-test.mssante.fr>${body}`;
    const message = { ...messageTo(address), raw: Buffer.from(text) };
    const composed = messageTo(address);
    const profile = await profileAt(operator, DPI, { mode });
    const sent = await send(profile, composed);
    expect(sent).toMatchObject({ messageId: composed.messageId, recipients: [{ address, accepted: true }] });
    expect(sent.response).toMatch(/^250 2\.0\.0 Ok: queued as/);
    await send(profile, message);
    const found = await arrived(address, 2);
    const ending = (bytes: Uint8Array) => found.filter((raw) => raw.subarray(-bytes.length).equals(bytes)).length;
    expect(ending(composed.raw)).toBe(1);
    // Postfix adds the headers that are missing, DATA ends what has no end.
    expect(ending(Buffer.from(`${body}\r\n`)) + ending(Buffer.from(body))).toBe(1);
  });

  it("reads a PKCS#12", async () => {
    const pki = await testPki();
    const pkcs12 = { bytes: pki.sender.authentication.toPkcs12("secret"), password: "secret" };
    const profile = await profileAt(operator, DPI, { tls: { ca: pki.ca, pkcs12 } });
    expect((await send(profile, messageTo(operator.spare()))).recipients[0]?.accepted).toBe(true);
  });

  it("sends several messages over the connection that it keeps", async () => {
    const address = operator.spare();
    const before = await operator.count("smtp connections");
    await using transport = createSmtpTransport(await profileAt(operator, DPI, { maxConnections: 1 }));
    for (const _ of [1, 2, 3]) await transport.send(messageTo(address));
    expect(await arrived(address, 3)).toHaveLength(3);
    expect(await operator.count("smtp connections")).toBe(before + 1);
  });

  it("verifies the settings without sending", async () => {
    const before = await operator.count("smtp connections");
    await using transport = createSmtpTransport(await profileAt(operator, DPI));
    await transport.verify();
    expect(await operator.count("smtp connections")).toBe(before + 1);
  });

  it("sends with the null sender", async () => {
    const address = operator.spare();
    await send(await profileAt(operator, DPI), { ...messageTo(address), envelope: { from: null, to: [address] } });
    expect((await arrived(address, 1))[0]?.toString("latin1")).toMatch(/^Return-Path: <>\r$/m);
  });

  it("throws when every recipient is refused, says which and why, and goes on with the same connection", async () => {
    const address = operator.spare();
    const unknown = MssanteAddress.parse("inconnu@cabinet-test.mssante.fr");
    const absent = MssanteAddress.parse("absent@cabinet-test.mssante.fr");
    const before = await operator.count("smtp connections");
    await using transport = createSmtpTransport(await profileAt(operator, DPI, { maxConnections: 1 }));
    const error = await failureOf(transport.send(messageTo(unknown, absent)));
    expect(error).toMatchObject({
      code: "LDL_MSS_RECIPIENTS_REFUSED",
      retryable: false,
      details: {
        recipients: [0, 1].map((index) => ({
          index,
          smtpCode: 550,
          enhancedCode: "5.1.1",
          retryClass: "permanentAddress",
        })),
      },
    });
    expect(error.message).not.toContain("@");
    expect((await transport.send(messageTo(address))).recipients[0]?.accepted).toBe(true);
    expect(await operator.count("smtp connections")).toBe(before + 1);
  });

  it.each(["inconnu@CABINET-TEST.mssante.fr", "Inconnu@cabinet-test.MSSANTE.fr", "x'y=z@Cabinet-Test.mssante.fr"])(
    "says that %s is refused among others, whatever the case it is written in",
    async (unknown) => {
      const to = [operator.spare(), MssanteAddress.parse(unknown), operator.spare()];
      const sent = await send(await profileAt(operator, DPI), messageTo(...to));
      expect(sent.recipients).toMatchObject([
        { address: to[0], accepted: true },
        { address: to[1], accepted: false, smtpCode: 550, enhancedCode: "5.1.1" },
        { address: to[2], accepted: true },
      ]);
    },
  );

  it("may not send in the name of another mailbox: a matter of settings, whenever the server says so", async () => {
    const address = operator.spare();
    await using transport = createSmtpTransport(await profileAt(operator, DPI));
    const error = await failureOf(transport.send({ ...messageTo(address), envelope: { from: LGC, to: [address] } }));
    expect(error).toMatchObject({
      code: "LDL_MSS_COMMAND_REFUSED",
      retryable: false,
      details: { command: "MAIL FROM", smtpCode: 553, enhancedCode: "5.7.1", retryClass: "configuration" },
    });
  });

  it("passes an abort on unchanged", async () => {
    const reason = new Error("arrêt");
    await using transport = createSmtpTransport(await profileAt(operator, DPI));
    const signal = AbortSignal.abort(reason);
    await expect(transport.send(messageTo(operator.spare()), { signal })).rejects.toBe(reason);
    await expect(transport.verify({ signal })).rejects.toBe(reason);
  });
});

describe.each(OPERATORS)("an operator without DSN, $name", ({ start }) => {
  it("is sent to all the same, and the result says so", async () => {
    await using operator = await start({ dsn: false });
    const sent = await send(await profileAt(operator, DPI), messageTo(operator.spare()), {
      dsn: { envelopeId: "envoi-1" },
    });
    expect(sent).toMatchObject({ dsn: "notOffered", recipients: [{ accepted: true }] });
  }, 60_000);
});
