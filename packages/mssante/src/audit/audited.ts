import type { AuditEntry } from "./audit-event.ts";
import { auditedFailure } from "./audit-failure.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { AuditedContext } from "./audited-context.ts";

/** What is known of an action before it is done. */
export type PlannedAction = Omit<AuditEntry, "outcome" | "response" | "errorCode">;

/** What is known once it is done. */
export interface AuditedEnd<T> {
  /** Server and mailbox, as the connection turned out. */
  readonly context?: () => AuditedContext;
  /** What the result adds. */
  readonly resultOf?: (result: T) => Partial<AuditEntry>;
  /** Words that the answer of the server may repeat and that must not appear. */
  readonly hidden?: () => readonly string[];
}

/**
 * Does something and adds it to the trail, however it ends. Without a trail it is only done.
 *
 * @param trail - The trail.
 * @param planned - What is to be done.
 * @param work - Does it.
 * @param end - What is known afterwards.
 */
export async function audited<T>(
  trail: AuditTrail | undefined,
  planned: PlannedAction,
  work: () => Promise<T>,
  end: AuditedEnd<T> = {},
): Promise<T> {
  if (trail === undefined) return work();
  await trail.ready();
  let result: T;
  try {
    result = await work();
  } catch (error) {
    trail.record({ ...end.context?.(), ...planned, ...auditedFailure(error, end.hidden?.()) });
    throw error;
  }
  trail.record({ ...end.context?.(), ...planned, outcome: "success", ...end.resultOf?.(result) });
  return result;
}
