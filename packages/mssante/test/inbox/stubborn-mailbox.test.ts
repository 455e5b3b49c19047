import type { SqlDatabase } from "@ldl/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMssanteInbox } from "../../src/inbox/create-mssante-inbox.ts";
import type { InboxNotice } from "../../src/inbox/mssante-inbox.ts";
import { createMssanteOutbox } from "../../src/outbox/create-mssante-outbox.ts";
import { failureOf } from "../support/failure-of.ts";
import { LGC } from "../support/message-input.ts";
import { receiverProfile, startOperator } from "../support/operator.ts";
import { type StubbornImap, type Stubbornness, startStubbornImap } from "../support/stubborn-imap.ts";
import { openPglite } from "../support/test-sending.ts";

/** A mailbox that can be used, but for one message, or for a while. */

let database: SqlDatabase;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());

let channels = 0;

async function openInbox(server: StubbornImap) {
  channels += 1;
  const channel = `stubborn_${channels}`;
  await using operator = await startOperator();
  const profile = {
    ...(await receiverProfile(operator)),
    imap: { host: "localhost", port: server.port, mode: "implicit" as const },
  };
  const outbox = createMssanteOutbox({ database, profile, channel });
  await outbox.install();
  const texts: string[] = [];
  const notices: InboxNotice[] = [];
  const inbox = createMssanteInbox({
    database,
    profile,
    outbox,
    channel,
    mailbox: LGC,
    nil: "REF-NIL-2",
    random: () => 0,
    onDocument: () => Promise.resolve({ kind: "integrated" }),
    onMessage: ({ text }) => Promise.resolve(void texts.push(text.trim())),
    onNotice: (notice) => void notices.push(notice),
  });
  await inbox.install();
  return { inbox, texts, notices };
}

describe("one message that the server does not give", () => {
  it.each<[Stubbornness]>([["refuses it"], ["says nothing of it"], ["hangs up"]])(
    "it %s: what came before is dealt with at once, three tries, then it is put aside and the rest comes",
    async (kind) => {
      await using server = await startStubbornImap({ messages: ["gives it", kind, "gives it"] });
      const { inbox, texts } = await openInbox(server);
      for (const _ of [1, 2]) {
        expect((await failureOf(inbox.receive())).code).toMatch(/^LDL_MSS_(?:MAILBOX|CONNECTION)_FAILED$/);
        expect(texts).toEqual(["1"]);
      }
      await inbox.receive();
      expect(texts).toEqual(["1", "3"]);
      const entries: string[] = [];
      for await (const { state, reason = "" } of inbox.list()) entries.push(`${state} ${reason}`.trim());
      expect(entries).toEqual(["settled", "quarantined unfetchable", "settled"]);
      await inbox.close();
    },
  );

  it("hangs up on its size: it is not asked any more", async () => {
    await using server = await startStubbornImap({ messages: ["gives it", "hangs up on its size", "gives it"] });
    const { inbox, texts } = await openInbox(server);
    for (const _ of [1, 2]) await failureOf(inbox.receive());
    await inbox.receive();
    expect(texts).toEqual(["1", "2", "3"]);
    await inbox.close();
  });
});

describe("a login that is refused", () => {
  it.each([
    ["NO [UNAVAILABLE] try later", true],
    ["NO [INUSE] in use", true],
    ["NO [ALERT] too many connections", true],
    ["BAD internal error", true],
    ["NO [AUTHENTICATIONFAILED] wrong", false],
    ["NO [EXPIRED] too old", false],
    ["NO refused", false],
  ])("by %s: tried again (%s), else a person must look", async (login, passing) => {
    await using server = await startStubbornImap({ login });
    const { inbox, notices } = await openInbox(server);
    const stop = new AbortController();
    const running = inbox.run({ signal: stop.signal });
    if (passing) {
      await expect.poll(() => notices.map(({ kind }) => kind), { timeout: 20_000 }).toEqual(["mailboxFailed"]);
      stop.abort();
      await running;
    } else {
      expect(await failureOf(running)).toMatchObject({ code: "LDL_MSS_AUTHENTICATION_FAILED", retryable: false });
    }
    await inbox.close();
  });
});
