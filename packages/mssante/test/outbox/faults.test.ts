import { MssanteAddress, type SqlDatabase } from "@ldl/domain";
import type { MssanteOperator, SmtpFault, StartMssanteOperatorOptions } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { senderProfile, startOperator, testPki } from "../support/operator.ts";
import { DOCUMENT_IDS, messageTo, openPglite, type TestSending, testSending } from "../support/test-sending.ts";

/** Fault matrix: what goes wrong on the way, and what becomes of the message and of each recipient. */

let database: SqlDatabase;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(async () => {
  await database.close();
});

const ACCUEIL = MssanteAddress.parse("accueil@cabinet-test.mssante.fr");
const reply = (code: number, words: string) => {
  const [status = "", ...text] = words.split(" ");
  return { kind: "reply" as const, reply: { code, status, text: text.join(" ") } };
};

interface Bench {
  readonly operator: MssanteOperator;
  readonly sending: TestSending;
}

async function withBench(
  work: (bench: Bench) => Promise<void>,
  options: {
    readonly operator?: Partial<StartMssanteOperatorOptions>;
    readonly profile?: (profile: OperatorProfile) => OperatorProfile | Promise<OperatorProfile>;
  } = {},
): Promise<void> {
  await using operator = await startOperator(options.operator);
  const profile = await senderProfile(operator);
  const sending = await testSending(database, (await options.profile?.(profile)) ?? profile);
  await using _outbox = sending.outbox;
  await work({ operator, sending });
}

const HOUR = 3_600_000;

describe("a fault that passes", () => {
  it.each<[string, SmtpFault]>([
    ["421 at connect", { at: "connect", action: reply(421, "4.3.2 busy") }],
    ["421 at EHLO", { at: "ehlo", action: reply(421, "4.3.2 busy") }],
    ["421 at STARTTLS", { at: "starttls", action: reply(421, "4.3.2 busy") }],
    ["421 at AUTH", { at: "auth", action: reply(421, "4.3.2 busy") }],
    ["421 at MAIL", { at: "mail", action: reply(421, "4.3.2 busy") }],
    ["421 at RCPT", { at: "rcpt", action: reply(421, "4.3.2 busy") }],
    ["421 at DATA", { at: "data", action: reply(421, "4.3.2 busy") }],
    ["421 after the final dot", { at: "message", action: reply(421, "4.3.2 busy") }],
    ["450 at RCPT", { at: "rcpt", action: reply(450, "4.2.0 greylisted") }],
    ["451 at MAIL", { at: "mail", action: reply(451, "4.3.0 error") }],
    ["452 after the final dot", { at: "message", action: reply(452, "4.3.1 disk full") }],
    ["connection dropped at MAIL", { at: "mail", action: { kind: "drop" } }],
    ["connection dropped at DATA", { at: "data", action: { kind: "drop" } }],
  ])("%s: sent once, with the same Message-ID", async (_name, fault) => {
    await withBench(async ({ operator, sending }) => {
      const message = messageTo();
      operator.inject(fault);
      await sending.outbox.enqueue(message, { key: "k", documentIds: DOCUMENT_IDS });
      await sending.sendAll();
      const [first] = operator.received;
      // nodemailer tries a connection that failed before the message once more by itself.
      if (first === undefined) {
        expect(await sending.outbox.get("k")).toMatchObject({ state: "ready", uncertain: false });
        sending.advance(HOUR);
        await sending.sendAll();
      }
      expect(operator.received).toHaveLength(1);
      expect(Buffer.from(operator.received[0]?.raw ?? []).includes(message.messageId)).toBe(true);
      expect(await sending.outbox.get("k")).toMatchObject({
        state: "delivered",
        messageId: message.messageId,
        recipients: [{ address: LGC, state: "accepted" }],
      });
      expect(sending.events.filter(({ type }) => type === "transmission.accepted")).toHaveLength(1);
    });
  });

  it("connection refused: retried by the schedule", async () => {
    await withBench(async ({ operator, sending }) => {
      await operator.close();
      await sending.outbox.enqueue(messageTo(), { key: "k" });
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({
        state: "ready",
        reason: "LDL_MSS_CONNECTION_FAILED refused",
        attempts: 1,
      });
    });
  });

  it("a server that says nothing: given up in time, and retried", async () => {
    await withBench(
      async ({ operator, sending }) => {
        operator.inject({ at: "mail", action: { kind: "delay", delayMs: 5_000 } });
        await sending.outbox.enqueue(messageTo(), { key: "k" });
        await sending.sendAll();
        expect(await sending.outbox.get("k")).toMatchObject({ state: "ready", uncertain: false });
        sending.advance(HOUR);
        await sending.sendAll();
        expect(operator.received).toHaveLength(1);
      },
      { profile: (profile) => ({ ...profile, socketTimeoutMs: 300 }) },
    );
  });
});

