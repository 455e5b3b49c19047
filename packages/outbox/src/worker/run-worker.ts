import { exponentialBackoff } from "../backoff.ts";
import type { Policy } from "../internal/decide.ts";
import type { OutboxRetention, RunOptions, RunSummary } from "../outbox.ts";
import type { OnOutboxEvent } from "../outbox-event.ts";
import { recordSettlements } from "../store/record-settlements.ts";
import type { Store } from "../store/store.ts";
import { type Bell, createBell, type Delay } from "./bell.ts";
import { keepLeases } from "./keep-leases.ts";
import { keepPurging } from "./keep-purging.ts";
import { createOutcomeWriter } from "./outcome-writer.ts";
import { createTally } from "./tally.ts";
import { workQueue } from "./work-queue.ts";
import type { WorkerContext } from "./worker-context.ts";
import { resolveOptions, type WorkerOptions } from "./worker-options.ts";

/** What a worker is given besides its options. */
export interface WorkerSetting {
  readonly store: Store;
  readonly policy: Policy;
  readonly retention: OutboxRetention;
  readonly onEvent: OnOutboxEvent | undefined;
  readonly delay: Delay;
  readonly newId: () => string;
  /** Bells that a new entry rings. */
  readonly bells: Set<Bell>;
}

/** Between two tries of a statement that the database refused. */
const STORE_BACKOFF = exponentialBackoff({ firstMs: 200, maxMs: 10_000 });

interface Failure {
  readonly stop: AbortController;
  error: { readonly value: unknown } | undefined;
}

function createContext(
  setting: WorkerSetting,
  options: WorkerOptions,
  failure: Failure,
  count: OnOutboxEvent,
): WorkerContext {
  const { store, policy, delay } = setting;
  const fail = (value: unknown): void => {
    failure.error ??= { value };
    failure.stop.abort(value);
  };
  const emit: OnOutboxEvent = (event) => {
    count(event);
    try {
      setting.onEvent?.(event);
    } catch (error) {
      fail(error);
    }
  };
  const writer = createOutcomeWriter({
    record: (items) => recordSettlements(store, items),
    onFailure: (error, retryInMs) => emit({ kind: "store-failed", error, retryInMs }),
    backoff: STORE_BACKOFF,
    random: policy.random,
    delay,
  });
  const { now } = store;
  const localMs = now === undefined ? () => performance.now() : () => now().getTime();
  const common = { store, policy, options, emit, delay, localMs, writer, fail, storeBackoff: STORE_BACKOFF };
  return { ...common, bell: createBell(delay), inFlight: new Set(), stopping: failure.stop.signal };
}

/** Waits until nothing is under way, at most `ms`. */
async function emptied({ inFlight, bell, localMs }: WorkerContext, ms: number): Promise<boolean> {
  const deadline = localMs() + ms;
  while (inFlight.size > 0) {
    const rang = await bell.wait(Math.max(0, deadline - localMs()));
    if (!rang && inFlight.size > 0) return false;
  }
  return true;
}

/** Lets what is under way end, then tells it to, then leaves it. */
async function drain(context: WorkerContext): Promise<void> {
  const { options, inFlight, stopping } = context;
  if (await emptied(context, options.drainMs)) return;
  for (const { abort } of inFlight) abort.abort(stopping.reason);
  if (await emptied(context, options.abortGraceMs)) return;
  for (const flight of inFlight) {
    flight.left = true;
    const { key, send_group: group, attempts: attempt } = flight.row;
    context.emit({ kind: "unrecorded", key, group, attempt, outcome: undefined });
  }
}

/** Runs one worker to its end. */
export async function runWorker(setting: WorkerSetting, given: RunOptions): Promise<RunSummary> {
  const options = resolveOptions(given, setting.newId);
  const failure: Failure = { stop: new AbortController(), error: undefined };
  const tally = createTally();
  const context = createContext(setting, options, failure, tally.count);
  const ended = new AbortController();
  const stop = (): void => failure.stop.abort(options.signal?.reason);
  if (options.signal?.aborted === true) stop();
  options.signal?.addEventListener("abort", stop, { once: true });
  context.stopping.addEventListener("abort", () => context.bell.ring(), { once: true });
  setting.bells.add(context.bell);
  const background = [keepLeases(context, ended.signal), keepPurging(context, setting.retention, ended.signal)];
  for (const task of background) task.catch(context.fail);
  try {
    await workQueue(context);
    await drain(context);
  } finally {
    setting.bells.delete(context.bell);
    options.signal?.removeEventListener("abort", stop);
    ended.abort();
    context.writer.close();
    await Promise.allSettled(background);
  }
  if (failure.error !== undefined) throw failure.error.value;
  return tally.summary();
}
