import { LdlError, type SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import type { ImapMailbox } from "../../src/imap/imap-mailbox.ts";
import { archiveOf } from "../support/letter.ts";
import { LGC } from "../support/message-input.ts";
import { receiverProfile, startOperator } from "../support/operator.ts";
import { deliver, testPractice } from "../support/test-inbox.ts";
import { openPglite } from "../support/test-sending.ts";

let database: SqlDatabase;
let operator: MssanteOperator;
let elsewhere: string;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  operator = await startOperator();
  await using mailbox = createImapMailbox(await receiverProfile(operator));
  elsewhere = (await mailbox.folders()).find(({ path }) => path !== "INBOX")?.path ?? "";
});
afterEach(() => operator.close());

/** A mailbox whose first flags are refused, after what somebody else did. */
async function refusing(meanwhile: (mailbox: ImapMailbox, uid: number) => Promise<void>) {
  const profile = await receiverProfile(operator);
  let refused = false;
  return (): ImapMailbox => {
    const mailbox = createImapMailbox(profile);
    return {
      ...mailbox,
      async addFlags(message, flags, options) {
        if (refused) return mailbox.addFlags(message, flags, options);
        refused = true;
        await meanwhile(mailbox, message.uid);
        const details = { protocol: "imap", host: "localhost", port: 993, operation: "flag" } as const;
        throw new LdlError("LDL_MSS_MAILBOX_FAILED", "the mailbox did not carry out: flag", { details });
      },
    };
  };
}

const seenIn = (folder?: string) =>
  operator
    .mailbox(LGC)
    .messages(folder)
    .map(({ flags }) => flags.includes("\\Seen"));

describe("what was dealt with", () => {
  it("stays, and somebody is told once, when its folder does not exist; the others are moved", async () => {
    const practice = await testPractice(database, operator, {
      folders: { settled: "Nulle part", quarantined: elsewhere },
    });
    deliver(operator, [{}]);
    deliver(operator, archiveOf({ id: "2" }).subarray(0, 2_000));
    await practice.round();
    await practice.round();
    expect(seenIn()).toEqual([true]);
    expect(seenIn(elsewhere)).toEqual([true]);
    expect(practice.notices.filter(({ kind }) => kind === "notFiled")).toMatchObject([
      { id: "1", error: { code: "LDL_MSS_MAILBOX_FAILED", details: { operation: "move" } } },
    ]);
  });

  it("stays unmarked, and somebody is told once, when the server refuses; the others are marked", async () => {
    const practice = await testPractice(database, operator, { createMailbox: await refusing(() => Promise.resolve()) });
    deliver(operator, [{ id: "1" }]);
    deliver(operator, [{ id: "2" }]);
    await practice.round();
    await practice.round();
    expect(seenIn()).toEqual([false, true]);
    expect(practice.notices.filter(({ kind }) => kind === "notFiled")).toMatchObject([
      { id: "1", error: { details: { operation: "flag" } } },
    ]);
  });

  it("is nobody's concern any more when somebody else moved it", async () => {
    const createMailbox = await refusing((mailbox, uid) => mailbox.move({ folder: "INBOX", uid }, elsewhere));
    const practice = await testPractice(database, operator, { createMailbox });
    deliver(operator, [{ id: "1" }]);
    deliver(operator, [{ id: "2" }]);
    await practice.round();
    await practice.round();
    expect(seenIn()).toEqual([true]);
    expect(practice.notices.map(({ kind }) => kind)).toEqual(["settled", "settled"]);
  });
});
