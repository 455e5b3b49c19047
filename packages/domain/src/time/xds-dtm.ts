import type { Moment } from "./moment.ts";

/**
 * Writes a date as an XDS DTM: a moment goes to UTC, to the precision given; a date without time is left as it is.
 *
 * @example
 * ```ts
 * import { Moment, toXdsDtm } from "@ldl/domain";
 *
 * toXdsDtm(Moment.parse("2024-07-01T10:30:00+02:00")); // "20240701083000"
 * ```
 * @param moment - Date of any precision.
 * @returns `YYYY[MM[DD[hhmm[ss]]]]`.
 * @public
 */
export function toXdsDtm(moment: Moment): string {
  if (!moment.includes("T")) return moment.replaceAll("-", "");
  const hasSeconds = /T\d{2}:\d{2}:\d{2}/.test(moment);
  return new Date(moment)
    .toISOString()
    .slice(0, hasSeconds ? 19 : 16)
    .replace(/[-:T]/g, "");
}
