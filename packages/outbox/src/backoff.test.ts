import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentialBackoff } from "./backoff.ts";

describe("exponentialBackoff", () => {
  it("doubles from one minute to one hour by default", () => {
    const schedule = exponentialBackoff();
    expect([1, 2, 3, 6, 7, 50].map((tries) => schedule(tries, 0) / 60_000)).toEqual([1, 2, 4, 32, 60, 60]);
  });

  it("stays between the fixed share and the ceiling, whatever the random number", () => {
    const schedule = exponentialBackoff({ firstMs: 100, maxMs: 5_000, factor: 3, jitter: 0.25 });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), random, (tries, share) => {
        const full = schedule(tries, 0);
        const delay = schedule(tries, share);
        expect(delay).toBeLessThanOrEqual(full);
        expect(delay).toBeGreaterThanOrEqual(full * 0.75);
        expect(full).toBeLessThanOrEqual(5_000);
      }),
      { seed: 20260105 },
    );
  });

  it.each([{ firstMs: 0 }, { firstMs: 10, maxMs: 5 }, { factor: 0.5 }, { jitter: 1.1 }, { jitter: -0.1 }])(
    "refuses %j",
    (options) => {
      expect(() => exponentialBackoff(options)).toThrow(RangeError);
    },
  );
});
