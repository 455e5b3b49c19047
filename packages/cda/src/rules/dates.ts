import type { Time } from "../datatypes/write-time.ts";

/**
 * Tells whether one date is after another for certain: moments by their instants, dates by what both of them say.
 *
 * A moment and a date are compared by the day of the moment where it happened.
 *
 * @internal
 */
export function isAfter(late: Time, early: Time): boolean {
  if (late.includes("T") && early.includes("T")) return Date.parse(late) > Date.parse(early);
  const known = Math.min(late.length, early.length, 10);
  return late.slice(0, known) > early.slice(0, known);
}

/** Bounds of something that lasts. */
export interface Span {
  readonly debut?: Time | undefined;
  readonly fin?: Time | undefined;
}

/** Whether the end comes before the start. */
export function isReversed({ debut, fin }: Span): boolean {
  return debut !== undefined && fin !== undefined && isAfter(debut, fin);
}

/** Whether two moments are the same instant. */
export function isSameInstant(one: Time, other: Time): boolean {
  return one.includes("T") && other.includes("T") && Date.parse(one) === Date.parse(other);
}
