import { MssanteAddress } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import { buildMdn, type MdnStatement } from "../../src/reports/build-mdn.ts";
import { testDatabases } from "../support/databases.ts";
import { DPI } from "../support/message-input.ts";
import { senderProfile, startOperator } from "../support/operator.ts";
import { messageTo, testSending } from "../support/test-sending.ts";

/** What counts what was sent, reported and refused. */

const RECIPIENTS = ["a", "b", "c", "d"].map((name) => MssanteAddress.parse(`${name}@cabinet-test.mssante.fr`));
const MINUTE_MS = 60_000;

describe.each(testDatabases("metrics of sending"))("metrics of sending, on $name", ({ open }) => {
  it("tell the age of the queue, who refused, and how long receipts take", async () => {
    const { database, close } = await open();
    const mailboxes = [DPI, ...RECIPIENTS].map((address) => ({ address, password: "secret-dpi" }));
    await using operator = await startOperator({ mailboxes, dsn: false });
    const { outbox, sendAll, advance } = await testSending(database, await senderProfile(operator), {
      sentCopy: true,
    });
    expect(await outbox.metrics()).toMatchObject({
      oldestAgeMs: 0,
      reports: {},
      rejectRate: null,
      receiptDelay: null,
      copies: { waiting: 0, failed: 0 },
    });
    await outbox.enqueue(messageTo(RECIPIENTS), { key: "k" });
    advance(10 * MINUTE_MS);
    expect((await outbox.metrics()).oldestAgeMs).toBeGreaterThanOrEqual(10 * MINUTE_MS);
    await sendAll();
    const statements: readonly MdnStatement[] = [
      { kind: "integrated" },
      { kind: "integrated" },
      { kind: "rejected", code: "902" },
      { kind: "deleted" },
    ];
    for (const [at, statement] of statements.entries()) {
      const recipient = RECIPIENTS[at] ?? DPI;
      const original = parseIncoming(operator.mailbox(recipient).messages()[0]?.raw ?? new Uint8Array());
      if (original.kind !== "xdm") throw new Error(original.kind);
      const receipt = buildMdn({ original, from: recipient, nil: "REF-NIL", statement });
      const report = parseIncoming(receipt.raw);
      if (report.kind !== "mdn") throw new Error(report.kind);
      advance(10 * MINUTE_MS);
      expect(await outbox.record(report)).toMatchObject({ kind: "recorded" });
    }
    const { reports, rejectRate, receiptDelay, oldestAgeMs, attempts } = await outbox.metrics();
    expect({ reports, rejectRate, oldestAgeMs }).toEqual({
      reports: { deleted: 1, integrated: 2, rejected: 1 },
      rejectRate: 1 / 4,
      oldestAgeMs: 0,
    });
    expect(attempts).toMatchObject({ partial: 1 });
    // They came 20, 30 and 40 minutes after the message was enqueued.
    expect(receiptDelay?.count).toBe(3);
    expect(Math.round((receiptDelay?.medianMs ?? 0) / MINUTE_MS)).toBe(30);
    expect(Math.round((receiptDelay?.p95Ms ?? 0) / MINUTE_MS)).toBe(39);
    expect(await outbox.metrics({ windowMs: 15 * MINUTE_MS })).toMatchObject({
      reports: { deleted: 1, rejected: 1 },
      rejectRate: 1 / 2,
    });
    await outbox.close();
    await close();
  });
});
