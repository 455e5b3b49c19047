import { isLdlError, LdlError } from "@ldl/domain";
import type { Report } from "../internal/decide.ts";
import { declaredParts, pendingNames } from "../internal/parts.ts";
import type { OutboxLease } from "../lease.ts";
import { Outcome } from "../outcome.ts";
import { markDispatched } from "../store/hold-lease.ts";
import type { LeasedRow } from "../store/lease-entries.ts";
import type { InFlight, WorkerContext } from "./worker-context.ts";

export function leaseLost(row: LeasedRow): LdlError<"LDL_OUTBOX_LEASE_LOST"> {
  return new LdlError("LDL_OUTBOX_LEASE_LOST", "le bail de cette entrée est perdu : cette tentative doit cesser", {
    details: { key: row.key, attempt: row.attempts },
  });
}

function leaseOf(context: WorkerContext, flight: InFlight, payload: Uint8Array): OutboxLease {
  const { row, abort } = flight;
  const declared = declaredParts(row.parts);
  return {
    key: row.key,
    group: row.send_group,
    payload,
    metadata: row.metadata,
    parts: pendingNames(declared),
    attempt: row.attempts,
    fence: BigInt(row.fence),
    uncertain: row.uncertain,
    enqueuedAt: row.enqueued_at,
    signal: abort.signal,
    async dispatching() {
      abort.signal.throwIfAborted();
      if (!(await markDispatched(context.store, row, context.options.leaseMs))) {
        abort.abort(leaseLost(row));
        throw leaseLost(row);
      }
      flight.dispatched = true;
    },
  };
}

/** A partial outcome has to account for every pending part and for nothing else. */
function fits(outcome: Outcome, lease: OutboxLease): boolean {
  if (outcome.kind !== "partial") return true;
  const named = Object.keys(outcome.parts);
  return lease.parts.length > 0 && named.length === lease.parts.length && lease.parts.every((n) => named.includes(n));
}

/** Names what was thrown without its message, which may hold anything. */
function nameOf(error: unknown): string {
  if (isLdlError(error)) return error.code;
  if (!(error instanceof Error)) return "not-an-error";
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return /^[\w.-]{1,100}$/.test(code) ? code : "Error";
}

function reportThrown(context: WorkerContext, { row, abort }: InFlight, error: unknown): Report {
  if (context.stopping.aborted && abort.signal.aborted) return { kind: "released", reason: "worker-stopped" };
  context.emit({ kind: "handler-threw", key: row.key, group: row.send_group, attempt: row.attempts, error });
  return { kind: "error", reason: nameOf(error), retryable: isLdlError(error) && error.retryable };
}

/** Calls the handler; every way in which it can end becomes a report. */
export async function callHandler(context: WorkerContext, flight: InFlight, payload: Uint8Array): Promise<Report> {
  const lease = leaseOf(context, flight, payload);
  try {
    const outcome = Outcome.safeParse(await context.options.handler(lease));
    return outcome.success && fits(outcome.data, lease) ? outcome.data : { kind: "invalid", reason: "invalid-outcome" };
  } catch (error) {
    return reportThrown(context, flight, error);
  }
}
