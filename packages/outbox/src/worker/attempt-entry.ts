import { type AnyLdlError, isLdlError } from "@ldl/domain";
import { decide, decideUnattempted, EXPIRED } from "../internal/decide.ts";
import { declaredParts } from "../internal/parts.ts";
import { giveBack, type Settlement } from "../internal/settlement.ts";
import { readPayloadOf } from "../store/read-payload.ts";
import { callHandler } from "./call-handler.ts";
import type { Written } from "./outcome-writer.ts";
import { type InFlight, standingOf, type WorkerContext } from "./worker-context.ts";

/** Tells of what was written; a settlement without a line tells of nothing, since nothing happened. */
function tell(context: WorkerContext, flight: InFlight, settlement: Settlement, written: Written): void {
  const { row, startedMs, left } = flight;
  const { line, state, reason } = settlement;
  if (line === undefined || left) return;
  const about = { key: row.key, group: row.send_group, attempt: row.attempts, outcome: line.outcome };
  const durationMs = context.localMs() - startedMs;
  if (written === "recorded") context.emit({ kind: "settled", ...about, state, reason, durationMs });
  else context.emit({ kind: written, ...about });
}

/** Tells that an entry is given up, before that is committed: what is told afterwards could be lost by a crash. */
function announce(context: WorkerContext, { row, left }: InFlight, { state, reason, parts }: Settlement): void {
  if (left || (state !== "failed" && state !== "parked")) return;
  const expired = declaredParts(parts).filter((part) => part.state === "failed" && part.reason === EXPIRED);
  const { key, send_group: group, metadata, attempts, expires_at: expiresAt } = row;
  try {
    context.options.beforeGivingUp?.({
      key,
      group,
      metadata,
      attempts,
      state,
      reason,
      expired: expired.map(({ name }) => name),
      expiresAt,
    });
  } catch (error) {
    context.fail(error);
  }
}

async function settle(context: WorkerContext, flight: InFlight, settlement: Settlement): Promise<void> {
  const { id, fence } = flight.row;
  announce(context, flight, settlement);
  const written = await context.writer.write({ hold: { id, fence }, settlement });
  tell(context, flight, settlement, written);
}

/** Waits before the payload is asked for again; tells whether the attempt still makes sense. */
async function waitForStore(context: WorkerContext, { abort }: InFlight, failure: AnyLdlError, failures: number) {
  const retryInMs = context.storeBackoff(failures, context.policy.random());
  context.emit({ kind: "store-failed", error: failure, retryInMs });
  const ended = AbortSignal.any([context.stopping, abort.signal]);
  if (!ended.aborted) await context.delay(retryInMs, ended).catch(() => undefined);
  return !ended.aborted;
}

/** Reads what is to be sent, as soon as the database answers, or says what becomes of the entry when it cannot be had. */
async function readContent(
  context: WorkerContext,
  flight: InFlight,
): Promise<{ readonly payload: Uint8Array } | { readonly settlement: Settlement }> {
  const { row } = flight;
  const standing = standingOf(row, false, 0);
  const failed = (reason: string): { readonly settlement: Settlement } => ({
    settlement: decide(standing, { kind: "error", reason, retryable: false }, context.policy),
  });
  for (let failures = 1; ; failures++) {
    try {
      const payload = await readPayloadOf(context.store, "outbox.lease", "id", row.id);
      return payload instanceof Uint8Array ? { payload } : failed("LDL_OUTBOX_PAYLOAD_PURGED");
    } catch (error) {
      if (!isLdlError(error)) throw error;
      if (!error.retryable) return failed(error.code);
      if (!(await waitForStore(context, flight, error, failures))) return { settlement: giveBack(standing) };
    }
  }
}

/** The settlement of a row that is not to be attempted now, or `undefined`. */
function decideFirst(
  context: WorkerContext,
  { row, startedMs }: InFlight,
  block: (group: string, waitMs: number) => void,
): { readonly settlement: Settlement } | { readonly release: (() => void) | undefined } {
  const standing = standingOf(row, false, context.localMs() - startedMs);
  const ended = decideUnattempted({ ...standing, abandoned: row.abandoned }, context.policy.limits);
  if (ended !== undefined) return { settlement: ended };
  if (context.stopping.aborted) return { settlement: giveBack(standing) };
  const admission = context.options.admit?.(row.send_group) ?? { admitted: true };
  if (admission.admitted) return { release: admission.release };
  block(row.send_group, admission.waitMs);
  return { settlement: giveBack(standing, admission.waitMs, "group-limit") };
}

/**
 * Takes one leased row through its attempt, or gives it back, or gives it up.
 *
 * @param block - Leaves a group alone for a while.
 */
export async function attemptEntry(
  context: WorkerContext,
  flight: InFlight,
  block: (group: string, waitMs: number) => void,
): Promise<void> {
  const { row } = flight;
  const about = { key: row.key, group: row.send_group };
  if (row.lost_attempt) {
    context.emit({ kind: "abandoned", ...about, attempt: row.attempts - 1, dispatched: row.lost_dispatched });
  }
  const first = decideFirst(context, flight, block);
  if ("settlement" in first) return settle(context, flight, first.settlement);
  try {
    const content = await readContent(context, flight);
    if ("settlement" in content) return await settle(context, flight, content.settlement);
    context.emit({ kind: "started", ...about, attempt: row.attempts, uncertain: row.uncertain });
    const report = await callHandler(context, flight, content.payload);
    if (report.kind === "pause") block(row.send_group, report.afterMs);
    const standing = standingOf(row, flight.dispatched, context.localMs() - flight.startedMs);
    await settle(context, flight, decide(standing, report, context.policy));
  } finally {
    first.release?.();
  }
}
