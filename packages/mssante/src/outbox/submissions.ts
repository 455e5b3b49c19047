import { MssanteAddress, parseInput } from "@ldl/domain";
import type { OutboxEntry } from "@ldl/outbox";
import { submittedEvents } from "../events/sending-events.ts";
import { TransmissionFacts } from "./transmission.ts";
import { type TransmissionEvents, tellEvents } from "./transmission-events.ts";

/** A message that was enqueued, as the outbox has it: whoever tells of it, and whenever, its event is the same. */
export interface Submission {
  readonly key: string;
  readonly facts: TransmissionFacts;
  readonly to: readonly MssanteAddress[];
  readonly at: Date;
}

/** Tells of a submission unless it has done so already; throws what the host throws, and then tells it again next time. */
export type TellSubmission = (submission: Submission) => void;

/** Keys that are remembered; an event of one that was forgotten is told again, under the same identifier. */
const REMEMBERED = 10_000;

export function submissionOf({ key, metadata, parts, enqueuedAt }: OutboxEntry): Submission {
  const to = parts.map(({ name }) => parseInput(MssanteAddress, name));
  return { key, facts: parseInput(TransmissionFacts, metadata), to, at: enqueuedAt };
}

/**
 * Makes what tells of submissions at least once. They are told after their commit, which a crash may follow at once: therefore
 * whoever meets a message later, a worker before an attempt or a second `enqueue`, tells of it too, unless it was this process.
 */
export function createTellSubmission(events: TransmissionEvents | undefined): TellSubmission {
  const told = new Set<string>();
  return ({ key, facts, to, at }) => {
    if (events === undefined || told.has(key)) return;
    const { messageId, sender, documentIds } = facts;
    tellEvents(events, submittedEvents({ messageId, from: sender, to }, { ...events, documentIds, now: () => at }));
    told.add(key);
    const [oldest] = told;
    if (told.size > REMEMBERED && oldest !== undefined) told.delete(oldest);
  };
}
