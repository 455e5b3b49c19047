import { XPathError } from "../xpath-error.ts";

/** Types of date that can be cast and compared. */
export type DateType = "date" | "dateTime" | "time";

const ZONE = "(Z|[+-](?:0\\d|1[0-3]):[0-5]\\d|[+-]14:00)?";
const DATE = "(-?(?:[1-9]\\d{4,}|\\d{4}))-(\\d\\d)-(\\d\\d)";
const TIME = "(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?";

const SHAPES: Readonly<Record<DateType, RegExp>> = {
  date: new RegExp(`^${DATE}()()()()${ZONE}$`),
  time: new RegExp(`^()()()${TIME}${ZONE}$`),
  dateTime: new RegExp(`^${DATE}T${TIME}${ZONE}$`),
};

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A date, a time or both, with or without an offset from UTC. */
export class DateValue {
  readonly type: DateType;
  /** The lexical form it was cast from. */
  readonly text: string;
  /** Seconds from 0000-01-01T00:00:00 (proleptic), the offset not applied. */
  readonly localSeconds: number;
  /** Digits of the fraction of a second. */
  readonly fraction: string;
  /** Offset from UTC in minutes; `undefined` when the value has none. */
  readonly offsetMinutes: number | undefined;

  private constructor(
    type: DateType,
    text: string,
    localSeconds: number,
    fraction: string,
    offset: number | undefined,
  ) {
    this.type = type;
    this.text = text;
    this.localSeconds = localSeconds;
    this.fraction = fraction;
    this.offsetMinutes = offset;
  }

  /**
   * Reads a lexical form of XML Schema 1.1, which has a year 0000; `undefined` when it is not one, or names a day or an hour that
   * does not exist.
   */
  static parse(type: DateType, text: string): DateValue | undefined {
    const parts = SHAPES[type].exec(text);
    if (parts === null) return undefined;
    const [, year = "", month = "", day = "", hour = "", minute = "", second = "", fraction = "", zone] = parts;
    const days = type === "time" ? 0 : dayNumber(Number(year), Number(month), Number(day));
    const seconds = secondOfDay(Number(hour), Number(minute), Number(second), /[1-9]/.test(fraction));
    if (days === undefined || seconds === undefined) return undefined;
    const isTimeEnd = type === "time" && seconds === 86_400;
    const localSeconds = days * 86_400 + (isTimeEnd ? 0 : seconds);
    return new DateValue(type, text, localSeconds, fraction.replace(/0+$/, ""), offsetOf(zone));
  }

  /** Negative, zero or positive; a value without offset takes the implicit one. */
  compare(other: DateValue, implicitOffsetMinutes: number): number {
    if (this.type !== other.type)
      throw new XPathError("XPTY0004", `${this.type} cannot be compared with ${other.type}`);
    const left = this.localSeconds - (this.offsetMinutes ?? implicitOffsetMinutes) * 60;
    const right = other.localSeconds - (other.offsetMinutes ?? implicitOffsetMinutes) * 60;
    if (left !== right) return left - right;
    return this.fraction < other.fraction ? -1 : this.fraction > other.fraction ? 1 : 0;
  }

  toString(): string {
    return this.text;
  }
}

/** Day number in the proleptic Gregorian calendar; `undefined` for a day that does not exist. */
function dayNumber(year: number, month: number, day: number): number | undefined {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && isLeap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
  if (day < 1 || day > length) return undefined;
  let days = year * 365 + Math.floor((year + 3) / 4) - Math.floor((year + 99) / 100) + Math.floor((year + 399) / 400);
  for (let passed = 1; passed < month; passed++) days += passed === 2 && isLeap ? 29 : (MONTH_LENGTHS[passed - 1] ?? 0);
  return days + day - 1;
}

/** Seconds since midnight; `24:00:00` ends the day. */
function secondOfDay(hour: number, minute: number, second: number, hasFraction: boolean): number | undefined {
  if (hour === 24 && minute === 0 && second === 0 && !hasFraction) return 86_400;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return hour * 3600 + minute * 60 + second;
}

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
}
