import { Instant } from "./instant.ts";

/** Time zone in which French documents are dated when nothing else is said. @public */
export const PARIS = "Europe/Paris";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

/** Milliseconds to add to UTC to get the wall clock of a zone at a moment. */
export function offsetAt(epochMs: number, timeZone: string): number {
  const wholeSeconds = Math.floor(epochMs / 1000) * 1000;
  const part: Record<string, number> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(wholeSeconds)) part[type] = Number(value);
  const wall = Date.UTC(
    part["year"] ?? 0,
    (part["month"] ?? 1) - 1,
    part["day"],
    part["hour"],
    part["minute"],
    part["second"],
  );
  return wall - wholeSeconds;
}

function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const sign = offsetMs < 0 ? "-" : "+";
  return `${sign}${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/**
 * Writes a moment in the wall clock of a zone, to the second.
 *
 * @example
 * ```ts
 * import { instantOf } from "@ldl/domain";
 *
 * instantOf(new Date("2024-07-01T08:30:00Z")); // "2024-07-01T10:30:00+02:00"
 * ```
 * @param date - The moment.
 * @param options - `timeZone`: IANA name. Default: `Europe/Paris`.
 * @returns ISO 8601 with the offset of that zone at that moment.
 * @public
 */
export function instantOf(date: Date, options: { readonly timeZone?: string } = {}): Instant {
  const epochMs = date.getTime();
  const offset = offsetAt(epochMs, options.timeZone ?? PARIS);
  const wall = new Date(epochMs + offset).toISOString().slice(0, 19);
  return Instant.parse(`${wall}${offsetText(offset)}`);
}

/**
 * Finds the moment at which the wall clock of a zone shows a date and time.
 *
 * A time that the clocks show twice (end of summer time) is taken as the first; one they skip is moved forward by the gap.
 *
 * @param wallMs - The wall clock read as if it were UTC, in milliseconds.
 * @param timeZone - IANA name.
 * @returns Milliseconds since the epoch.
 */
export function epochOfWallClock(wallMs: number, timeZone: string): number {
  const before = wallMs - offsetAt(wallMs - 86_400_000, timeZone);
  if (before + offsetAt(before, timeZone) === wallMs) return before;
  const after = wallMs - offsetAt(wallMs + 86_400_000, timeZone);
  return after + offsetAt(after, timeZone) === wallMs ? after : before;
}
