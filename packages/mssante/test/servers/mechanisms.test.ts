import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import type { OperatorAuth } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { DPI, messageInput } from "../support/message-input.ts";
import { testPki } from "../support/operator.ts";
import { type RealOperator, startRealOperator } from "../support/real-operator.ts";
import { profileAt, REAL } from "./operators.ts";

/** Mechanisms that only the servers of Debian have. */

describe.skipIf(!REAL)("OAUTHBEARER, with Postfix and Dovecot", () => {
  let operator: RealOperator;
  beforeAll(async () => {
    const mailboxes = [{ address: DPI, password: "x" }];
    operator = await startRealOperator({ pki: await testPki(), mailboxes, tokens: { jeton: DPI } });
  });
  afterAll(() => operator[Symbol.asyncDispose]());

  const auth = (token: string): OperatorAuth => ({
    kind: "token",
    user: DPI,
    mechanism: "OAUTHBEARER",
    tokens: { getToken: () => Promise.resolve(token) },
  });

  it("logs in to both, and is refused with a token that is worth nothing", async () => {
    const profile = await profileAt(operator, DPI, { auth: auth("jeton") });
    await using transport = createSmtpTransport(profile);
    const { recipients } = await transport.send(composeMessage(messageInput({ to: [DPI] })));
    expect(recipients).toMatchObject([{ accepted: true }]);
    await using mailbox = createImapMailbox(profile);
    expect((await mailbox.folders()).map(({ path }) => path)).toContain("INBOX");
    expect(await operator.logs()).toMatch(/sasl_method=OAUTHBEARER[\s\S]*method=OAUTHBEARER/);
    const wrong = await profileAt(operator, DPI, { auth: auth("faux") });
    await using refused = createSmtpTransport(wrong);
    await expect(refused.verify()).rejects.toMatchObject({ code: "LDL_MSS_AUTHENTICATION_FAILED" });
    await expect(createImapMailbox(wrong).folders()).rejects.toMatchObject({ code: "LDL_MSS_AUTHENTICATION_FAILED" });
  });
});

describe.skipIf(!REAL)("EXTERNAL, with Dovecot", () => {
  let operator: RealOperator;
  beforeAll(async () => {
    operator = await startRealOperator({
      pki: await testPki(),
      mailboxes: [{ address: DPI, password: "x" }],
      external: true,
    });
  });
  afterAll(() => operator[Symbol.asyncDispose]());

  it("names the mailbox by the certificate alone", async () => {
    await using mailbox = createImapMailbox(await profileAt(operator, DPI, { auth: { kind: "external" } }));
    expect((await mailbox.folders()).map(({ path }) => path)).toContain("INBOX");
    expect(await operator.logs()).toContain("method=EXTERNAL");
  });
});
