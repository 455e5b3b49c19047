import type { MssanteOperator } from "@ldl/testbench";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import type { FetchedMail } from "../../src/imap/imap-mailbox.ts";
import { failureOf } from "../support/failure-of.ts";
import { receiverProfile, startOperator, testPki } from "../support/operator.ts";

/** What only the test bench can do to the IMAP client; the rest is shown with every operator, in `test/servers`. */

let operator: MssanteOperator;

beforeEach(async () => {
  operator = await startOperator();
});
afterEach(() => operator.close());

async function fetchAll(profile: OperatorProfile): Promise<FetchedMail[]> {
  await using mailbox = createImapMailbox(profile);
  const found: FetchedMail[] = [];
  for await (const mail of mailbox.fetchNew()) found.push(mail);
  return found;
}

describe("lost connections", () => {
  it("connects again once the server is back", async () => {
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
  it("names a missing certificate refused in the handshake", async () => {
    await operator.close();
    operator = await startOperator({ clientCertificates: { refusal: "tls" } });
    const { ca } = await testPki();
    const error = await failureOf(fetchAll(await receiverProfile(operator, { tls: { ca }, implicit: true })));
    expect(error).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason: "client-certificate-missing" } });
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
});
