import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperatorTls } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { failureOf } from "../support/failure-of.ts";
import { DPI } from "../support/message-input.ts";
import { testPki } from "../support/operator.ts";
import { type AnyOperator, MODES, OPERATORS, profileAt } from "./operators.ts";

/** Certificates that one side refuses, with SMTP and IMAP, over both ways to begin TLS, against each operator. */

async function reasonsOf(operator: AnyOperator, tls: Partial<OperatorTls> = {}) {
  const { ca, crl, sender } = await testPki();
  const { chain: certificate, key } = sender.authentication;
  const reasons: Record<string, unknown> = {};
  for (const mode of MODES) {
    const profile = await profileAt(operator, DPI, { mode, tls: { ca, crl, certificate, key, ...tls } });
    await using transport = createSmtpTransport(profile);
    await using mailbox = createImapMailbox(profile);
    for (const [name, work] of [
      ["smtp", () => transport.verify()],
      ["imap", () => mailbox.folders()],
    ] as const) {
      const error = await failureOf(work());
      expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", retryable: false, details: { protocol: name } });
      reasons[`${name} ${mode}`] = error.code === "LDL_MSS_TLS_FAILED" ? error.details.reason : undefined;
    }
  }
  return reasons;
}

/** The same reason everywhere. */
const everywhere = (reason: unknown) =>
  Object.fromEntries(MODES.flatMap((mode) => [`smtp ${mode}`, `imap ${mode}`]).map((name) => [name, reason]));

describe.each(OPERATORS)("our certificate, with $name", ({ start }) => {
  let operator: AnyOperator;
  beforeAll(async () => {
    operator = await start();
  }, 60_000);
  afterAll(() => operator[Symbol.asyncDispose]());

  it.each([
    ["expired", "client-certificate-expired"],
    ["notYetValid", "client-certificate-not-yet-valid"],
    // Dovecot does not say why.
    ["wrongAuthority", expect.stringMatching(/^client-certificate-(?:untrusted|refused)$/)],
  ] as const)("is %s", async (kind, reason) => {
    const { chain: certificate, key } = (await testPki()).refusedClients[kind];
    expect(await reasonsOf(operator, { certificate, key })).toEqual(everywhere(reason));
  });

  it("is missing", async () => {
    const { ca } = await testPki();
    for (const mode of MODES) {
      const profile = await profileAt(operator, DPI, { mode, tls: { ca } });
      await using transport = createSmtpTransport(profile);
      await using mailbox = createImapMailbox(profile);
      for (const work of [() => transport.verify(), () => mailbox.folders()]) {
        expect(await failureOf(work())).toMatchObject({
          code: "LDL_MSS_TLS_FAILED",
          details: { reason: "client-certificate-missing" },
        });
      }
    }
  });

  it("is revoked, where the server looks at lists: Postfix does not", async () => {
    const { ca, refusedClients } = await testPki();
    const { chain: certificate, key } = refusedClients.revoked;
    for (const mode of MODES) {
      const mailbox = createImapMailbox(await profileAt(operator, DPI, { mode, tls: { ca, certificate, key } }));
      expect(await failureOf(mailbox.folders())).toMatchObject({
        code: "LDL_MSS_TLS_FAILED",
        details: { reason: expect.stringMatching(/^client-certificate-(?:revoked|refused)$/) as string },
      });
    }
  });
});

describe.each(OPERATORS)("the server's certificate, with $name", ({ start }) => {
  it.each([
    ["expired", "server-certificate-expired"],
    ["notYetValid", "server-certificate-not-yet-valid"],
    ["revoked", "server-certificate-revoked"],
    ["wrongAuthority", "server-certificate-untrusted"],
    ["wrongName", "server-name-mismatch"],
  ] as const)(
    "is %s",
    async (kind, reason) => {
      await using operator = await start({ serverCertificate: (await testPki()).refusedServers[kind] });
      expect(await reasonsOf(operator)).toEqual(everywhere(reason));
    },
    60_000,
  );

  it("is of an authority that we do not trust", async () => {
    await using operator = await start();
    const { wrongCa } = await testPki();
    const reasons = await reasonsOf(operator, { ca: wrongCa });
    expect(reasons).toEqual(
      everywhere(expect.stringMatching(/^(?:server-certificate-untrusted|revocation-list-unusable)$/)),
    );
  }, 60_000);
});
