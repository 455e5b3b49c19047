import { MssanteAddress, type SqlDatabase } from "@ldl/domain";
import type { SmtpFault, SmtpFaultPoint } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { type FaultBench, type FaultBenchOptions, HOUR, reply, withFaultBench } from "../support/fault-bench.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { senderProfile } from "../support/operator.ts";
import { DOCUMENT_IDS, messageTo, openPglite } from "../support/test-sending.ts";

/**
 * Fault matrix of sending, what SMTP does: what goes wrong on the way, and what becomes of the message and of each recipient.
 * The codes of the retry table are with the acceptance vectors, certificates and disks beside this file.
 */

let database: SqlDatabase;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());

const withBench = (work: (bench: FaultBench) => Promise<void>, options?: FaultBenchOptions) =>
  withFaultBench(database, work, options);

const ACCUEIL = MssanteAddress.parse("accueil@cabinet-test.mssante.fr");
const ABSENT = MssanteAddress.parse("absent@cabinet-test.mssante.fr");
const BEFORE_MESSAGE = ["connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data"] as const;
const busy = reply(421, "4.3.2 busy");

const recipientsOf = ({ operator }: FaultBench) =>
  operator.received.map(({ recipients }) => recipients.map(({ address }) => address));

/** Message-IDs of what the operator took. */
const idsOf = ({ operator }: FaultBench) =>
  operator.received.map(({ raw }) => parseIncoming(raw ?? new Uint8Array()).messageId);

describe("a fault that passes", () => {
  const faults: [string, SmtpFault][] = [
    ...BEFORE_MESSAGE.map((at): [string, SmtpFault] => [`421 at ${at}`, { at, action: busy }]),
    ["421 after the final dot", { at: "message", action: busy }],
    ["452 after the final dot, the operator's disk is full", { at: "message", action: reply(452, "4.3.1 disk full") }],
    ["454 at STARTTLS", { at: "starttls", action: reply(454, "4.7.0 TLS not available") }],
    ...BEFORE_MESSAGE.map((at): [string, SmtpFault] => [
      `connection dropped at ${at}`,
      { at, action: { kind: "drop" } },
    ]),
  ];

  it.each(faults)("%s: sent once, with the same Message-ID", async (_name, fault) => {
    await withBench(async (bench) => {
      const { operator, sending } = bench;
      const message = messageTo();
      operator.inject(fault);
      await sending.outbox.enqueue(message, { key: "k", documentIds: DOCUMENT_IDS });
      await sending.sendAll();
      // nodemailer tries a connection that failed before the message once more by itself.
      if (operator.received.length === 0) {
        expect(await sending.outbox.get("k")).toMatchObject({ state: "ready", uncertain: false });
        sending.advance(HOUR);
        await sending.sendAll();
      }
      expect(idsOf(bench)).toEqual([message.messageId]);
      expect(await sending.outbox.get("k")).toMatchObject({
        state: "delivered",
        messageId: message.messageId,
        recipients: [{ address: LGC, state: "accepted" }],
      });
      expect(sending.events.filter(({ type }) => type === "transmission.accepted")).toHaveLength(1);
    });
  });

  it("421 at RSET, after a refused message: the next one goes over a new connection", async () => {
    await withBench(
      async (bench) => {
        const { operator, sending } = bench;
        operator.inject({ at: "rset", action: busy });
        await sending.outbox.enqueue(messageTo([ABSENT]), { key: "refused" });
        const message = messageTo();
        await sending.outbox.enqueue(message, { key: "next" });
        await sending.sendAll();
        expect(operator.log).toContainEqual(expect.objectContaining({ kind: "refusal", command: "RSET" }));
        expect(await sending.outbox.get("refused")).toMatchObject({ state: "failed", reason: "5.1.1" });
        expect(await sending.outbox.get("next")).toMatchObject({ state: "delivered" });
        expect(idsOf(bench)).toEqual([message.messageId]);
        expect(operator.log.filter(({ kind }) => kind === "authentication")).toHaveLength(2);
      },
      { profile: (profile) => ({ ...profile, maxConnections: 1 }) },
    );
  });

  it.each<[string, SmtpFault["action"]]>([
    ["421", busy],
    ["connection dropped", { kind: "drop" }],
  ])("%s at QUIT: what was done stays done", async (_name, action) => {
    await withBench(async (bench) => {
      bench.operator.inject({ at: "quit", action });
      await using transport = createSmtpTransport(await senderProfile(bench.operator));
      await transport.verify();
      await bench.sending.outbox.enqueue(messageTo(), { key: "k" });
      await bench.sending.sendAll();
      expect(await bench.sending.outbox.get("k")).toMatchObject({ state: "delivered" });
      const said = bench.operator.log.some((record) => record.kind === "refusal" && record.command === "QUIT");
      expect(said).toBe(action.kind === "reply");
    });
  });
});

