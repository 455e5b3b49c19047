interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** A clock that only moves when told to, and the delays that follow it. */
export interface TestClock {
  now(): Date;
  delay(ms: number, signal: AbortSignal): Promise<void>;
  /** Moves on and ends the delays that are due. */
  advance(ms: number): void;
  /** Waits until somebody sleeps for exactly that long. */
  asleep(ms: number): Promise<void>;
}

export function createTestClock(start = "2026-01-05T08:00:00.000Z"): TestClock {
  let nowMs = Date.parse(start);
  const sleepers = new Set<Sleeper>();
  const watchers = new Set<() => void>();
  return {
    now: () => new Date(nowMs),
    delay: (ms, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          sleepers.delete(sleeper);
          signal.removeEventListener("abort", end);
          resolve();
        };
        const sleeper = { dueMs: nowMs + ms, wake: end };
        if (ms <= 0 || signal.aborted) return resolve();
        sleepers.add(sleeper);
        signal.addEventListener("abort", end);
        for (const watch of watchers) watch();
      }),
    advance(ms) {
      nowMs += ms;
      for (const sleeper of [...sleepers]) if (sleeper.dueMs <= nowMs) sleeper.wake();
    },
    asleep: (ms) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (![...sleepers].some(({ dueMs }) => dueMs === nowMs + ms)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
  };
}
