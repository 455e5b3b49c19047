import type { SqlDatabase } from "@ldl/domain";
import { type CreateOutboxOptions, createOutbox, type Outbox, type OutboxEvent } from "../../src/index.ts";
import { createTestClock, type TestClock } from "./test-clock.ts";

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An outbox on its own channel, whose clock stands still and whose delays have no random share. */
export interface TestOutbox {
  readonly outbox: Outbox;
  readonly clock: TestClock;
  readonly events: readonly OutboxEvent[];
  /** Waits for an event, past or to come. */
  readonly event: (matches: (event: OutboxEvent) => boolean) => Promise<OutboxEvent>;
}

let channels = 0;

export async function createTestOutbox(
  database: SqlDatabase,
  options: Partial<CreateOutboxOptions> = {},
): Promise<TestOutbox> {
  const clock = createTestClock();
  const events: OutboxEvent[] = [];
  const watchers = new Set<(event: OutboxEvent) => void>();
  let workers = 0;
  const outbox = createOutbox({
    database,
    channel: `test_${++channels}`,
    now: () => clock.now(),
    delay: (ms, signal) => clock.delay(ms, signal),
    random: () => 0,
    newId: () => `worker-${++workers}`,
    onEvent: (event) => {
      events.push(event);
      for (const watch of watchers) watch(event);
    },
    ...options,
  });
  await outbox.install();
  const event = (matches: (event: OutboxEvent) => boolean): Promise<OutboxEvent> =>
    new Promise((resolve) => {
      const past = events.find(matches);
      if (past !== undefined) return resolve(past);
      watchers.add((coming) => matches(coming) && resolve(coming));
    });
  return { outbox, clock, events, event };
}
