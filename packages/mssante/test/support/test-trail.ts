import { expect } from "vitest";
import { AuditEvent } from "../../src/audit/audit-event.ts";
import { type AuditTrail, type CreateAuditTrailOptions, createAuditTrail } from "../../src/audit/audit-trail.ts";
import { createRecipientKey } from "../../src/events/recipient-key.ts";

/** A trail that keeps what it is given. */
export interface TestTrail {
  readonly audit: AuditTrail;
  readonly events: AuditEvent[];
  /** Actions, in order, with how those ended that did not succeed. */
  readonly actions: () => string[];
}

export function testTrail(options: Partial<CreateAuditTrailOptions> = {}): TestTrail {
  const events: AuditEvent[] = [];
  const audit = createAuditTrail({
    author: { kind: "application", id: "DPI-TEST" },
    pseudonym: createRecipientKey("secret des essais, 16 octets"),
    sink: (event) => void events.push(AuditEvent.parse(event)),
    ...options,
  });
  return {
    audit,
    events,
    actions: () => events.map(({ action, outcome }) => (outcome === "success" ? action : `${action} ${outcome}`)),
  };
}

/** Nothing of this may stand in a trail, in whatever spelling. */
export function expectAbsent(events: readonly AuditEvent[], secrets: readonly string[]): void {
  const text = JSON.stringify(events).toLowerCase();
  for (const secret of secrets)
    expect(text, `${secret.length} characters that must not be written`).not.toContain(secret.toLowerCase());
}
