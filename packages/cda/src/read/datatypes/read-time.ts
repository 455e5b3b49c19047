import { CivilDate, fromHl7Ts, Instant, instantOf, type Moment, momentBounds } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { ReadContext } from "../read-context.ts";
import { asWritten } from "./as-written.ts";
import { hl7Child } from "./elements.ts";
import { present } from "./present.ts";

/** An interval of time, or one time; each part as precise as the document. @public */
export interface TimeSpan {
  /** One time, when the element has a value of its own. */
  readonly value?: Moment;
  /** Start. */
  readonly low?: Moment;
  /** End. */
  readonly high?: Moment;
}

/**
 * Reads a time stamp.
 *
 * @param element - Element of type TS, or nothing.
 * @param context - Where an unreadable date is reported.
 * @returns The date; `undefined` when it is absent, null or unreadable.
 * @internal
 */
export function readTime(element: XmlElement | undefined, context: ReadContext): Moment | undefined {
  const written = element === undefined ? undefined : attributeOf(element, "value")?.trim();
  if (element === undefined || written === undefined || written === "") return undefined;
  const moment = fromHl7Ts(written);
  if (moment === undefined) context.report("LDL-R-TIME", element);
  return moment;
}

/**
 * Reads an interval of time, whatever its type says: a value, bounds, or neither.
 *
 * @param element - Element of type TS or IVL_TS, or nothing.
 * @param context - Where an unreadable date is reported.
 * @returns What is there.
 * @internal
 */
export function readTimeSpan(element: XmlElement | undefined, context: ReadContext): TimeSpan {
  const value = readTime(element, context);
  const low = readTime(hl7Child(element, "low"), context);
  const high = readTime(hl7Child(element, "high"), context);
  return {
    ...present({ value, low, high }),
  };
}

/** A moment as an instant: midnight in Paris at the start of a date that has no time. */
function toInstant(moment: Moment, element: XmlElement, context: ReadContext): Instant {
  const instant = Instant.safeParse(moment);
  if (instant.success) return instant.data;
  context.report("LDL-R-TIME-DAY", element);
  return instantOf(new Date(momentBounds(moment).from));
}

/**
 * Reads a time stamp that must be an instant.
 *
 * @param element - Element of type TS, or nothing.
 * @param context - Where an unreadable or imprecise date is reported.
 * @returns The instant; `undefined` when it is absent, null or unreadable.
 * @internal
 */
export function readInstant(element: XmlElement | undefined, context: ReadContext): Instant | undefined {
  const moment = readTime(element, context);
  return moment === undefined || element === undefined ? undefined : toInstant(moment, element, context);
}

/**
 * Reads a date of birth.
 *
 * @param element - `birthTime`, or nothing.
 * @param context - Where an unreadable or imprecise date is reported.
 * @returns The day; a year or a month kept as written when the day is not known; empty when there is nothing.
 * @internal
 */
export function readCivilDate(element: XmlElement, context: ReadContext): CivilDate {
  const moment = readTime(element, context) ?? "";
  return asWritten(CivilDate, moment.slice(0, 10), context, () => context.report("LDL-R-TIME", element));
}
