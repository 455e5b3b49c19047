import { describe, expect, it } from "vitest";
import type { InboxMetrics } from "../inbox/mssante-inbox.ts";
import type { SendingMetrics } from "../outbox/sending-metrics.ts";
import { assessHealth, type HealthFacts } from "./assess-health.ts";

const outbox: SendingMetrics = {
  depth: 3,
  due: 1,
  leased: 1,
  expiredLeases: 0,
  uncertain: 0,
  parked: 0,
  failed: 0,
  oldestAgeMs: 60_000,
  attempts: {},
  reports: { integrated: 96, rejected: 4 },
  rejectRate: 0.04,
  receiptDelay: null,
  copies: { waiting: 2, failed: 0 },
};
const inbox: InboxMetrics = {
  states: { received: 1, settled: 5, deferred: 2, quarantined: 0 },
  oldestAgeMs: 60_000,
};
const dates = { notBefore: new Date("2024-01-01"), notAfter: new Date("2026-01-01") };

describe("assessHealth", () => {
  it("finds nothing where all is well, or nothing was measured", () => {
    const certificate = { kind: "valid", daysLeft: 400, ...dates } as const;
    expect(assessHealth({ outbox, inbox, certificate })).toEqual({ healthy: true, findings: [] });
    expect(assessHealth({})).toEqual({ healthy: true, findings: [] });
  });

  it.each<[string, HealthFacts, "error" | "warning"]>([
    ["queueOld", { outbox: { ...outbox, oldestAgeMs: 3_700_000 } }, "error"],
    ["parked", { outbox: { ...outbox, parked: 1 } }, "warning"],
    ["failed", { outbox: { ...outbox, failed: 1 } }, "warning"],
    ["abandoned", { outbox: { ...outbox, expiredLeases: 1 } }, "warning"],
    ["rejectRate", { outbox: { ...outbox, rejectRate: 0.06 } }, "warning"],
    ["copiesFailed", { outbox: { ...outbox, copies: { waiting: 0, failed: 1 } } }, "warning"],
    ["inboxOld", { inbox: { ...inbox, oldestAgeMs: 3_700_000 } }, "error"],
    ["quarantined", { inbox: { ...inbox, states: { ...inbox.states, quarantined: 1 } } }, "warning"],
    ["certificate", { certificate: { kind: "expiresSoon", daysLeft: 12, ...dates } }, "warning"],
    ["certificate", { certificate: { kind: "expired", daysLeft: -1, ...dates } }, "error"],
    ["certificate", { certificate: { kind: "notYetValid", daysLeft: 300, ...dates } }, "error"],
    ["certificate", { certificate: { kind: "otherKey", daysLeft: 300, ...dates } }, "error"],
    ["certificate", { certificate: { kind: "unreadable" } }, "error"],
  ])("finds %s", (code, facts, severity) => {
    const { healthy, findings } = assessHealth(facts);
    expect(findings).toMatchObject([{ code, severity }]);
    expect(healthy).toBe(severity === "warning");
  });

  it("takes other limits", () => {
    const limits = { maxAgeMs: 30_000, maxRejectRate: 0.01 };
    expect(assessHealth({ outbox, inbox }, limits).findings.map(({ code }) => code)).toEqual([
      "queueOld",
      "rejectRate",
      "inboxOld",
    ]);
  });
});
