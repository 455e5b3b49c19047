import type { SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabases } from "../support/databases.ts";
import { LGC } from "../support/message-input.ts";
import { senderProfile, startOperator } from "../support/operator.ts";
import { deliver, testPractice } from "../support/test-inbox.ts";
import { DOCUMENT_IDS, messageTo, testSending } from "../support/test-sending.ts";

/** Fault matrix, what the store does: its disk is full. A disk that is really full is shown by the tests of `@ldl/outbox`. */

/** Makes every new row of a table meet a full disk; gives the disk its room back. */
async function fillDisk(database: SqlDatabase, table: string): Promise<() => Promise<void>> {
  await database.query(`CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
  await database.query(`CREATE TRIGGER disk_full BEFORE INSERT ON ${table} EXECUTE FUNCTION disk_full()`);
  return async () => void (await database.query(`DROP TRIGGER IF EXISTS disk_full ON ${table}`));
}

describe.each(testDatabases("a disk that is full"))("a disk that is full, on $name", ({ open }) => {
  let database: SqlDatabase;
  let close: () => Promise<void>;
  let operator: MssanteOperator;
  beforeAll(async () => {
    ({ database, close } = await open());
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    operator = await startOperator();
  });
  afterEach(() => operator.close());

  it("when a message is enqueued: the caller knows, nothing is sent, and the same key serves later", async () => {
    const sending = await testSending(database, await senderProfile(operator));
    const makeRoom = await fillDisk(database, `ldl_outbox_${sending.channel}`);
    const message = messageTo();
    const enqueue = () => sending.outbox.enqueue(message, { key: "k", documentIds: DOCUMENT_IDS });
    await expect(enqueue()).rejects.toMatchObject({ code: "LDL_STORE_FAILED", retryable: true });
    await sending.sendAll();
    expect(operator.received).toEqual([]);
    expect(sending.events).toEqual([]);
    await makeRoom();
    await enqueue();
    await sending.sendAll();
    expect(operator.received).toHaveLength(1);
    expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    await sending.outbox.close();
  });

  it("when the outcome is to be written: sent once, recorded once there is room", async () => {
    let failures = 0;
    let makeRoom = (): Promise<void> => Promise.resolve();
    const sending = await testSending(database, await senderProfile(operator), {
      onOutboxEvent: ({ kind }) => {
        // Somebody makes room while the worker tries.
        if (kind === "store-failed" && ++failures === 2) makeRoom().catch(expect.unreachable);
      },
    });
    await sending.outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    makeRoom = await fillDisk(database, `ldl_outbox_${sending.channel}_history`);
    await sending.sendAll();
    expect(failures).toBeGreaterThanOrEqual(2);
    expect(operator.received).toHaveLength(1);
    expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered", recipients: [{ state: "accepted" }] });
    expect(sending.events.map(({ type }) => type)).toEqual(["transmission.submitted", "transmission.accepted"]);
    await sending.outbox.close();
  });

  it("when a received message is to be stored: it stays in the mailbox untouched, and is taken once there is room", async () => {
    const practice = await testPractice(database, operator);
    const makeRoom = await fillDisk(database, `ldl_${practice.channel}_inbox`);
    deliver(operator, [{}]);
    await expect(practice.inbox.receive()).rejects.toMatchObject({ code: "LDL_STORE_FAILED", retryable: true });
    expect(practice.handed).toEqual([]);
    expect(operator.mailbox(LGC).messages()).toMatchObject([{ flags: [] }]);
    await makeRoom();
    await practice.round();
    await practice.round();
    expect(practice.handed).toHaveLength(1);
    expect(practice.answers()).toMatchObject([{ kind: "mdn", mdn: { outcome: "integrated" } }]);
    expect(operator.mailbox(LGC).messages()[0]?.flags).toContain("\\Seen");
  });

  it("when the host's answer is to be committed: handed over again, answered once", async () => {
    const practice = await testPractice(database, operator);
    const makeRoom = await fillDisk(database, `ldl_${practice.channel}_inbox_document`);
    deliver(operator, [{}]);
    await expect(practice.inbox.receive()).rejects.toMatchObject({ code: "LDL_STORE_FAILED" });
    expect(practice.answers()).toEqual([]);
    await makeRoom();
    practice.advance(3_600_000);
    await practice.round();
    expect(practice.handed.map(({ context }) => context.attempt)).toEqual([1, 2]);
    expect(practice.answers()).toMatchObject([{ kind: "mdn", mdn: { outcome: "integrated" } }]);
  });
});
