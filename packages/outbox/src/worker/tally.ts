import type { RunSummary } from "../outbox.ts";
import type { OutboxEvent } from "../outbox-event.ts";
import type { AttemptOutcome } from "../outcome.ts";

/** Counts what a worker did, from what it tells. */
export function createTally(): { readonly count: (event: OutboxEvent) => void; readonly summary: () => RunSummary } {
  const outcomes: Partial<Record<AttemptOutcome, number>> = {};
  const counts = { abandoned: 0, fenced: 0, unrecorded: 0 };
  return {
    count(event) {
      if (event.kind === "settled" && event.outcome !== undefined) {
        outcomes[event.outcome] = (outcomes[event.outcome] ?? 0) + 1;
      }
      if (event.kind === "abandoned" || event.kind === "fenced" || event.kind === "unrecorded") counts[event.kind]++;
    },
    summary: () => ({ outcomes: { ...outcomes }, ...counts }),
  };
}
