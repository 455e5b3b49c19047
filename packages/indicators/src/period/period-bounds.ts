import { type Instant, instantOf, Moment, momentBounds } from "@ldl/domain";
import type { ReferencePeriod } from "./reference-period.ts";

/** First moment of a period and first moment after it, in the civil time of a zone. */
export function periodBounds(
  period: ReferencePeriod,
  timeZone: string,
): { readonly start: Instant; readonly end: Instant } {
  const startOf = (day: string): Instant =>
    instantOf(new Date(momentBounds(Moment.parse(day), { timeZone }).from), { timeZone });
  return { start: startOf(period.firstDay), end: startOf(period.endDay) };
}
