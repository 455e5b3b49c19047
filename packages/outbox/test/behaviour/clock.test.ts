import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createOutbox } from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";
import { bytes } from "../support/test-outbox.ts";

describe.each(testDatabases("a clock that is set"))("a clock of the machine that is set, on $name", ({ open }) => {
  let db: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(async () => {
    await db.close();
  });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-05T08:00:00Z") });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("makes no attempt last long, nor an entry too old", async () => {
    const durations: number[] = [];
    const outbox = createOutbox({
      database: db.database,
      channel: "clock",
      onEvent: (event) => event.kind === "settled" && durations.push(event.durationMs),
    });
    await outbox.install();
    await outbox.enqueue({ payload: bytes("x") }, { key: "k" });
    await outbox.run({
      stopWhenIdle: true,
      handler: () => {
        vi.setSystemTime(new Date("2027-01-05T08:00:00Z"));
        return Promise.resolve({ kind: "retry", reason: "4.2.0", afterMs: 60_000 });
      },
    });
    expect(await outbox.get("k")).toMatchObject({ state: "ready", reason: "4.2.0" });
    expect(durations).toHaveLength(1);
    expect(durations[0]).toBeLessThan(86_400_000);
  });
});
