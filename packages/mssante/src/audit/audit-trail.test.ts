import { isLdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { AuditEvent } from "./audit-event.ts";
import { createAuditTrail } from "./audit-trail.ts";

const ENTRY = { action: "delete", request: { verb: "UID EXPUNGE", target: "INBOX/3" }, outcome: "success" } as const;
const author = { kind: "person", id: "810002422979" } as const;

describe("createAuditTrail", () => {
  it("adds identifier, time and author, and hides the patient", () => {
    const events: AuditEvent[] = [];
    const trail = createAuditTrail({
      sink: (event) => void events.push(AuditEvent.parse(event)),
      author: () => AuditEvent.shape.author.parse(author),
      now: () => new Date("2024-02-20T09:15:00.123Z"),
      newId: () => "11111111-1111-4111-8111-111111111111",
    });
    trail.record({ ...ENTRY, mailbox: "279035121518989@patient.mssante.fr", messageId: "<1@patient.mssante.fr>" });
    expect(events).toEqual([
      {
        eventId: "11111111-1111-4111-8111-111111111111",
        timestamp: "2024-02-20T09:15:00.123Z",
        author,
        ...ENTRY,
        mailbox: "***@patient.mssante.fr",
        messageId: "<***@patient.mssante.fr>",
      },
    ]);
  });

  it.each<[string, () => void | Promise<void>]>([
    [
      "throws",
      () => {
        throw new Error("full");
      },
    ],
    ["lets its promise fail", () => Promise.reject(new Error("full"))],
  ])("goes on when the sink %s, and tells it, whatever is told", async (_name, sink) => {
    const told: unknown[] = [];
    const onFailure = (error: unknown) => {
      told.push(error);
      throw new Error("told badly");
    };
    const trail = createAuditTrail({ sink, author: { kind: "application", id: "DPI" }, onFailure });
    trail.record(ENTRY);
    await trail.ready();
    await new Promise(setImmediate);
    await trail.ready();
    expect(told).toHaveLength(1);
  });

  it("keeps the order of what waits, and lets nothing begin meanwhile", async () => {
    let full = true;
    const kept: string[] = [];
    const trail = createAuditTrail({
      sink: ({ request }) => {
        if (full) throw new Error("full");
        kept.push(request.target ?? "");
      },
      author: { kind: "application", id: "DPI" },
      failure: "stop",
    });
    for (const target of ["1", "2", "3"]) trail.record({ ...ENTRY, request: { verb: "X", target } });
    const refusal = await trail.ready().catch((error: unknown) => error);
    expect(isLdlError(refusal) && refusal).toMatchObject({ code: "LDL_MSS_AUDIT_FAILED", details: { waiting: 3 } });
    full = false;
    await Promise.all([trail.ready(), trail.ready()]);
    trail.record({ ...ENTRY, request: { verb: "X", target: "4" } });
    expect(kept).toEqual(["1", "2", "3", "4"]);
  });
});
