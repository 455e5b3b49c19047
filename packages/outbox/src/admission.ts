/** Answer of an {@link Admit} hook. @public */
export type Admission =
  | {
      /** The entry may be sent now. */
      readonly admitted: true;
      /** Called once the attempt has ended. */
      readonly release?: () => void;
    }
  | {
      /** Not now. */
      readonly admitted: false;
      /** When to ask again for this group, in milliseconds. */
      readonly waitMs: number;
    };

/**
 * Decides whether a worker may start an entry of a group now: the place for the limits of an operator on connections and
 * messages per minute. A refused entry goes back to the queue, and the refusal is no attempt.
 *
 * @param group - Group of the entry.
 * @returns The decision.
 * @public
 */
export type Admit = (group: string) => Admission;

/** Limits of one group. @public */
export interface GroupLimits {
  /** Entries of the group under way at the same time. Default: no limit. */
  readonly connections?: number;
  /** Entries of the group started within any 60 seconds. Default: no limit. */
  readonly perMinute?: number;
}

/** Options of {@link createGroupLimits}. @public */
export interface CreateGroupLimitsOptions {
  /** Limits of a group. */
  readonly limitsOf: (group: string) => GroupLimits;
  /** Wait proposed while all connections of a group are in use, in milliseconds. Default: 1 000. */
  readonly waitMs?: number;
  /** Clock; only differences are used. Default: one that nobody can set. */
  readonly now?: () => Date;
}

const MINUTE = 60_000;

interface GroupUse {
  running: number;
  /** Start times within the last minute, oldest first. */
  readonly starts: number[];
}

function waitFor(use: GroupUse, limits: GroupLimits, nowMs: number, busyMs: number): number {
  // What a clock that was set back shows in the future has just happened: nobody waits for longer than a minute.
  for (const [index, start] of use.starts.entries()) if (start > nowMs) use.starts[index] = nowMs;
  while (use.starts[0] !== undefined && use.starts[0] <= nowMs - MINUTE) use.starts.shift();
  if (limits.connections !== undefined && use.running >= limits.connections) return busyMs;
  const oldest = use.starts[0];
  if (limits.perMinute === undefined || use.starts.length < limits.perMinute) return 0;
  return oldest === undefined ? MINUTE : oldest + MINUTE - nowMs;
}

/**
 * Makes an {@link Admit} hook that keeps each group within a number of connections and of starts per minute.
 *
 * The count is that of this hook: workers that share one, in one process, share its limits; divide the operator's limits by
 * the number of processes otherwise.
 *
 * @example
 * ```ts
 * import { createGroupLimits } from "@ldl/outbox";
 *
 * const admit = createGroupLimits({ limitsOf: () => ({ connections: 2, perMinute: 120 }) });
 * console.log(admit("mailbox-1").admitted); // true
 * ```
 * @param options - Limits by group, and clock.
 * @returns The hook, for {@link RunOptions.admit}.
 * @public
 */
export function createGroupLimits(options: CreateGroupLimitsOptions): Admit {
  const { limitsOf, waitMs: busyMs = 1_000, now } = options;
  const nowOf = now === undefined ? () => performance.now() : () => now().getTime();
  const uses = new Map<string, GroupUse>();
  return (group) => {
    const use = uses.get(group) ?? { running: 0, starts: [] };
    uses.set(group, use);
    const limits = limitsOf(group);
    const nowMs = nowOf();
    const waitMs = waitFor(use, limits, nowMs, busyMs);
    if (waitMs > 0) return { admitted: false, waitMs };
    use.running++;
    if (limits.perMinute !== undefined) use.starts.push(nowMs);
    return { admitted: true, release: () => void use.running-- };
  };
}
