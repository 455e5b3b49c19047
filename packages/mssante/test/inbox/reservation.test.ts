import type { SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { releaseDocuments, reserveDocuments } from "../../src/inbox/document-reservation.ts";
import { openInboxStore } from "../../src/inbox/inbox-store.ts";
import type { OnDocument } from "../../src/inbox/mssante-inbox.ts";
import { testDatabases } from "../support/databases.ts";
import { letterId } from "../support/letter.ts";
import { messageInput } from "../support/message-input.ts";
import { startOperator } from "../support/operator.ts";
import { deliver, type TestPractice, testPractice } from "../support/test-inbox.ts";

const LEASE_MS = 600_000;

/** A host that is busy with the first document it is given until told to go on, and what it was given. */
function busyHost() {
  const handed: string[] = [];
  let begin = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const onDocument: OnDocument = async ({ uniqueId }, { id, attempt }) => {
    handed.push(`${uniqueId.split(".").at(-1)} of message ${id}, attempt ${attempt}`);
    begin();
    if (handed.length === 1) await opened;
    return { kind: "integrated" };
  };
  return { handed, onDocument, started, goOn: () => open() };
}

async function entriesOf({ inbox }: TestPractice): Promise<string[]> {
  const entries: string[] = [];
  for await (const { id, state, outcome, attempts } of inbox.list()) {
    entries.push([id, state, outcome, attempts].filter((word) => word !== undefined).join(" "));
  }
  return entries;
}

describe.each(testDatabases("two workers of one inbox"))("two workers on $name", ({ open }) => {
  let database: SqlDatabase;
  let close: () => Promise<void>;
  let operator: MssanteOperator;
  beforeAll(async () => {
    ({ database, close } = await open());
  });
  afterAll(() => close());
  beforeEach(async () => {
    operator = await startOperator();
  });
  afterEach(() => operator.close());

  it("hand a document of two messages over once", async () => {
    const { handed, onDocument, started, goOn } = busyHost();
    const practice = await testPractice(database, operator, { onDocument });
    await using other = await practice.restart();
    deliver(operator, [{ id: "7" }]);
    deliver(operator, [{ id: "7" }]);
    const first = practice.inbox.receive();
    await started;
    await other.receive();
    expect(await entriesOf(practice)).toEqual(["1 received 1", "2 received 0"]);
    goOn();
    await first;
    practice.advance(60_000);
    await practice.round();
    expect(handed).toEqual(["7 of message 1, attempt 1"]);
    expect(await entriesOf(practice)).toEqual(["1 settled integrated 1", "2 settled integrated 1"]);
    expect(practice.answers()).toMatchObject([{ mdn: { outcome: "integrated" } }, { mdn: { outcome: "integrated" } }]);
    const { rows } = await database.query(`SELECT 1 FROM ldl_${practice.channel}_inbox_reservation`);
    expect(rows).toEqual([]);
  });

  it("hand over nothing of a message of which another one has a document, and hold up nobody else", async () => {
    const { handed, onDocument, started, goOn } = busyHost();
    const practice = await testPractice(database, operator, { onDocument });
    await using other = await practice.restart();
    deliver(operator, [{ id: "7" }]);
    deliver(operator, [{ id: "8" }, { id: "7" }], {
      documents: [...messageInput().documents, ...messageInput().documents],
    });
    deliver(operator, [{ id: "8" }]);
    const first = practice.inbox.receive();
    await started;
    await other.receive();
    goOn();
    await first;
    practice.advance(60_000);
    await practice.round();
    expect(handed).toEqual(["7 of message 1, attempt 1", "8 of message 3, attempt 1"]);
    expect(await entriesOf(practice)).toEqual([1, 2, 3].map((id) => `${id} settled integrated 1`));
  });

  it("take over from a worker that died when its lease ends", async () => {
    const { handed, onDocument, started, goOn } = busyHost();
    const practice = await testPractice(database, operator, { leaseMs: LEASE_MS, onDocument });
    const dying = await practice.restart();
    deliver(operator, [{ id: "7" }]);
    deliver(operator, [{ id: "7" }]);
    const gone = new AbortController();
    const dead = dying.receive({ signal: gone.signal }).catch(() => undefined);
    await started;
    practice.advance(LEASE_MS - 1);
    await practice.round();
    expect(handed).toHaveLength(1);
    practice.advance(60_000);
    await practice.round();
    expect(handed).toEqual(["7 of message 1, attempt 1", "7 of message 1, attempt 2"]);
    expect(await entriesOf(practice)).toEqual(["1 settled integrated 2", "2 settled integrated 1"]);
    gone.abort();
    goOn();
    await dead;
    await dying.close();
  });

  it("reserve all or nothing, at the same moment", async () => {
    const store = openInboxStore(database, "reserving", "lgc@cabinet-test.mssante.fr");
    await store.install();
    const at = new Date("2026-01-01T00:00:00Z");
    const leasedUntil = new Date(at.getTime() + LEASE_MS);
    const messages = Array.from({ length: 8 }, (_, index) => ({
      id: String(index + 1),
      attempts: 1,
      raw: new Uint8Array(),
      leasedUntil,
    }));
    const wanted = (id: string) => (Number(id) % 2 === 0 ? ["1", "2", "3"] : ["3", "2", "1"]).map(letterId);
    const reserved = await Promise.all(
      messages.map((message) => reserveDocuments(store, message, wanted(message.id), at)),
    );
    expect(reserved.filter(Boolean)).toHaveLength(1);
    const [owner] = messages.filter((_message, index) => reserved[index]);
    const [other] = messages.filter((_message, index) => !reserved[index]);
    if (owner === undefined || other === undefined) throw new Error("nobody has it");
    // A worker whose message was taken up anew ends nothing.
    await releaseDocuments(store, { ...owner, attempts: 0 }, at);
    expect(await reserveDocuments(store, other, [letterId("3")], at)).toBe(false);
    expect(await reserveDocuments(store, { ...other, leasedUntil }, [letterId("3")], leasedUntil)).toBe(true);
    await releaseDocuments(store, owner, at);
    expect(await reserveDocuments(store, owner, [letterId("1")], at)).toBe(true);
  });
});
