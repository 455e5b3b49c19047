/** A signal that strikes after a delay, or with the caller's. Dispose of it so that neither timer nor listener stays. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
  /** Whether the delay was what struck. */
  readonly expired: boolean;
}

/**
 * Starts a delay that ends with the caller's signal.
 *
 * @param timeoutMs - The delay.
 * @param caller - The caller's signal; its reason is passed on unchanged.
 * @returns The signal of both.
 */
export function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  caller?.throwIfAborted();
  const controller = new AbortController();
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    controller.abort(new Error("deadline"));
  }, timeoutMs);
  const strike = () => controller.abort(caller?.reason);
  caller?.addEventListener("abort", strike, { once: true });
  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", strike);
    },
  };
}
