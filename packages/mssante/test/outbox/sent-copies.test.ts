import type { SqlDatabase } from "@ldl/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import type { ImapMailbox } from "../../src/imap/imap-mailbox.ts";
import { type AnyOperator, OPERATORS, profileAt } from "../servers/operators.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { messageTo, openPglite, testSending } from "../support/test-sending.ts";

/** Copies of what was sent, in the mailbox that sent it: on the test bench, and on Dovecot where it is. */

let database: SqlDatabase;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());

/** What a folder holds. */
async function contentOf(mailbox: ImapMailbox, folder: string) {
  const found: { readonly raw: Buffer; readonly flags: readonly string[] }[] = [];
  for await (const mail of mailbox.fetchNew({ folder })) {
    if (mail.kind === "message") found.push({ raw: Buffer.from(mail.raw), flags: mail.flags });
  }
  return found;
}

describe.each(OPERATORS)("copies of sent messages, with $name", ({ start }) => {
  let operator: AnyOperator;
  let mailbox: ImapMailbox;
  beforeAll(async () => {
    operator = await start();
    mailbox = createImapMailbox(await profileAt(operator, DPI));
  });
  afterAll(async () => {
    await mailbox.close();
    await operator[Symbol.asyncDispose]();
  });

  it("are put in the folder for sent mail, marked as read, byte for byte", async () => {
    const { outbox, sendAll } = await testSending(database, await profileAt(operator, DPI), { sentCopy: true });
    const message = messageTo([LGC]);
    await outbox.enqueue(message, { key: "copied" });
    await sendAll();
    await sendAll();
    const sent = (await mailbox.folders()).find(({ specialUse }) => specialUse === "\\Sent");
    const copies = await contentOf(mailbox, sent?.path ?? "");
    expect(copies).toHaveLength(1);
    expect(copies[0]?.raw.equals(Buffer.from(message.raw))).toBe(true);
    expect(copies[0]?.flags).toContain("\\Seen");
    await outbox.close();
  });

  it("are made while a worker goes on", async () => {
    const stop = new AbortController();
    const folder = "Traites";
    const { outbox } = await testSending(database, await profileAt(operator, DPI), { sentCopy: { folder } });
    const running = outbox.run({ signal: stop.signal, pollMs: 20 });
    await outbox.enqueue(messageTo([LGC]), { key: "beside" });
    while ((await contentOf(mailbox, folder)).length === 0) await mailbox.waitForNew({ folder, timeoutMs: 50 });
    stop.abort();
    await running;
    expect(await outbox.get("beside")).toMatchObject({ state: "delivered", attempts: 1 });
    await outbox.close();
  });

  it("that cannot be made are tried again apart: the message is sent once", async () => {
    const channel = `copies_${operator.ports.imap}`;
    const good = await profileAt(operator, DPI);
    const noImap = { ...good, imap: { ...good.imap, port: 1 } };
    const options = { channel, sentCopy: { folder: "Sent" } };
    const first = await testSending(database, noImap, options);
    const message = messageTo([LGC]);
    await first.outbox.enqueue(message, { key: "apart" });
    await first.sendAll();
    expect(await first.outbox.get("apart")).toMatchObject({ state: "delivered", attempts: 1 });
    await first.outbox.close();
    const second = await testSending(database, good, options);
    second.advance(600_000);
    await second.sendAll();
    const copies = await contentOf(mailbox, "Sent");
    expect(copies.filter(({ raw }) => raw.equals(Buffer.from(message.raw)))).toHaveLength(1);
    expect(await second.outbox.get("apart")).toMatchObject({ state: "delivered", attempts: 1 });
    await second.outbox.close();
  });

  it("that have no folder are told to a person, once, and the message is sent", async () => {
    const sentCopy = { folder: "Absent" };
    const { outbox, sendAll, alerts, advance } = await testSending(database, await profileAt(operator, DPI), {
      sentCopy,
    });
    await outbox.enqueue(messageTo([LGC]), { key: "nowhere" });
    await sendAll();
    advance(20 * 60_000);
    await sendAll();
    expect(alerts).toMatchObject([{ mailbox: DPI, error: { code: "LDL_MSS_MAILBOX_FAILED" } }]);
    expect(await outbox.get("nowhere")).toMatchObject({ state: "delivered", attempts: 1 });
    await outbox.close();
  });

  it("are not made twice when the answer of the server was lost", async () => {
    const { raw, messageId } = messageTo([LGC]);
    expect(await mailbox.append("Erreurs", raw, { unlessMessageId: messageId })).toBe(true);
    expect(await mailbox.append("Erreurs", raw, { unlessMessageId: messageId })).toBe(false);
    expect(await contentOf(mailbox, "Erreurs")).toHaveLength(1);
  });
});
