import type { SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DocumentOutcome } from "../../src/inbox/document-outcome.ts";
import { testDatabases } from "../support/databases.ts";
import type { LetterParts } from "../support/letter.ts";
import { letterId } from "../support/letter.ts";
import { messageInput } from "../support/message-input.ts";
import { startOperator } from "../support/operator.ts";
import { deliver, type TestPractice, testPractice } from "../support/test-inbox.ts";

const DEFERRED = { kind: "deferred" } as const;
const INTEGRATED = { kind: "integrated" } as const;
const REJECTED = { kind: "rejected", code: "906" } as const;
type Decided = Parameters<TestPractice["inbox"]["settle"]>[1];

let database: SqlDatabase;
let operator: MssanteOperator;
beforeEach(async () => {
  operator = await startOperator();
});
afterEach(() => operator.close());

/** A host that says the given of each letter, by its identifier. */
async function practiceThatSays(outcomes: Readonly<Record<string, DocumentOutcome>>) {
  const handed: string[] = [];
  const practice = await testPractice(database, operator, {
    onDocument: ({ uniqueId }) => {
      handed.push(uniqueId);
      return Promise.resolve(outcomes[uniqueId.split(".").at(-1) ?? ""] ?? INTEGRATED);
    },
  });
  return { practice, handed };
}

/** One message with several letters. */
function deliverTogether(letters: readonly LetterParts[]): void {
  deliver(operator, letters, { documents: letters.flatMap(() => messageInput().documents) });
}

async function onlyEntry({ inbox }: TestPractice) {
  for await (const { id, state, reason, outcome } of inbox.list()) return { id, state, reason, outcome };
  throw new Error("the inbox is empty");
}

async function ledgerOf({ channel }: TestPractice): Promise<readonly unknown[]> {
  const { rows } = await database.query(`SELECT unique_id FROM ldl_${channel}_inbox_document ORDER BY unique_id`);
  return rows.map((row) => row["unique_id"]);
}

describe.each(testDatabases("letters deferred beside others"))(
  "a letter that is deferred beside another one, on $name:",
  ({ open }) => {
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ database, close } = await open());
    });
    afterAll(() => close());

    const cases: readonly [string, DocumentOutcome, Decided, string, readonly string[]][] = [
      ["rejected, then integrated", REJECTED, INTEGRATED, "rejected 906", ["1"]],
      ["rejected, then rejected", REJECTED, { kind: "rejected", code: "902" }, "rejected 902", []],
      ["integrated, then integrated", INTEGRATED, INTEGRATED, "integrated", ["1", "2"]],
      ["integrated, then rejected", INTEGRATED, { kind: "rejected", code: "902" }, "rejected 902", ["2"]],
      ["deferred, then integrated", DEFERRED, INTEGRATED, "integrated", ["1", "2"]],
    ];

    it.each(cases)("%s: the sender waits for both", async (_name, second, decided, outcome, ledger) => {
      const { practice, handed } = await practiceThatSays({ 1: DEFERRED, 2: second });
      deliverTogether([{ id: "1" }, { id: "2" }]);
      await practice.round();
      const { id, ...entry } = await onlyEntry(practice);
      expect(entry).toMatchObject({ state: "deferred", outcome: "deferred" });
      expect(practice.answers()).toEqual([]);
      await practice.inbox.settle(id, decided);
      await practice.round();
      expect(await onlyEntry(practice)).toMatchObject({ state: "settled", outcome });
      const [kind, code] = outcome.split(" ");
      expect(practice.answers()).toMatchObject([
        { mdn: { outcome: kind, ...(code === undefined ? {} : { error: { code } }) } },
      ]);
      expect(await ledgerOf(practice)).toEqual(ledger.map(letterId));
      expect(handed).toEqual([letterId("1"), letterId("2")]);
      await expect(practice.inbox.settle(id, decided)).rejects.toThrow(RangeError);
    });

    it("put aside for a person: it waits as well, and is put aside once decided", async () => {
      const { practice, handed } = await practiceThatSays({ 2: DEFERRED });
      deliver(operator, [{ id: "1" }]);
      await practice.round();
      deliverTogether([{ id: "1", text: "Autre." }, { id: "2" }]);
      await practice.round();
      const deferred: string[] = [];
      for await (const { id, reason } of practice.inbox.list({ states: ["deferred"] })) deferred.push(id, reason ?? "");
      const [id = "", reason] = deferred;
      expect(reason).toBe("document-changed");
      expect(practice.notices.map(({ kind }) => kind)).toEqual(["settled"]);
      await practice.inbox.settle(id, INTEGRATED);
      expect(practice.notices.at(-1)).toEqual({ kind: "quarantined", id, reason });
      expect(await ledgerOf(practice)).toEqual(["1", "2"].map(letterId));
      expect(handed).toEqual(["1", "2"].map(letterId));
    });
  },
);
