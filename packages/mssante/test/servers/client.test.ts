import { isLdlError, MssanteAddress, type SqlDatabase } from "@ldl/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import type { OperatorAuth, OperatorProfile } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import type { FetchedMail, ImapMailbox } from "../../src/imap/imap-mailbox.ts";
import { createMssanteInbox } from "../../src/inbox/create-mssante-inbox.ts";
import type { IncomingMessage } from "../../src/incoming/incoming-message.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import { createMssanteOutbox } from "../../src/outbox/create-mssante-outbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { archiveOf, RECORD } from "../support/letter.ts";
import { DPI, LGC, messageInput } from "../support/message-input.ts";
import { openPglite } from "../support/test-sending.ts";
import { type AnyOperator, OPERATORS, profileAt } from "./operators.ts";

/** What needs both ends, or tokens, against the test bench and against the servers of Debian; each client has its own file. */

const TOKENS = { "jeton-dpi": DPI, "jeton-lgc": LGC };

async function failure(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (isLdlError(error)) return error;
    throw error;
  }
  throw new Error("a failure was expected");
}

/** Waits for the first message that fits: the servers deliver when they can. */
async function waitFor(
  mailbox: ImapMailbox,
  fits: (message: IncomingMessage) => boolean,
): Promise<{ readonly message: IncomingMessage; readonly mail: FetchedMail }> {
  for (let tries = 0; tries < 20; tries += 1) {
    for await (const mail of mailbox.fetchNew()) {
      if (mail.kind !== "message") continue;
      const message = parseIncoming(mail.raw);
      if (fits(message)) return { message, mail };
    }
    await mailbox.waitForNew({ timeoutMs: 2_000 });
  }
  throw new Error("the message did not arrive");
}

const sendOver = async (profile: OperatorProfile, message = composeMessage(messageInput()), envelopeId?: string) => {
  await using transport = createSmtpTransport(profile);
  return await transport.send(message, envelopeId === undefined ? {} : { dsn: { envelopeId } });
};

describe.each(OPERATORS)("the client, with $name", ({ start }) => {
  let operator: AnyOperator;
  beforeAll(async () => {
    operator = await start({ tokens: TOKENS });
  });
  afterAll(() => operator[Symbol.asyncDispose]());

  it.each(["starttls", "implicit"] as const)("sends and reads a letter with its copy, over %s", async (mode) => {
    const input = messageInput({ xdm: archiveOf({}) });
    const message = composeMessage(input);
    const sent = await sendOver(await profileAt(operator, DPI, { mode }), message);
    expect(sent.recipients).toEqual([{ address: LGC, accepted: true }]);
    await using mailbox = createImapMailbox(await profileAt(operator, LGC, { mode }));
    const { message: received, mail } = await waitFor(mailbox, ({ messageId }) => messageId === message.messageId);
    if (received.kind !== "xdm") throw new Error(received.kind);
    expect(Buffer.from(received.xdm.bytes).equals(Buffer.from(input.xdm))).toBe(true);
    expect(received.pdfs.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ["20240219_Lettre de liaison à la sortie d'un établ_VIAL_Paul.pdf", "%PDF-1.4\nessai\n"],
    ]);
    expect(received.returnPath).toBe(DPI);
    expect(received.mss).toMatchObject({ insQualifiee: true, typeCodes: ["11490-0"] });
    await mailbox.addFlags(mail, ["\\Seen"]);
  });

  it("logs in with a token, and with a new one when the first is refused", async () => {
    const asked: boolean[] = [];
    const auth: OperatorAuth = {
      kind: "token",
      user: DPI,
      mechanism: "XOAUTH2",
      tokens: {
        getToken: ({ force = false } = {}) => {
          asked.push(force);
          return Promise.resolve(force ? "jeton-dpi" : "jeton-perime");
        },
      },
    };
    expect((await sendOver(await profileAt(operator, DPI, { auth }))).recipients[0]?.accepted).toBe(true);
    expect(asked).toEqual([false, true]);
    await using mailbox = createImapMailbox(await profileAt(operator, DPI, { auth }));
    expect((await mailbox.folders()).map(({ path }) => path)).toContain("INBOX");
    expect(asked).toEqual([false, true, false, true]);
  });

  it.each<[string, OperatorAuth]>([
    ["a wrong password", { kind: "password", user: DPI, password: "faux" }],
    [
      "a token that is worth nothing",
      { kind: "token", user: DPI, tokens: { getToken: () => Promise.resolve("faux") } },
    ],
    [
      "a token of somebody else",
      { kind: "token", user: DPI, tokens: { getToken: () => Promise.resolve("jeton-lgc") } },
    ],
  ])("is refused with %s", async (_name, auth) => {
    const profile = await profileAt(operator, DPI, { auth });
    expect(await failure(sendOver(profile))).toMatchObject({ code: "LDL_MSS_AUTHENTICATION_FAILED", retryable: false });
    await using mailbox = createImapMailbox(profile);
    expect(await failure(mailbox.folders())).toMatchObject({ code: "LDL_MSS_AUTHENTICATION_FAILED" });
  });

  it("is told which recipient is refused: unknown mailbox, domain outside the trusted space", async () => {
    const unknown = MssanteAddress.parse("absent@cabinet-test.mssante.fr");
    const outside = MssanteAddress.parse("x@ailleurs.example");
    const { recipients } = await sendOver(
      await profileAt(operator, DPI),
      composeMessage(messageInput({ to: [LGC, unknown, outside] })),
    );
    expect(recipients).toMatchObject([
      { accepted: true },
      { accepted: false, smtpCode: 550, enhancedCode: "5.1.1", retryClass: "permanentAddress" },
      { accepted: false, retryClass: "permanentAddress" },
    ]);
  });

  it("sees before sending that a message is too large", async () => {
    const xdm = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(22_000_000)]);
    const large = composeMessage(messageInput({ xdm }), { maxAttachmentsBytes: 30_000_000 });
    expect(await failure(sendOver(await profileAt(operator, DPI), large))).toMatchObject({
      code: "LDL_MSS_MESSAGE_TOO_LARGE",
    });
  });

  it("asks for delivery notifications, and recognises them by the envelope", async () => {
    const envelopeId = "envoi+1=a";
    expect(await sendOver(await profileAt(operator, DPI), undefined, envelopeId)).toMatchObject({ dsn: "requested" });
    await using mailbox = createImapMailbox(await profileAt(operator, DPI));
    const { message } = await waitFor(
      mailbox,
      (report) => report.kind === "dsn" && report.dsn.envelopeId === envelopeId,
    );
    if (message.kind !== "dsn") throw new Error(message.kind);
    // Dovecot's LMTP does not report: then the notification says that nothing more will come.
    expect(["delivered", "relayed"]).toContain(message.dsn.recipients[0]?.action);
    expect(message.dsn.recipients[0]?.finalRecipient).toBe(LGC);
  });

  it("is woken by IDLE when a message arrives", async () => {
    await using mailbox = createImapMailbox(await profileAt(operator, LGC));
    await mailbox.folders();
    const waiting = mailbox.waitForNew({ timeoutMs: 100_000 });
    const { messageId } = await sendOver(await profileAt(operator, DPI));
    expect(await waiting).toBe(true);
    expect((await waitFor(mailbox, (message) => message.messageId === messageId)).message.kind).toBeDefined();
  });
});

