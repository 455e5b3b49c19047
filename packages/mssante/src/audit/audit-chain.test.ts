import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChainedAuditEvent, createAuditChain, verifyAuditChain } from "./audit-chain.ts";
import type { AuditEvent } from "./audit-event.ts";
import { createAuditTrail } from "./audit-trail.ts";

function chainOf(count: number, kept: ChainedAuditEvent[] = [], last?: ChainedAuditEvent): ChainedAuditEvent[] {
  const sink = createAuditChain((event) => void kept.push(event), last === undefined ? {} : { last });
  const trail = createAuditTrail({ sink, author: { kind: "application", id: "DPI" } });
  for (let rank = 0; rank < count; rank += 1) {
    trail.record({ action: "read", request: { verb: "UID FETCH BODY", target: `INBOX/${rank}` }, outcome: "success" });
  }
  return kept;
}

/** As a host stores and reads them: members in another order. */
const stored = (events: readonly ChainedAuditEvent[]): unknown[] =>
  events.map((event) => Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(event)) as object).reverse()));

describe("createAuditChain, verifyAuditChain", () => {
  it("finds a chain whole, also when it was taken up again after a restart", () => {
    const kept = chainOf(3);
    chainOf(2, kept, kept[2]);
    const { hash } = kept[4] as ChainedAuditEvent;
    expect(kept.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(verifyAuditChain(stored(kept), { head: hash })).toEqual({
      valid: true,
      count: 5,
      last: { sequence: 5, hash },
    });
    expect(verifyAuditChain(stored(kept.slice(3)), { after: kept[2] as ChainedAuditEvent })).toMatchObject({
      valid: true,
      count: 2,
    });
    expect(verifyAuditChain([])).toEqual({ valid: true, count: 0, last: undefined });
  });

  it.each<[string, (events: ChainedAuditEvent[]) => unknown[], number, string]>([
    ["altered", (all) => all.with(2, { ...(all[2] as ChainedAuditEvent), outcome: "failure" }), 2, "altered"],
    ["taken out", (all) => all.toSpliced(2, 1), 2, "broken"],
    ["taken out at the start", (all) => all.slice(1), 0, "broken"],
    ["written twice", (all) => all.toSpliced(2, 0, all[1] as ChainedAuditEvent), 2, "broken"],
    ["moved", (all) => [all[0], all[2], all[1], all[3], all[4]], 1, "broken"],
    ["of another chain", (all) => all.with(3, chainOf(4)[3] as ChainedAuditEvent), 3, "broken"],
    ["no event", (all) => [...all.slice(0, 4), { hello: "world" }], 4, "malformed"],
    ["missing at the end", (all) => all.slice(0, 4), 4, "truncated"],
  ])("finds an event that is %s", (_name, change, position, reason) => {
    const kept = chainOf(5);
    const { hash } = kept[4] as ChainedAuditEvent;
    expect(verifyAuditChain(change(kept), { head: hash })).toEqual({ valid: false, position, reason });
  });

  it("is altered by any change of one sign", () => {
    const kept = chainOf(4);
    const text = kept.map((event) => JSON.stringify(event)).join("\n");
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom("a", "0", "7", "f", "Z", "{", " "), (at, sign) => {
        const changed = `${text.slice(0, at)}${sign}${text.slice(at + 1)}`;
        fc.pre(changed !== text);
        let events: unknown[];
        try {
          events = changed.split("\n").map((line) => JSON.parse(line) as unknown);
        } catch {
          return;
        }
        expect(verifyAuditChain(events).valid).toBe(false);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("stays where it was when an event cannot be kept", async () => {
    const kept: ChainedAuditEvent[] = [];
    const event: AuditEvent = {
      eventId: "11111111-1111-4111-8111-111111111111",
      timestamp: "2024-02-20T09:15:00.000Z",
      author: { kind: "application", id: "DPI" },
      action: "list",
      request: { verb: "LIST" },
      outcome: "success",
    };
    let full = true;
    const sink = createAuditChain((chained) => {
      if (full) throw new Error("disk full");
      kept.push(chained);
    });
    expect(() => sink(event)).toThrow("disk full");
    full = false;
    await sink(event);
    expect(verifyAuditChain(kept)).toMatchObject({ valid: true, count: 1 });
  });
});
