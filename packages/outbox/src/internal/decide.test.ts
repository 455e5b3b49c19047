import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../limits.ts";
import { decide, decideUnattempted, type Policy, type Report } from "./decide.ts";
import { newParts, type StoredPart } from "./parts.ts";
import type { Standing } from "./settlement.ts";

const policy: Policy = { limits: DEFAULT_LIMITS, schedule: (tries) => tries * 1_000, random: () => 0 };

function standing(changes: Partial<Standing> = {}): Standing {
  const fresh = { attempt: 1, tries: 0, errors: 0, uncertain: false, dispatched: true, remainingMs: 1_000_000 };
  return { parts: newParts(undefined), ...fresh, ...changes };
}

const stateOf = (parts: readonly StoredPart[]): Readonly<Record<string, string>> =>
  Object.fromEntries(parts.map(({ name, state }) => [name, state]));

describe("decide, message without parts", () => {
  const retry: Report = { kind: "retry", reason: "450" };
  const unknown: Report = { kind: "unknown", reason: "lost after dot" };
  const error: Report = { kind: "error", reason: "TypeError", retryable: false };
  it.each<[string, Partial<Standing>, Report, object]>([
    [
      "delivered",
      { uncertain: true },
      { kind: "delivered" },
      { state: "delivered", reason: undefined, uncertain: false },
    ],
    ["retry by the schedule", { tries: 2 }, retry, { state: "ready", reason: "450", delayMs: 3_000, tries: 3 }],
    ["retry after what was asked", {}, { ...retry, afterMs: 300_000 }, { state: "ready", delayMs: 300_000 }],
    ["retry, last attempt allowed", { tries: 99 }, retry, { state: "parked", reason: "max-attempts" }],
    ["retry that would come too late", { remainingMs: 1_000 }, retry, { state: "failed", reason: "expired" }],
    ["retry just in time", { remainingMs: 1_001 }, retry, { state: "ready", delayMs: 1_000 }],
    ["failed", {}, { kind: "failed", reason: "550" }, { state: "failed", reason: "550" }],
    ["first unknown: once more", {}, unknown, { state: "ready", uncertain: true, delayMs: 1_000 }],
    ["retry keeps the doubt of an earlier attempt", { uncertain: true }, retry, { state: "ready", uncertain: true }],
    ["park", { tries: 4 }, { kind: "park", reason: "virus" }, { state: "parked", reason: "virus", tries: 4 }],
    [
      "pause counts for nothing",
      { tries: 4 },
      { kind: "pause", reason: "token", afterMs: 9 },
      { state: "ready", delayMs: 9, tries: 4 },
    ],
    [
      "released counts for nothing",
      { tries: 4 },
      { kind: "released", reason: "stop" },
      { state: "ready", delayMs: 0, tries: 4, uncertain: true },
    ],
    [
      "released before dispatch leaves no doubt",
      { dispatched: false },
      { kind: "released", reason: "stop" },
      { uncertain: false },
    ],
    [
      "invalid",
      {},
      { kind: "invalid", reason: "invalid-outcome" },
      { state: "parked", reason: "invalid-outcome", uncertain: true },
    ],
    ["error", { dispatched: false }, error, { state: "ready", errors: 1, tries: 1, uncertain: false }],
    ["error after dispatch leaves a doubt", {}, error, { state: "ready", uncertain: true }],
    ["third error", { errors: 2 }, error, { state: "parked", reason: "handler-error", errors: 3 }],
    ["error that says retry", { errors: 2 }, { ...error, retryable: true }, { state: "ready", errors: 2, tries: 1 }],
  ])("%s", (_title, changes, report, expected) => {
    expect(decide(standing(changes), report, policy)).toMatchObject(expected);
  });

  it("parks at the second unknown, and the history names the outcome that was reported", () => {
    const first = decide(standing(), unknown, policy);
    const second = decide(standing({ parts: first.parts, attempt: 2 }), unknown, policy);
    expect(second).toMatchObject({ state: "parked", reason: "unknown-outcome", uncertain: true });
    expect(second.line).toMatchObject({ kind: "attempt", outcome: "unknown", reason: "lost after dot" });
  });

  it("adds a random share to the delay asked for, and never takes from it", () => {
    const asked = decide(standing(), { ...retry, afterMs: 1_000 }, { ...policy, random: () => 0.999 });
    expect(asked.delayMs).toBeGreaterThan(1_000);
    expect(asked.delayMs).toBeLessThanOrEqual(1_100);
  });
});

