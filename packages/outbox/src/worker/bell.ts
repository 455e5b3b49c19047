/** Waits; ends early, fulfilled or rejected, when the signal is aborted. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;

/** What a waiting loop listens to. A ring that comes while nobody waits is kept for the next wait. */
export interface Bell {
  ring(): void;
  /** Waits for a ring, at most `ms`; tells whether it rang. */
  wait(ms: number): Promise<boolean>;
}

export function createBell(delay: Delay): Bell {
  let rung = false;
  let interrupt: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      interrupt?.();
    },
    async wait(ms) {
      if (!rung) {
        const rings = new AbortController();
        interrupt = () => rings.abort();
        await delay(ms, rings.signal).catch((error: unknown) => {
          if (!rings.signal.aborted) throw error;
        });
        interrupt = undefined;
      }
      const rang = rung;
      rung = false;
      return rang;
    },
  };
}
