import type { OnEvent, SqlExecutor } from "@ldl/domain";
import type { EnqueueResult, Outbox, OutboxLease, Outcome, RunOptions, RunSummary } from "@ldl/outbox";
import type { DmpClient } from "../client/dmp-client.ts";
import { failedEvents, submittedEvents } from "../client/lot-events.ts";
import { type PreparedLot, parsePreparedLot, serializePreparedLot } from "../lot/prepared-lot.ts";
import { outcomeOf } from "./outcome-of.ts";

/** Options of {@link createDmpFeed}. @public */
export interface CreateDmpFeedOptions {
  /** Client that sends. */
  readonly client: Pick<DmpClient, "send">;
  /** Outbox of the channel, installed: its rows are the ledger of what was sent. */
  readonly outbox: Outbox;
  /** Receives `dmp.submitted` and `dmp.failed`, each with an identifier that is the same if it is told twice. Default: nobody. */
  readonly onEvent?: OnEvent;
  /** Clock that dates events. Default: the system clock. */
  readonly now?: () => Date;
}

/** Options of {@link DmpFeed.enqueue}. @public */
export interface EnqueueLotOptions {
  /** Name of what pauses apply to, usually the structure. Default: `dmp`. */
  readonly group?: string;
  /**
   * Lots of one lane go one after another. Default: the identifier of the first document, so that one document is never in
   * flight twice.
   */
  readonly lane?: string;
  /** Open transaction of the caller: the lot is sent if and only if it commits. Default: its own. */
  readonly transaction?: SqlExecutor;
  /** Aborts. */
  readonly signal?: AbortSignal;
}

/** Options of {@link DmpFeed.run}: those of the outbox, without the handler. @public */
export type RunFeedOptions = Omit<RunOptions, "handler" | "dispatch">;

/** Feeds the DMP from an outbox: what is enqueued is sent until its outcome is known, over crashes and machines. @public */
export interface DmpFeed {
  /** Stores a lot to be sent. The same lot enqueued twice is one entry. */
  enqueue(lot: PreparedLot, options?: EnqueueLotOptions): Promise<EnqueueResult>;
  /** Sends what waits, until the signal is aborted. */
  run(options?: RunFeedOptions): Promise<RunSummary>;
}

async function sendOne(lease: OutboxLease, options: CreateDmpFeedOptions): Promise<Outcome> {
  const { client, onEvent = () => undefined, now = () => new Date() } = options;
  const lot = parsePreparedLot(lease.payload);
  try {
    const { alreadySubmitted, warnings } = await client.send(lot, {
      uncertain: lease.uncertain,
      attempt: lease.attempt,
      beforeDispatch: () => lease.dispatching(),
      signal: lease.signal,
    });
    for (const event of submittedEvents(lot, now())) onEvent(event);
    return { kind: "delivered", detail: { alreadySubmitted, warnings: warnings.map(({ code }) => code) } };
  } catch (error) {
    if (lease.signal.aborted) throw error;
    const outcome = outcomeOf(error);
    if (outcome.kind === "failed" || outcome.kind === "park") {
      for (const event of failedEvents(lot, now(), outcome.reason)) onEvent(event);
    }
    return outcome;
  }
}

/**
 * Makes a feed of the DMP on an outbox.
 *
 * Each lot is one row, whose key is the identifier of its submission set. The row is marked right before the request goes out;
 * an attempt that follows one whose outcome is unknown asks the DMP first whether the document is there, then sends the same
 * lot again, which the DMP refuses when it has it.
 *
 * @remarks Identifiers never change between attempts, and a search after a deposit is made on unknown
 * outcome only (EX_3.1-2030).
 * @example
 * ```ts
 * import { type DmpClient, createDmpFeed, type PreparedLot } from "@ldl/dmp";
 * import type { Outbox } from "@ldl/outbox";
 *
 * const feed = async (client: DmpClient, outbox: Outbox, lot: PreparedLot) => {
 *   const dmp = createDmpFeed({ client, outbox });
 *   await dmp.enqueue(lot);
 *   return dmp.run({ stopWhenIdle: true });
 * };
 * ```
 * @param options - Client, outbox, events.
 * @returns The feed.
 * @public
 */
export function createDmpFeed(options: CreateDmpFeedOptions): DmpFeed {
  const { outbox } = options;
  return {
    enqueue: (lot, { group = "dmp", lane = lot.documentIds[0], transaction, signal } = {}) =>
      outbox.enqueue(
        {
          payload: serializePreparedLot(lot),
          metadata: { submissionSetId: lot.submissionSetId, documentIds: [...lot.documentIds] },
        },
        {
          key: lot.submissionSetId,
          group,
          lane,
          ...(transaction === undefined ? {} : { transaction }),
          ...(signal === undefined ? {} : { signal }),
        },
      ),
    run: (runOptions = {}) =>
      outbox.run({ ...runOptions, dispatch: "explicit", handler: (lease) => sendOne(lease, options) }),
  };
}
