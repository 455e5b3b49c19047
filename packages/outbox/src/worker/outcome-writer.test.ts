import { type AnyLdlError, storeFailure } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { createTestClock } from "../../test/support/test-clock.ts";
import { newParts } from "../internal/parts.ts";
import { giveBack } from "../internal/settlement.ts";
import { nameOfHold } from "../store/hold-lease.ts";
import type { HeldSettlement } from "../store/record-settlements.ts";
import { createOutcomeWriter, type Written } from "./outcome-writer.ts";

const parts = newParts(undefined);
const standing = { parts, attempt: 1, tries: 0, errors: 0, uncertain: false, dispatched: true, remainingMs: 1 };
const item = (id: string, fence = "1"): HeldSettlement => ({ hold: { id, fence }, settlement: giveBack(standing) });
const passing = (): Error => storeFailure("outbox.record", Object.assign(new Error("disk full"), { code: "53100" }));
const refused = (): Error => storeFailure("outbox.record", Object.assign(new Error("bad text"), { code: "22P05" }));

function writerOn(record: (items: readonly HeldSettlement[]) => Promise<ReadonlySet<string>>) {
  const clock = createTestClock();
  const failures: AnyLdlError[] = [];
  const writer = createOutcomeWriter({
    record,
    onFailure: (error) => failures.push(error),
    backoff: () => 1_000,
    random: () => 0,
    delay: (ms, signal) => clock.delay(ms, signal),
  });
  return { writer, clock, failures };
}
const all = (items: readonly HeldSettlement[]): ReadonlySet<string> =>
  new Set(items.map(({ hold }) => nameOfHold(hold)));

describe("createOutcomeWriter", () => {
  it("puts what comes together, and what comes during a statement, into one statement", async () => {
    const sizes: number[] = [];
    const later: Promise<Written>[] = [];
    const { writer } = writerOn((items) => {
      sizes.push(items.length);
      if (sizes.length === 1) later.push(...["5", "6", "7"].map((id) => writer.write(item(id))));
      return Promise.resolve(all(items));
    });
    const first = await Promise.all(["1", "2", "3", "4"].map((id) => writer.write(item(id))));
    expect([...first, ...(await Promise.all(later))]).toEqual(Array(7).fill("recorded"));
    expect(sizes).toEqual([4, 3]);
  });

  it("tells two leases of one row apart", async () => {
    const { writer } = writerOn(() => Promise.resolve(new Set(["7/2"])));
    expect(await Promise.all([writer.write(item("7", "1")), writer.write(item("7", "2"))])).toEqual([
      "fenced",
      "recorded",
    ]);
  });

  it("tries until the database answers", async () => {
    let calls = 0;
    const { writer, clock, failures } = writerOn((items) =>
      ++calls < 3 ? Promise.reject(passing()) : Promise.resolve(all(items)),
    );
    const written = writer.write(item("1"));
    for (let n = 0; n < 2; n++) {
      await clock.asleep(1_000);
      clock.advance(1_000);
    }
    expect(await written).toBe("recorded");
    expect(failures.map(({ code }) => code)).toEqual(["LDL_STORE_FAILED", "LDL_STORE_FAILED"]);
  });

  it("does not let one refused outcome take the others along", async () => {
    const { writer } = writerOn((items) =>
      items.some(({ hold }) => hold.id === "2") ? Promise.reject(refused()) : Promise.resolve(all(items)),
    );
    const written = await Promise.all(["0", "1", "2", "3"].map((id) => writer.write(item(id))));
    expect(written).toEqual(["recorded", "recorded", "unrecorded", "recorded"]);
  });

  it("gives up when closed", async () => {
    const { writer } = writerOn(() => Promise.reject(passing()));
    const written = writer.write(item("1"));
    writer.close();
    expect(await written).toBe("unrecorded");
  });
});