describe("no server", () => {
  it("connection refused: retried by the schedule, and sent once it is there", async () => {
    await withBench(async ({ operator, sending }) => {
      await operator.close();
      await sending.outbox.enqueue(messageTo(), { key: "k" });
      await sending.sendAll();
      const expected = { state: "ready", reason: "LDL_MSS_CONNECTION_FAILED refused", uncertain: false, attempts: 1 };
      expect(await sending.outbox.get("k")).toMatchObject(expected);
      expect(sending.alerts).toEqual([]);
    });
  });

  it("unknown host: retried by the schedule", async () => {
    await withBench(
      async ({ sending }) => {
        await sending.outbox.enqueue(messageTo(), { key: "k" });
        await sending.sendAll();
        expect(await sending.outbox.get("k")).toMatchObject({
          state: "ready",
          reason: "LDL_MSS_CONNECTION_FAILED dns",
        });
      },
      { profile: (profile) => ({ ...profile, smtp: { ...profile.smtp, host: "absent.invalid" } }) },
    );
  });
});

describe("a slow server", () => {
  const impatient = {
    profile: (profile: OperatorProfile) => ({ ...profile, connectTimeoutMs: 1_000, socketTimeoutMs: 1_000 }),
  };
  const silence = (at: SmtpFaultPoint): SmtpFault => ({ at, action: { kind: "delay", delayMs: 3_000 } });

  it.each(BEFORE_MESSAGE)("silent at %s: given up in time, nothing was taken, sent once afterwards", async (at) => {
    await withBench(async (bench) => {
      const { operator, sending } = bench;
      // Once more than nodemailer tries by itself.
      operator.inject({ ...silence(at), times: 2 });
      const message = messageTo();
      await sending.outbox.enqueue(message, { key: "k" });
      for (let tries = 0; tries < 3 && operator.received.length === 0; tries += 1) {
        await sending.sendAll();
        const { state, uncertain } = (await sending.outbox.get("k")) ?? {};
        if (state !== "delivered") expect([state, uncertain]).toEqual(["ready", false]);
        sending.advance(HOUR);
      }
      expect(idsOf(bench)).toEqual([message.messageId]);
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    }, impatient);
  });

  it("silent after the final dot: nobody knows, sent once more with the same Message-ID", async () => {
    await withBench(async (bench) => {
      const { operator, sending } = bench;
      operator.inject(silence("message"));
      const message = messageTo();
      await sending.outbox.enqueue(message, { key: "k" });
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "ready", uncertain: true });
      sending.advance(HOUR);
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
      expect(new Set(idsOf(bench))).toEqual(new Set([message.messageId]));
    }, impatient);
  });

  it("slow at every command, within its time: sent at the first attempt", async () => {
    await withBench(async ({ operator, sending }) => {
      for (const at of [...BEFORE_MESSAGE, "message"] as const)
        operator.inject({ at, action: { kind: "delay", delayMs: 60 } });
      await sending.outbox.enqueue(messageTo(), { key: "k" });
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered", attempts: 1 });
      expect(operator.received).toHaveLength(1);
    });
  });
});

