/**
 * What an HTTP fault does.
 *
 * - `reply`: answers so instead of doing the work.
 * - `drop`: closes the connection without a word.
 * - `delay`: waits, then does the work.
 * - `truncate`: announces the whole answer, sends so many bytes of it, and closes the connection.
 * - `flood`: sends so many bytes of blanks before the answer, without announcing a length.
 *
 * @public
 */
export type HttpFaultAction =
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly kind: "drop" }
  | { readonly kind: "delay"; readonly delayMs: number }
  | { readonly kind: "truncate"; readonly bytes: number }
  | { readonly kind: "flood"; readonly bytes: number };

/**
 * A fault to inject in an HTTP service of the bench.
 *
 * @public
 */
export interface HttpFault {
  /** What it does. */
  readonly action: HttpFaultAction;
  /** Only for paths that begin so. Default: any. */
  readonly path?: string;
  /** How many times it strikes. Default: once. `Infinity` until it is disposed of. */
  readonly times?: number;
}

/** The HTTP faults that still have to strike. */
export interface HttpFaults {
  add(fault: HttpFault): Disposable;
  /** Takes the next fault for a path, and counts it. */
  take(path: string): HttpFaultAction | undefined;
}

/** Creates an empty list of faults. */
export function createHttpFaults(): HttpFaults {
  const left = new Map<HttpFault, number>();
  return {
    add(fault) {
      const own = { ...fault };
      left.set(own, fault.times ?? 1);
      return { [Symbol.dispose]: () => void left.delete(own) };
    },
    take(path) {
      const found = [...left].find(([fault]) => path.startsWith(fault.path ?? "/"));
      if (found === undefined) return undefined;
      const [fault, times] = found;
      if (times <= 1) left.delete(fault);
      else left.set(fault, times - 1);
      return fault.action;
    },
  };
}
