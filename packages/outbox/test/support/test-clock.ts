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
}

export function createTestClock(start = "2026-01-05T08:00:00.000Z"): TestClock {
  let nowMs = Date.parse(start);
  const sleepers = new Set<Sleeper>();
  return {
    now: () => new Date(nowMs),
    delay: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { dueMs: nowMs + ms, wake: () => end() };
        const end = (): void => {
          sleepers.delete(sleeper);
          resolve();
        };
        if (signal.aborted) return resolve();
        sleepers.add(sleeper);
        signal.addEventListener("abort", end, { once: true });
      }),
    advance(ms) {
      nowMs += ms;
      for (const sleeper of [...sleepers]) if (sleeper.dueMs <= nowMs) sleeper.wake();
    },
  };
}
