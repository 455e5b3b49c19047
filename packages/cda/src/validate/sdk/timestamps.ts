const TS = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\.\d{1,9})?)?)?([+-]\d{1,4})?)?)?)?$/;

/** Days of a month; February 29 only in leap years. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Tells whether an HL7 time exists.
 *
 * @param value - `YYYY[MM[DD[HH[MM[SS[.S]]]±ZZZZ]]]`.
 * @returns `false` for another form, a thirteenth month, February 30, twenty-five o'clock.
 */
export function isRealTs(value: string): boolean {
  const parts = TS.exec(value);
  if (parts === null) return false;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const offset = (parts[8] ?? "+0000").padEnd(5, "0");
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    Number(offset.slice(1, 3)) <= 14 &&
    Number(offset.slice(3)) <= 59
  );
}

/** The instant of a time that has a time of day and an offset; else nothing can be said of the instant. */
function instantOf(value: string): number | undefined {
  const [, year, month, day, hour, minute = "00", second = "00", fraction = "", offset] = TS.exec(value) ?? [];
  if (hour === undefined || offset?.length !== 5) return undefined;
  const zone = `${offset.slice(0, 3)}:${offset.slice(3)}`;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${zone}`);
}

/** The digits of a time as written, without offset. */
function digitsOf(value: string): string {
  return value.replace(/[+-]\d{1,4}$/, "").replace(".", "");
}

/** Compares what both times say: instants when both have an offset, else the digits that both have. */
function compareTs(one: string, other: string): number {
  const [first, second] = [instantOf(one), instantOf(other)];
  if (first !== undefined && second !== undefined) return first - second;
  const hasOneOffset = first !== undefined || second !== undefined;
  const known = Math.min(digitsOf(one).length, digitsOf(other).length, hasOneOffset ? 8 : 17);
  const [a, b] = [digitsOf(one).slice(0, known), digitsOf(other).slice(0, known)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Tells whether one time is later than another for certain. */
export function isAfterTs(late: string, early: string): boolean {
  return isRealTs(late) && isRealTs(early) && compareTs(late, early) > 0;
}

/** Tells whether two times with a time of day are the same. */
export function isSameTs(one: string, other: string): boolean {
  return digitsOf(one).length > 8 && digitsOf(other).length > 8 && compareTs(one, other) === 0;
}
