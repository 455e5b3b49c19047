import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperatorAuth } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { failureOf } from "../support/failure-of.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { receiverProfile, senderProfile, startOperator, testPki } from "../support/operator.ts";
import { messageTo } from "../support/test-sending.ts";

/** Mechanisms that Postfix cannot offer (EXTERNAL) or that need an issuer, over SMTP and IMAP of the test bench. */

let operator: MssanteOperator;
beforeAll(async () => {
  const { sender, receiver } = await testPki();
  operator = await startOperator({
    authMechanisms: ["XOAUTH2", "OAUTHBEARER", "EXTERNAL"],
    mailboxes: [
      { address: DPI, certificate: sender.authentication },
      { address: LGC, certificate: receiver.authentication },
    ],
    introspectToken: (token) => ({ active: token === "bon", mailboxes: [DPI] }),
  });
});
afterAll(() => operator.close());

const tokenAuth = (mechanism: "XOAUTH2" | "OAUTHBEARER", ...tokens: readonly string[]) => {
  let asked = 0;
  const getToken = () => {
    asked += 1;
    return Promise.resolve(tokens[Math.min(asked, tokens.length) - 1] ?? "");
  };
  return { kind: "token", user: DPI, mechanism, tokens: { getToken } } satisfies OperatorAuth;
};

/** Mechanisms by which somebody got in, since some entry of the log. */
const loginsSince = (start: number) =>
  operator.log
    .slice(start)
    .flatMap((entry) => (entry.kind === "authentication" && entry.accepted ? [[entry.protocol, entry.mechanism]] : []));

describe.each<[string, OperatorAuth, string]>([
  ["EXTERNAL, the mailbox named by the certificate alone", { kind: "external" }, "EXTERNAL"],
  ["EXTERNAL, for a named mailbox", { kind: "external", user: DPI }, "EXTERNAL"],
  ["XOAUTH2", tokenAuth("XOAUTH2", "bon"), "XOAUTH2"],
  ["OAUTHBEARER", tokenAuth("OAUTHBEARER", "bon"), "OAUTHBEARER"],
])("%s", (_name, auth, mechanism) => {
  it("sends and reads", async () => {
    const start = operator.log.length;
    const profile = await senderProfile(operator, { auth });
    await using transport = createSmtpTransport(profile);
    expect((await transport.send(messageTo([LGC]))).recipients).toMatchObject([{ accepted: true }]);
    await using mailbox = createImapMailbox(profile);
    expect((await mailbox.folders()).map(({ path }) => path)).toContain("INBOX");
    expect(loginsSince(start)).toEqual([
      ["smtp", mechanism],
      ["imap", mechanism],
    ]);
    expect(operator.received.at(-1)?.user).toBe(DPI);
  });
});

describe("a login that is refused", () => {
  it.each<[string, OperatorAuth]>([
    ["EXTERNAL for the mailbox of somebody else", { kind: "external", user: LGC }],
    ["XOAUTH2 with a token that is worth nothing", tokenAuth("XOAUTH2", "faux")],
    ["OAUTHBEARER with a token that is worth nothing", tokenAuth("OAUTHBEARER", "faux")],
  ])("%s", async (_name, auth) => {
    const profile = await senderProfile(operator, { auth });
    const refusal = { code: "LDL_MSS_AUTHENTICATION_FAILED", retryable: false };
    await using transport = createSmtpTransport(profile);
    expect(await failureOf(transport.send(messageTo([LGC])))).toMatchObject(refusal);
    await using mailbox = createImapMailbox(profile);
    expect(await failureOf(mailbox.folders())).toMatchObject(refusal);
  });

  it("EXTERNAL with a certificate that no mailbox is tied to", async () => {
    const { sender } = await testPki();
    await using other = await startOperator({
      authMechanisms: ["EXTERNAL"],
      mailboxes: [{ address: LGC, certificate: sender.authentication }],
    });
    const profile = await receiverProfile(other, { auth: { kind: "external" } });
    await using transport = createSmtpTransport(profile);
    expect(await failureOf(transport.verify())).toMatchObject({ code: "LDL_MSS_AUTHENTICATION_FAILED" });
  });

  it.each(["XOAUTH2", "OAUTHBEARER"] as const)("%s is shown a new token once, on the same connection", async (name) => {
    const start = operator.log.length;
    const profile = await senderProfile(operator, { auth: tokenAuth(name, "faux", "bon") });
    await using transport = createSmtpTransport(profile);
    await transport.verify();
    expect(operator.log.slice(start).filter(({ kind }) => kind === "tls")).toHaveLength(1);
    expect(loginsSince(start)).toEqual([["smtp", name]]);
  });
});