describe("decide, message with parts", () => {
  const parts = newParts(["a", "b", "c"]);
  const partial = (a: string, b: string, c: string): Report => ({
    kind: "partial",
    parts: Object.fromEntries(
      Object.entries({ a, b, c }).map(([name, kind]) => [
        name,
        kind === "delivered" ? { kind } : { kind: kind as "retry" | "failed" | "unknown", reason: `${kind} ${name}` },
      ]),
    ),
  });
  it.each<[string, Report, string, string | undefined, object]>([
    [
      "one refused for ever, two delivered",
      partial("delivered", "failed", "delivered"),
      "failed",
      "failed b",
      { a: "delivered", b: "failed", c: "delivered" },
    ],
    [
      "one refused for now",
      partial("delivered", "retry", "delivered"),
      "ready",
      "retry b",
      { a: "delivered", b: "pending", c: "delivered" },
    ],
    [
      "one refused for ever, one for now",
      partial("failed", "retry", "delivered"),
      "ready",
      "retry b",
      { a: "failed", b: "pending", c: "delivered" },
    ],
    [
      "one unknown",
      partial("delivered", "unknown", "delivered"),
      "ready",
      "unknown b",
      { a: "delivered", b: "pending", c: "delivered" },
    ],
    [
      "all delivered",
      partial("delivered", "delivered", "delivered"),
      "delivered",
      undefined,
      { a: "delivered", b: "delivered", c: "delivered" },
    ],
    [
      "an outcome of the whole",
      { kind: "failed", reason: "552" },
      "failed",
      "552",
      { a: "failed", b: "failed", c: "failed" },
    ],
  ])("%s", (_title, report, state, reason, expected) => {
    const settlement = decide(standing({ parts }), report, policy);
    expect(settlement).toMatchObject({ state, reason });
    expect(stateOf(settlement.parts)).toEqual(expected);
  });

  it("never touches a part that is settled", () => {
    const first = decide(standing({ parts }), partial("delivered", "failed", "retry"), policy);
    const second = decide(standing({ parts: first.parts, attempt: 2 }), { kind: "delivered" }, policy);
    expect(stateOf(second.parts)).toEqual({ a: "delivered", b: "failed", c: "delivered" });
    expect(second.state).toBe("failed");
    expect(second.line?.parts.map(({ name }) => name)).toEqual(["c"]);
  });

  it("waits for the longest delay that any part asks for", () => {
    const report: Report = {
      kind: "partial",
      parts: {
        a: { kind: "retry", reason: "451", afterMs: 10_000 },
        b: { kind: "retry", reason: "450" },
        c: { kind: "retry", reason: "450 greylisted", afterMs: 300_000 },
      },
    };
    expect(decide(standing({ parts }), report, policy).delayMs).toBe(300_000);
  });

  it("goes on with the others when one part stays unknown, then parks", () => {
    const limits = { ...DEFAULT_LIMITS, maxUnknown: 0 };
    const first = decide(standing({ parts }), partial("unknown", "retry", "delivered"), { ...policy, limits });
    expect(first.state).toBe("ready");
    expect(stateOf(first.parts)).toEqual({ a: "unknown", b: "pending", c: "delivered" });
    const second = decide(standing({ parts: first.parts }), { kind: "delivered" }, { ...policy, limits });
    expect(second).toMatchObject({ state: "parked", reason: "unknown-outcome" });
  });

  it("keeps facts and reasons per part, in the row and in the line", () => {
    const detail = { queueId: "4F9" };
    const report: Report = {
      kind: "partial",
      parts: { a: { kind: "delivered", detail }, b: { kind: "failed", reason: "5.1.1" }, c: { kind: "delivered" } },
    };
    const settlement = decide(standing({ parts, attempt: 7 }), report, policy);
    expect(settlement.parts[0]).toEqual({ name: "a", state: "delivered", unknowns: 0, attempt: 7, detail });
    expect(settlement.line?.parts[1]).toMatchObject({ name: "b", state: "failed", reason: "5.1.1" });
  });
});

describe("decideUnattempted", () => {
  it.each<[string, Partial<Standing> & { abandoned?: number }, object | undefined]>([
    ["nothing against it", { abandoned: 4, tries: 99, remainingMs: 1 }, undefined],
    ["too old", { remainingMs: 0 }, { state: "failed", reason: "expired", line: { kind: "expired" } }],
    ["workers die of it", { abandoned: 5 }, { state: "parked", reason: "abandoned", line: { kind: "exhausted" } }],
    ["too many attempts", { tries: 100 }, { state: "parked", reason: "max-attempts", line: { kind: "exhausted" } }],
  ])("%s", (_title, { abandoned = 0, ...changes }, expected) => {
    const settlement = decideUnattempted({ ...standing(changes), abandoned }, DEFAULT_LIMITS);
    if (expected === undefined) expect(settlement).toBeUndefined();
    else expect(settlement).toMatchObject(expected);
  });
});
