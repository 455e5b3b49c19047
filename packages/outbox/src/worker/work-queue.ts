import { isLdlError } from "@ldl/domain";
import { type LeasedRow, leaseEntries } from "../store/lease-entries.ts";
import { attemptEntry } from "./attempt-entry.ts";
import type { InFlight, WorkerContext } from "./worker-context.ts";

/** Groups that this worker leaves alone for a while. */
function createBlockedGroups(localMs: () => number) {
  const until = new Map<string, number>();
  return {
    block: (group: string, waitMs: number): void => void until.set(group, localMs() + waitMs),
    current(): readonly string[] {
      for (const [group, endMs] of until) if (endMs <= localMs()) until.delete(group);
      return [...until.keys()];
    },
  };
}

/** Leases what is due; waits and answers `undefined` when the database fails. */
async function lease(
  context: WorkerContext,
  count: number,
  blocked: readonly string[],
  failures: number,
): Promise<readonly LeasedRow[] | undefined> {
  const { options, store, policy } = context;
  const { worker, leaseMs, dispatch } = options;
  try {
    return await leaseEntries(store, { worker, count, leaseMs, blocked, dispatched: dispatch === "implicit" });
  } catch (error) {
    if (!isLdlError(error)) throw error;
    const retryInMs = context.storeBackoff(failures + 1, policy.random());
    context.emit({ kind: "store-failed", error, retryInMs });
    await context.bell.wait(retryInMs);
    return undefined;
  }
}

function start(context: WorkerContext, row: LeasedRow, block: (group: string, waitMs: number) => void): void {
  const nowMs = context.localMs();
  const dispatched = context.options.dispatch === "implicit";
  const flight: InFlight = {
    row,
    startedMs: nowMs,
    abort: new AbortController(),
    renewedMs: nowMs,
    dispatched,
    left: false,
  };
  context.inFlight.add(flight);
  const end = (): void => {
    context.inFlight.delete(flight);
    context.bell.ring();
  };
  attemptEntry(context, flight, block).catch(context.fail).finally(end);
}

/** Leases and starts entries until the worker has to stop, or is idle and may. */
export async function workQueue(context: WorkerContext): Promise<void> {
  const { options, inFlight, stopping, bell } = context;
  const groups = createBlockedGroups(context.localMs);
  let failures = 0;
  while (!stopping.aborted) {
    const free = options.concurrency - inFlight.size;
    const rows = free === 0 ? [] : await lease(context, free, groups.current(), failures);
    failures = rows === undefined ? failures + 1 : 0;
    if (rows === undefined) continue;
    for (const row of rows) start(context, row, groups.block);
    if (free > 0 && rows.length === free) continue;
    if (options.stopWhenIdle === true && rows.length === 0 && free === options.concurrency) return;
    await bell.wait(options.pollMs);
  }
}
