import type { RetrySchedule } from "../backoff.ts";
import type { Policy } from "../internal/decide.ts";
import type { Standing } from "../internal/settlement.ts";
import type { OutboxEvent } from "../outbox-event.ts";
import type { LeasedRow } from "../store/lease-entries.ts";
import type { Store } from "../store/store.ts";
import type { Bell, Delay } from "./bell.ts";
import type { OutcomeWriter } from "./outcome-writer.ts";
import type { WorkerOptions } from "./worker-options.ts";

/** One attempt under way. */
export interface InFlight {
  readonly row: LeasedRow;
  readonly startedMs: number;
  readonly abort: AbortController;
  renewedMs: number;
  dispatched: boolean;
  /** The worker ended before the attempt did. */
  left: boolean;
}

/** What the parts of one worker share. */
export interface WorkerContext {
  readonly store: Store;
  readonly policy: Policy;
  readonly options: WorkerOptions;
  readonly emit: (event: OutboxEvent) => void;
  readonly delay: Delay;
  /** Milliseconds of the injected clock, or of one that nobody can set: only differences are used. */
  readonly localMs: () => number;
  readonly bell: Bell;
  readonly inFlight: Set<InFlight>;
  readonly writer: OutcomeWriter;
  /** Between two tries of a statement that failed. */
  readonly storeBackoff: RetrySchedule;
  /** Aborted when the worker has to stop. */
  readonly stopping: AbortSignal;
  /** Stops the worker for a reason that its caller has to learn. */
  readonly fail: (error: unknown) => void;
}

/** What is known of a leased row, at this moment. */
export function standingOf(row: LeasedRow, dispatched: boolean, elapsedMs: number): Standing {
  const { parts, attempts: attempt, tries, errors, uncertain } = row;
  return { parts, attempt, tries, errors, uncertain, dispatched, remainingMs: row.remaining_ms - elapsedMs };
}
