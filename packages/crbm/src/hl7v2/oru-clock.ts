import { fromHl7Ts, Instant, instantOf, type Moment, momentBounds } from "@ldl/domain";

/** How the times of a message are read. */
export interface OruClock {
  /** Reads a time stamp; `undefined` when it is no date. */
  moment(written: string): Moment | undefined;
  /** Gives a moment as an instant: the start of a date without time. */
  instant(moment: Moment): Instant;
}

/** A time to the hour, which CDA does not have. */
const TO_THE_HOUR = /^\d{10}(?=[+-]|$)/;

/** A time without offset. */
const WITHOUT_OFFSET = /^\d{12}(?:\d{2}(?:\.\d+)?)?$/;

/** Offset of the header, when the named zone had another one at that time: what a time without offset is in, then. */
function foreignOffset(header: string, timeZone: string): string | undefined {
  const [, time = "", offset = ""] = /^(\d{12,14})(?:\.\d+)?([+-]\d{4})$/.exec(header) ?? [];
  const moment = offset === "" ? undefined : fromHl7Ts(`${time}${offset}`);
  if (moment === undefined) return undefined;
  const inZone = fromHl7Ts(time, { timeZone }) ?? "";
  return momentBounds(moment).from === Date.parse(inZone) ? undefined : offset;
}

/**
 * Makes the clock of a message: the times without offset are in the one of MSH-7, as the standard says. When that is
 * the one that the named zone had at that moment, the zone is followed: its summer and its winter times differ.
 *
 * @remarks HL7 v2.5, chapter 2, types DTM and TS, and MSH-7.
 * @param timeZone - Zone of the laboratory, for a message without offset.
 * @param header - MSH-7.
 * @returns The clock.
 */
export function createOruClock(timeZone: string, header: string): OruClock {
  const offset = foreignOffset(header, timeZone);
  const moment: OruClock["moment"] = (written) => {
    const time = written.replace(TO_THE_HOUR, "$&00");
    return fromHl7Ts(offset !== undefined && WITHOUT_OFFSET.test(time) ? `${time}${offset}` : time, { timeZone });
  };
  return {
    moment,
    instant(given) {
      const known = Instant.safeParse(given).data;
      if (known !== undefined) return known;
      const start = instantOf(new Date(momentBounds(given, { timeZone }).from), { timeZone });
      if (offset === undefined) return start;
      return Instant.parse(`${start.slice(0, 19)}${offset.slice(0, 3)}:${offset.slice(3)}`);
    },
  };
}
