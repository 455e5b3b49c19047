import { createHash } from "node:crypto";
import type { ExchangeEvent, OnEvent } from "@ldl/domain";
import type { TransmissionContext } from "../events/transmission-context.ts";

/** What turns the fate of messages into events, for every message of an outbox. @public */
export interface TransmissionEvents extends Omit<TransmissionContext, "documentIds" | "newId" | "now"> {
  /**
   * Receives each event, at least once; the same event always has the same `eventId`. What it throws stops the worker once the
   * outcome is recorded, or rejects `enqueue`, whose message is committed all the same. `transmission.submitted` is told by
   * `enqueue` after its commit, and again by whatever process meets the message later without having told it: a second `enqueue`
   * of the key, a worker before an attempt.
   */
  readonly onEvent: OnEvent;
}

/** Identifier of an event: the same for the same fact, so that an event told twice counts once. */
function eventIdOf(parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Facts that happen once for a transmission. */
const ONCE: ReadonlySet<ExchangeEvent["type"]> = new Set(["transmission.submitted", "transmission.accepted"]);

/** Tells events under identifiers of their own; `occasion` separates facts that may happen more than once. */
export function tellEvents(
  { onEvent }: TransmissionEvents,
  events: readonly (ExchangeEvent & { readonly transmissionId: string })[],
  occasion = "",
): void {
  for (const event of events) {
    const when = ONCE.has(event.type) ? "" : occasion;
    onEvent({ ...event, eventId: eventIdOf([event.type, event.transmissionId, when]) });
  }
}
