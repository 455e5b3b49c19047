import { isLdlError } from "@ldl/domain";
import { nameOfHold, renewLeases } from "../store/hold-lease.ts";
import { leaseLost } from "./call-handler.ts";
import type { InFlight, WorkerContext } from "./worker-context.ts";

/** An attempt that takes too long is told to end, and its lease is let go. */
function endOverdue(context: WorkerContext, flights: readonly InFlight[]): readonly InFlight[] {
  const { attemptTimeoutMs } = context.options;
  return flights.filter(({ startedMs, abort }) => {
    const overdue = context.localMs() - startedMs >= attemptTimeoutMs;
    if (overdue && !abort.signal.aborted) abort.abort(new DOMException("the attempt took too long", "TimeoutError"));
    return !overdue;
  });
}

async function renewOnce(context: WorkerContext): Promise<void> {
  const { leaseMs } = context.options;
  const flights = endOverdue(context, [...context.inFlight]);
  if (flights.length === 0) return;
  const askedMs = context.localMs();
  try {
    const kept = await renewLeases(
      context.store,
      flights.map(({ row }) => row),
      leaseMs,
    );
    for (const flight of flights) {
      if (kept.has(nameOfHold(flight.row))) flight.renewedMs = askedMs;
      else flight.abort.abort(leaseLost(flight.row));
    }
  } catch (error) {
    if (!isLdlError(error)) throw error;
    context.emit({ kind: "store-failed", error, retryInMs: leaseMs / 3 });
    // Nobody else can be asked: past its end, the lease must be taken for lost.
    const lost = flights.filter(({ renewedMs }) => context.localMs() - renewedMs >= leaseMs);
    for (const { abort, row } of lost) abort.abort(leaseLost(row));
  }
}

/** Renews the leases of what is under way at a third of their length, until `ended`. */
export async function keepLeases(context: WorkerContext, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await context.delay(context.options.leaseMs / 3, ended).catch(() => undefined);
    if (!ended.aborted) await renewOnce(context);
  }
}
