import type { RunOptions } from "../outbox.ts";

type Defaulted =
  | "concurrency"
  | "dispatch"
  | "leaseMs"
  | "attemptTimeoutMs"
  | "pollMs"
  | "drainMs"
  | "abortGraceMs"
  | "worker";

/** Options of a worker with their defaults. */
export type WorkerOptions = RunOptions & Required<Pick<RunOptions, Defaulted>>;

/** Longest time that a timer of Node can count. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export function resolveOptions(given: RunOptions, newId: () => string): WorkerOptions {
  const options = {
    ...given,
    concurrency: given.concurrency ?? 4,
    dispatch: given.dispatch ?? "implicit",
    leaseMs: given.leaseMs ?? 60_000,
    attemptTimeoutMs: given.attemptTimeoutMs ?? 600_000,
    pollMs: given.pollMs ?? 1_000,
    drainMs: given.drainMs ?? 30_000,
    abortGraceMs: given.abortGraceMs ?? 5_000,
    worker: given.worker ?? newId(),
  } as const;
  if (!(Number.isSafeInteger(options.concurrency) && options.concurrency > 0)) {
    throw new RangeError("concurrency: a positive integer is expected");
  }
  const positive = ["leaseMs", "attemptTimeoutMs", "pollMs"] as const;
  const wrong =
    positive.find((name) => !(options[name] > 0 && options[name] <= MAX_TIMER_MS)) ??
    (["drainMs", "abortGraceMs"] as const).find((name) => !(options[name] >= 0 && options[name] <= MAX_TIMER_MS));
  if (wrong !== undefined) throw new RangeError(`${wrong}: a number of milliseconds up to 2^31 - 1 is expected`);
  return options;
}