describe.each(OPERATORS)("a letter from outbox to inbox and back, with $name", ({ start }) => {
  let operator: AnyOperator;
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await openPglite();
    operator = await start();
  });
  afterAll(async () => {
    await operator[Symbol.asyncDispose]();
    await database.close();
  });

  it("is sent, integrated, acknowledged, and its sender knows", async () => {
    const hospitalProfile = await profileAt(operator, DPI);
    const practiceProfile = await profileAt(operator, LGC);
    await using hospital = createMssanteOutbox({ database, profile: hospitalProfile, channel: "hospital" });
    await using practiceOut = createMssanteOutbox({
      database,
      profile: practiceProfile,
      channel: "practice",
      dsn: false,
    });
    const handed: string[] = [];
    const nil = "REF-NIL";
    await using practice = createMssanteInbox({
      database,
      profile: practiceProfile,
      outbox: practiceOut,
      mailbox: LGC,
      nil,
      channel: "practice",
      folders: { settled: "Traites" },
      findPatient: () => Promise.resolve(RECORD),
      onDocument: ({ uniqueId, identity }) => {
        handed.push(`${uniqueId} ${identity.kind}`);
        return Promise.resolve({ kind: "integrated" });
      },
    });
    await using hospitalIn = createMssanteInbox({
      database,
      profile: hospitalProfile,
      outbox: hospital,
      mailbox: DPI,
      nil,
      channel: "hospital",
      onDocument: () => Promise.resolve({ kind: "deferred" }),
    });
    for (const part of [hospital, practiceOut, practice, hospitalIn]) await part.install();
    const message = composeMessage(messageInput({ xdm: archiveOf({ id: "77" }) }));
    await hospital.enqueue(message, { key: "k", documentIds: ["d"] });
    await hospital.run({ stopWhenIdle: true });
    for (let tries = 0; tries < 200 && handed.length === 0; tries += 1) await practice.receive();
    await practiceOut.run({ stopWhenIdle: true });
    const stateOf = async () => (await hospital.get("k"))?.recipients[0]?.state;
    for (let tries = 0; tries < 200 && (await stateOf()) !== "integrated"; tries += 1) await hospitalIn.receive();
    expect(handed).toEqual(["1.2.250.1.999.1.1.7898.4.77 matched"]);
    expect(await hospital.get("k")).toMatchObject({
      state: "delivered",
      recipients: [{ address: LGC, state: "integrated" }],
    });
    await using mailbox = createImapMailbox(practiceProfile);
    const left: FetchedMail[] = [];
    for await (const mail of mailbox.fetchNew()) left.push(mail);
    expect(left).toEqual([]);
  });
});