describe("one of three recipients", () => {
  it.each([
    ["550 5.1.1", reply(550, "5.1.1 unknown")],
    ["550 5.7.1", reply(550, "5.7.1 outside the trusted space")],
    ["501 5.1.3", reply(501, "5.1.3 bad address")],
  ])("refused with %s: the others have it once, and only that one failed", async (name, action) => {
    await withBench(async (bench) => {
      const { operator, sending } = bench;
      operator.inject({ at: "rcpt", recipient: ACCUEIL, action });
      await sending.outbox.enqueue(messageTo([LGC, ACCUEIL, DPI]), { key: "k", documentIds: DOCUMENT_IDS });
      await sending.sendAll();
      sending.advance(HOUR);
      await sending.sendAll();
      const code = name.split(" ")[1] ?? "";
      const transmission = await sending.outbox.get("k");
      expect(transmission).toMatchObject({ state: "failed", reason: code });
      expect(transmission?.recipients.map(({ state }) => state)).toEqual(["accepted", "refused", "accepted"]);
      expect(recipientsOf(bench)).toEqual([[LGC, DPI]]);
      const failed = sending.events.filter((event) => event.type === "transmission.failed");
      expect(failed).toMatchObject([{ permanent: true, code }]);
    });
  });

  it.each([
    ["421 4.3.2", reply(421, "4.3.2 busy")],
    ["450 4.2.0", reply(450, "4.2.0 greylisted")],
    ["451 4.3.0", reply(451, "4.3.0 later")],
    ["452 4.2.2", reply(452, "4.2.2 mailbox full")],
    ["452 4.5.3", reply(452, "4.5.3 too many recipients")],
    ["552 5.2.2", reply(552, "5.2.2 mailbox full")],
  ])("refused for now with %s: everybody has it once in the end", async (name, action) => {
    await withBench(async (bench) => {
      const { operator, sending } = bench;
      operator.inject({ at: "rcpt", recipient: ACCUEIL, action });
      await sending.outbox.enqueue(messageTo([LGC, ACCUEIL, DPI]), { key: "k", documentIds: DOCUMENT_IDS });
      await sending.sendAll();
      // 421 takes the connection with it, too many recipients are tried again at once.
      const whole = name.startsWith("421");
      if (!name.endsWith("4.5.3")) {
        const states = whole ? ["pending", "pending", "pending"] : ["accepted", "pending", "accepted"];
        const before = await sending.outbox.get("k");
        expect(before).toMatchObject({ state: "ready", uncertain: false });
        expect(before?.recipients.map(({ state }) => state)).toEqual(states);
      }
      sending.advance(HOUR);
      await sending.sendAll();
      expect(recipientsOf(bench)).toEqual(whole ? [[LGC, ACCUEIL, DPI]] : [[LGC, DPI], [ACCUEIL]]);
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
      // Each is told of once.
      expect(sending.events.filter(({ type }) => type === "transmission.accepted")).toHaveLength(3);
    });
  });
});

describe("what only a person can correct, or decide", () => {
  it.each<[string, SmtpFault]>([
    ["550 at MAIL", { at: "mail", action: reply(550, "5.7.1 not yours") }],
    // Postfix waits for the first recipient to say it.
    ["553 at RCPT", { at: "rcpt", action: reply(553, "5.7.1 <x@y.fr>: Sender address rejected: not owned by user x") }],
  ])("%s: the mailbox may not send; it pauses, and nobody is told that the message failed", async (_name, fault) => {
    await withBench(async ({ operator, sending }) => {
      operator.inject(fault);
      await sending.outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "ready", reason: "5.7.1 MAIL FROM" });
      expect(sending.alerts).toMatchObject([{ mailbox: DPI }]);
      expect(sending.events.map(({ type }) => type)).toEqual(["transmission.submitted"]);
      sending.advance(HOUR);
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    });
  });

  it("the connection lost after the final dot again and again: parked after the second time", async () => {
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
