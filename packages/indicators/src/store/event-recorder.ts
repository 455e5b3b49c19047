import { type ExchangeEvent, isLdlError, type OnEvent } from "@ldl/domain";
import type { EventStore } from "./create-event-store.ts";

/** How {@link createEventRecorder} works. @public */
export interface CreateEventRecorderOptions {
  /**
   * Told when events could not be recorded. They stay waiting and are tried again with the next event or `flush`, unless the
   * store refused them as wrong (`LDL_INPUT_INVALID`): then they are dropped after this call.
   */
  readonly onError: (error: unknown, events: readonly ExchangeEvent[]) => void;
}

/** Records what the other packages tell by `onEvent`. @public */
export interface EventRecorder extends AsyncDisposable {
  /** The callback to hand to them: it returns at once and never throws. */
  readonly onEvent: OnEvent;
  /**
   * Waits until everything told so far is recorded or was refused.
   *
   * @returns True when nothing is left waiting.
   */
  flush(): Promise<boolean>;
}

const isRefused = (error: unknown): boolean => isLdlError(error) && error.code === "LDL_INPUT_INVALID";

/**
 * Makes the `onEvent` callback that records exchange events in a store: events are gathered while a write is under way, and
 * written together. Events still waiting when the process dies are lost; a sender that cannot accept this records in its own
 * transaction and imports later.
 *
 * @example
 * ```ts
 * import { createEventRecorder, type EventStore } from "@ldl/indicators";
 *
 * async function run(store: EventStore): Promise<void> {
 *   await using recorder = createEventRecorder(store, { onError: (error) => console.error(error) });
 *   recorder.onEvent; // hand it to the mailbox, the outbox, the DMP client…
 * }
 * ```
 * @param store - Where to record.
 * @param options - What to do with failures.
 * @returns The recorder.
 * @public
 */
export function createEventRecorder(store: EventStore, options: CreateEventRecorderOptions): EventRecorder {
  let waiting: ExchangeEvent[] = [];
  let running: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await store.record(batch);
      } catch (error) {
        const refused = isRefused(error);
        if (!refused) waiting = [...batch, ...waiting];
        options.onError(error, batch);
        if (!refused) break;
      }
    }
    running = undefined;
  };
  const start = (): Promise<void> => {
    running ??= Promise.resolve().then(drain);
    return running;
  };

  return {
    onEvent(event) {
      waiting.push(event);
      void start();
    },
    async flush() {
      if (waiting.length > 0 || running !== undefined) await start();
      return waiting.length === 0;
    },
    async [Symbol.asyncDispose]() {
      await this.flush();
    },
  };
}
