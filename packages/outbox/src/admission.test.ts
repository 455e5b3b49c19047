import { describe, expect, it, vi } from "vitest";
import { createTestClock } from "../test/support/test-clock.ts";
import { type Admission, createGroupLimits } from "./admission.ts";

function release(admission: Admission): void {
  if (admission.admitted) admission.release?.();
}

describe("createGroupLimits", () => {
  it("keeps each group within its own connections", () => {
    const admit = createGroupLimits({ limitsOf: (group) => ({ connections: group === "small" ? 1 : 2 }), waitMs: 250 });
    const first = admit("small");
    expect(first.admitted).toBe(true);
    expect(admit("small")).toEqual({ admitted: false, waitMs: 250 });
    expect([admit("large").admitted, admit("large").admitted, admit("large").admitted]).toEqual([true, true, false]);
    release(first);
    expect(admit("small").admitted).toBe(true);
  });

  it("counts starts within any sixty seconds and says when the next may come", () => {
    const clock = createTestClock();
    const admit = createGroupLimits({ limitsOf: () => ({ perMinute: 2 }), now: () => clock.now() });
    release(admit("g"));
    clock.advance(20_000);
    release(admit("g"));
    clock.advance(10_000);
    expect(admit("g")).toEqual({ admitted: false, waitMs: 30_000 });
    clock.advance(30_000);
    expect(admit("g").admitted).toBe(true);
    expect(admit("g")).toEqual({ admitted: false, waitMs: 20_000 });
  });

  it("lets nobody wait for longer than a minute when the clock is set back", () => {
    const clock = createTestClock();
    const admit = createGroupLimits({ limitsOf: () => ({ perMinute: 1 }), now: () => clock.now() });
    release(admit("g"));
    clock.advance(-365 * 86_400_000);
    expect(admit("g")).toEqual({ admitted: false, waitMs: 60_000 });
    clock.advance(60_000);
    expect(admit("g").admitted).toBe(true);
  });

  it("does not look at the clock of the machine", () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-05T08:00:00Z") });
    try {
      const admit = createGroupLimits({ limitsOf: () => ({ perMinute: 1 }) });
      release(admit("g"));
      vi.setSystemTime(new Date("2027-01-05T08:00:00Z"));
      expect(admit("g").admitted).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it("limits nothing without limits", () => {
    const admit = createGroupLimits({ limitsOf: () => ({}) });
    expect(Array.from({ length: 50 }, () => admit("g").admitted)).not.toContain(false);
  });
});
