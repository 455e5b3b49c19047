import { describe, expect, it } from "vitest";
import { createTestClock } from "../../test/support/test-clock.ts";
import { createBell } from "./bell.ts";

function bellOnClock() {
  const clock = createTestClock();
  return { clock, bell: createBell((ms, signal) => clock.delay(ms, signal)) };
}

describe("createBell", () => {
  it("ends the wait when it rings", async () => {
    const { bell } = bellOnClock();
    const wait = bell.wait(1_000);
    bell.ring();
    expect(await wait).toBe(true);
  });

  it("keeps a ring for the next wait, and only for that one", async () => {
    const { bell, clock } = bellOnClock();
    bell.ring();
    bell.ring();
    expect(await bell.wait(1_000)).toBe(true);
    const second = bell.wait(1_000);
    clock.advance(1_000);
    expect(await second).toBe(false);
  });

  it("takes a delay that rejects on abort for a ring, and passes any other failure on", async () => {
    const rejecting = createBell(
      (_ms, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")), { once: true }),
        ),
    );
    const wait = rejecting.wait(1_000);
    rejecting.ring();
    expect(await wait).toBe(true);
    const broken = createBell(() => Promise.reject(new Error("no timer")));
    await expect(broken.wait(1)).rejects.toThrow("no timer");
  });
});