describe("one of three recipients", () => {
  const THIRD = MssanteAddress.parse("absent@cabinet-test.mssante.fr");

  it("refused for good: the others have it once, and only that one failed", async () => {
    await withBench(async ({ operator, sending }) => {
      await sending.outbox.enqueue(messageTo([LGC, ACCUEIL, THIRD]), { key: "k", documentIds: DOCUMENT_IDS });
      await sending.sendAll();
      const transmission = await sending.outbox.get("k");
      expect(transmission).toMatchObject({ state: "failed", reason: "5.1.1" });
      expect(transmission?.recipients.map(({ state }) => state)).toEqual(["accepted", "accepted", "refused"]);
      expect(operator.received.map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([
        [LGC, ACCUEIL],
      ]);
      const failed = sending.events.filter((event) => event.type === "transmission.failed");
      expect(failed).toMatchObject([{ permanent: true, code: "5.1.1" }]);
    });
  });

  it("refused for now: only that one is tried again", async () => {
    await withBench(async ({ operator, sending }) => {
      operator.inject({ at: "rcpt", recipient: ACCUEIL, action: reply(451, "4.3.0 later") });
      await sending.outbox.enqueue(messageTo([LGC, ACCUEIL]), { key: "k", documentIds: DOCUMENT_IDS });
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({
        state: "ready",
        recipients: [{ state: "accepted" }, { state: "pending" }],
      });
      sending.advance(HOUR);
      await sending.sendAll();
      expect(operator.received.map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([
        [LGC],
        [ACCUEIL],
      ]);
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
      // The first recipient is told of once.
      expect(sending.events.filter(({ type }) => type === "transmission.accepted")).toHaveLength(2);
    });
  });
});

describe("a message that is refused for good", () => {
  it.each<[string, SmtpFault, string]>([
    ["550 on RCPT", { at: "rcpt", action: reply(550, "5.1.1 unknown") }, "5.1.1"],
    ["552 after the final dot", { at: "message", action: reply(552, "5.3.4 too big") }, "LDL_MSS_MESSAGE_TOO_LARGE"],
    ["554 after the final dot", { at: "message", action: reply(554, "5.7.1 spam") }, "5.7.1 MESSAGE"],
  ])("%s: failed, and told once", async (_name, fault, reason) => {
    await withBench(async ({ operator, sending }) => {
      operator.inject(fault);
      await sending.outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "failed", reason });
      expect(operator.received).toHaveLength(0);
      expect(sending.events.filter((event) => event.type === "transmission.failed")).toMatchObject([
        { permanent: true },
      ]);
      await sending.outbox.retry("k", { reason: "essai" });
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    });
  });
});

describe("the connection lost after the final dot", () => {
  it.each([true, false])(
    "when the operator has it (%s): sent once more with the same Message-ID, never lost",
    async (deliver) => {
      await withBench(async ({ operator, sending }) => {
        operator.inject({ at: "message", action: { kind: "drop", deliver } });
        const message = messageTo();
        await sending.outbox.enqueue(message, { key: "k", documentIds: DOCUMENT_IDS });
        await sending.sendAll();
        expect(await sending.outbox.get("k")).toMatchObject({ state: "ready", uncertain: true });
        sending.advance(HOUR);
        await sending.sendAll();
        expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
        expect(operator.received).toHaveLength(deliver ? 2 : 1);
        for (const { raw } of operator.received) expect(Buffer.from(raw ?? []).includes(message.messageId)).toBe(true);
      });
    },
  );

  it("again and again: parked for a person after the second time", async () => {
    await withBench(async ({ operator, sending }) => {
      operator.inject({ at: "message", action: { kind: "drop" }, times: Number.POSITIVE_INFINITY });
      await sending.outbox.enqueue(messageTo(), { key: "k" });
      await sending.sendAll();
      sending.advance(HOUR);
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({
        state: "parked",
        reason: "unknown-outcome",
        recipients: [{ state: "unknown" }],
      });
    });
  });
});

describe("what only a person can correct", () => {
  const expectPaused = async ({ sending }: Bench, reason: string) => {
    await sending.outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await sending.sendAll();
    expect(await sending.outbox.get("k")).toMatchObject({ state: "ready", reason });
    expect(sending.alerts).toMatchObject([{ mailbox: DPI }]);
    // Nothing was lost, nobody was told that it failed.
    expect(sending.events.map(({ type }) => type)).toEqual(["transmission.submitted"]);
  };

  it.each(["expired", "revoked", "wrongAuthority", "wrongName"] as const)(
    "a server certificate that is %s",
    async (kind) => {
      const { refusedServers } = await testPki();
      const reasons = {
        expired: "server-certificate-expired",
        revoked: "server-certificate-revoked",
        wrongAuthority: "server-certificate-untrusted",
        wrongName: "server-name-mismatch",
      };
      await withBench((bench) => expectPaused(bench, `LDL_MSS_TLS_FAILED ${reasons[kind]}`), {
        operator: { serverCertificate: refusedServers[kind] },
        profile: async (profile) => ({ ...profile, tls: { ...profile.tls, crl: (await testPki()).crl } }),
      });
    },
  );

  it.each(["expired", "revoked", "notYetValid", "wrongAuthority"] as const)(
    "our certificate that is %s",
    async (kind) => {
      const certificate = (await testPki()).refusedClients[kind];
      await withBench(
        async (bench) => {
          await bench.sending.outbox.enqueue(messageTo(), { key: "k" });
          await bench.sending.sendAll();
          const transmission = await bench.sending.outbox.get("k");
          expect(transmission).toMatchObject({ state: "ready" });
          expect(transmission?.reason).toMatch(/^LDL_MSS_TLS_FAILED client-certificate-/);
          expect(bench.sending.alerts).toHaveLength(1);
        },
        {
          profile: (profile) => ({
            ...profile,
            tls: { ...profile.tls, certificate: certificate.chain, key: certificate.key },
          }),
        },
      );
    },
  );

  it("535: the mailbox is left alone, and works again by itself afterwards", async () => {
    await withBench(async (bench) => {
      const { operator, sending } = bench;
      const wrong = operator.inject({ at: "auth", action: reply(535, "5.7.8 no"), times: Number.POSITIVE_INFINITY });
      await expectPaused(bench, "LDL_MSS_AUTHENTICATION_FAILED");
      wrong[Symbol.dispose]();
      sending.advance(HOUR);
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    });
  });

  it("550 at MAIL: the mailbox may not send", async () => {
    await withBench(async (bench) => {
      bench.operator.inject({ at: "mail", action: reply(550, "5.7.1 not yours") });
      await expectPaused(bench, "5.7.1 MAIL FROM");
    });
  });
});
