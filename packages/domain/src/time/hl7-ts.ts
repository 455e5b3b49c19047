import { Moment } from "./moment.ts";
import { epochOfWallClock, instantOf, PARIS } from "./time-zone.ts";

const TS = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(?:\.\d+)?)?)?)?)?([+-]\d{4})?$/;

/**
 * Writes a date as an HL7 time stamp: local time with its offset, or the date alone. Fractions of a second are left out.
 *
 * @example
 * ```ts
 * import { Moment, toHl7Ts } from "@ldl/domain";
 *
 * toHl7Ts(Moment.parse("2019-12-03T13:30:00+01:00")); // "20191203133000+0100"
 * ```
 * @param moment - Date of any precision; its offset is kept.
 * @returns The time stamp.
 * @public
 */
export function toHl7Ts(moment: Moment): string {
  const parts = /^([^T]+)T([\d:]+)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/.exec(moment);
  if (parts === null) return moment.replaceAll("-", "");
  const [, date = "", time = "", zone = ""] = parts;
  return `${date.replaceAll("-", "")}${time.replaceAll(":", "")}${zone === "Z" ? "+0000" : zone.replace(":", "")}`;
}

/**
 * Reads an HL7 time stamp of any precision.
 *
 * @example
 * ```ts
 * import { fromHl7Ts } from "@ldl/domain";
 *
 * fromHl7Ts("20191203133000+0100"); // "2019-12-03T13:30:00+01:00"
 * ```
 * @param ts - Value of a TS.
 * @param options - `timeZone`: zone of a time without offset. Default: `Europe/Paris`.
 * @returns The date, or `undefined` when it is no time stamp or no date of the calendar.
 * @public
 */
export function fromHl7Ts(ts: string, options: { readonly timeZone?: string } = {}): Moment | undefined {
  const parts = TS.exec(ts);
  if (parts === null) return undefined;
  const [, year = "", month, day, hour, minute, second, offset] = parts;
  const date = [year, month, day].filter((part) => part !== undefined).join("-");
  if (hour === undefined || minute === undefined) return Moment.safeParse(date).data;
  const time = second === undefined ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
  if (offset !== undefined) return Moment.safeParse(`${date}T${time}${offset.slice(0, 3)}:${offset.slice(3)}`).data;
  const wall = Date.parse(`${date}T${time}Z`);
  // A day that its month does not have would be read as one of the next month.
  if (Number.isNaN(wall) || !Moment.safeParse(date).success) return undefined;
  const timeZone = options.timeZone ?? PARIS;
  return Moment.safeParse(instantOf(new Date(epochOfWallClock(wall, timeZone)), { timeZone })).data;
}
