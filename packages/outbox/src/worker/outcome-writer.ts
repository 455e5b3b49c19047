import { setImmediate } from "node:timers/promises";
import { type AnyLdlError, isLdlError } from "@ldl/domain";
import type { RetrySchedule } from "../backoff.ts";
import { nameOfHold } from "../store/hold-lease.ts";
import type { HeldSettlement } from "../store/record-settlements.ts";
import type { Delay } from "./bell.ts";

/** `fenced`: somebody else has the row; `unrecorded`: it could not be written before the worker stopped. */
export type Written = "recorded" | "fenced" | "unrecorded";

/** Writes outcomes; those that arrive while a statement is under way share the next one. */
export interface OutcomeWriter {
  write(item: HeldSettlement): Promise<Written>;
  /** Gives up what is still to be written. */
  close(): void;
}

export interface OutcomeWriterOptions {
  readonly record: (items: readonly HeldSettlement[]) => Promise<ReadonlySet<string>>;
  readonly onFailure: (error: AnyLdlError, retryInMs: number) => void;
  readonly backoff: RetrySchedule;
  readonly random: () => number;
  readonly delay: Delay;
}

const BATCH = 200;

interface Waiting {
  readonly item: HeldSettlement;
  readonly resolve: (written: Written) => void;
}

/** Tries until the database answers: an outcome in hand is worth the wait, since losing it would send a duplicate. */
async function recordPatiently(
  items: readonly HeldSettlement[],
  options: OutcomeWriterOptions,
  closed: AbortSignal,
): Promise<ReadonlySet<string> | "refused" | "closed"> {
  for (let failures = 1; !closed.aborted; failures++) {
    try {
      return await options.record(items);
    } catch (error) {
      if (!isLdlError(error)) throw error;
      const retryInMs = options.backoff(failures, options.random());
      options.onFailure(error, retryInMs);
      if (!error.retryable) return "refused";
      await options.delay(retryInMs, closed).catch(() => undefined);
    }
  }
  return "closed";
}

export function createOutcomeWriter(options: OutcomeWriterOptions): OutcomeWriter {
  const closing = new AbortController();
  const waiting: Waiting[] = [];
  let pumping = false;

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    const items = batch.map(({ item }) => item);
    const written = await recordPatiently(items, options, closing.signal);
    if (written === "refused" && batch.length > 1) {
      // One of them is refused by the database: the others must not suffer for it.
      for (const single of batch) await writeBatch([single]);
      return;
    }
    for (const { item, resolve } of batch) {
      if (typeof written === "string") resolve("unrecorded");
      else resolve(written.has(nameOfHold(item.hold)) ? "recorded" : "fenced");
    }
  }

  async function pump(): Promise<void> {
    pumping = true;
    // Outcomes of one turn of the event loop share the first statement already.
    await setImmediate();
    while (waiting.length > 0) await writeBatch(waiting.splice(0, BATCH));
    pumping = false;
  }

  return {
    write: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve });
        if (!pumping) pump().catch(reject);
      }),
    close: () => closing.abort(),
  };
}
