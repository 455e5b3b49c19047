import type { Moment } from "./moment.ts";
import { epochOfWallClock, PARIS } from "./time-zone.ts";

/** First and last millisecond that a date of any precision covers. @public */
export interface MomentBounds {
  /** First millisecond since the epoch. */
  readonly from: number;
  /** Last millisecond since the epoch. */
  readonly to: number;
}

/**
 * Gives the span of time that a date covers: one instant, a day, a month or a year.
 *
 * @example
 * ```ts
 * import { Moment, momentBounds } from "@ldl/domain";
 *
 * const { from, to } = momentBounds(Moment.parse("2024"));
 * ```
 * @param moment - Date of any precision.
 * @param options - `timeZone`: zone of the dates without time. Default: `Europe/Paris`.
 * @returns Both bounds, included.
 * @public
 */
export function momentBounds(moment: Moment, options: { readonly timeZone?: string } = {}): MomentBounds {
  if (moment.includes("T")) {
    const epoch = Date.parse(moment);
    return { from: epoch, to: epoch };
  }
  const [year = 0, month, day] = moment.split("-").map(Number);
  const start = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const end =
    month === undefined ? Date.UTC(year + 1, 0, 1) : day === undefined ? Date.UTC(year, month, 1) : start + 86_400_000;
  const timeZone = options.timeZone ?? PARIS;
  return { from: epochOfWallClock(start, timeZone), to: epochOfWallClock(end, timeZone) - 1 };
}

/**
 * Tells whether one date is certainly after another, however precise they are.
 *
 * @example
 * ```ts
 * import { isCertainlyAfter, Moment } from "@ldl/domain";
 *
 * isCertainlyAfter(Moment.parse("2024-05"), Moment.parse("2024")); // false: May 2024 is in 2024
 * ```
 * @param late - Date that may be after.
 * @param early - Date that may be before.
 * @returns True when every moment of `late` follows every moment of `early`.
 * @public
 */
export function isCertainlyAfter(late: Moment, early: Moment): boolean {
  return momentBounds(late).from > momentBounds(early).to;
}
