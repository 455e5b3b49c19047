import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHl7Ts, Instant, instantOf, isCertainlyAfter, Moment, momentBounds, toHl7Ts, toXdsDtm } from "../index.ts";
import { epochOfWallClock, PARIS } from "./time-zone.ts";

const moments = fc.date({ min: new Date("1970-01-02"), max: new Date("2090-01-01"), noInvalidDate: true });

describe("instantOf", () => {
  it.each([
    ["winter", "2024-01-15T07:00:00Z", "2024-01-15T08:00:00+01:00"],
    ["summer", "2024-07-01T08:30:00Z", "2024-07-01T10:30:00+02:00"],
    ["last second of winter time", "2024-03-31T00:59:59Z", "2024-03-31T01:59:59+01:00"],
    ["first second of summer time", "2024-03-31T01:00:00Z", "2024-03-31T03:00:00+02:00"],
    ["02:30 the first time", "2024-10-27T00:30:00Z", "2024-10-27T02:30:00+02:00"],
    ["02:30 the second time", "2024-10-27T01:30:00Z", "2024-10-27T02:30:00+01:00"],
  ])("%s", (_, utc, paris) => {
    expect(instantOf(new Date(utc))).toBe(paris);
  });

  it("serves other zones", () => {
    expect(instantOf(new Date("2024-01-15T07:00:00Z"), { timeZone: "Indian/Reunion" })).toBe(
      "2024-01-15T11:00:00+04:00",
    );
    expect(instantOf(new Date("2024-01-15T03:00:00Z"), { timeZone: "America/Cayenne" })).toBe(
      "2024-01-15T00:00:00-03:00",
    );
  });

  it("keeps the moment to the second", () => {
    fc.assert(
      fc.property(moments, (date) => Date.parse(instantOf(date)) === Math.floor(date.getTime() / 1000) * 1000),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("epochOfWallClock", () => {
  const wall = (text: string) => Date.parse(`${text}Z`);
  it("takes the first of two, and moves a skipped time forward", () => {
    expect(new Date(epochOfWallClock(wall("2024-10-27T02:30:00"), PARIS)).toISOString()).toBe(
      "2024-10-27T00:30:00.000Z",
    );
    expect(new Date(epochOfWallClock(wall("2024-03-31T02:30:00"), PARIS)).toISOString()).toBe(
      "2024-03-31T01:30:00.000Z",
    );
  });
});

describe("toHl7Ts and fromHl7Ts", () => {
  it.each([
    ["2019-12-03T13:30:00+01:00", "20191203133000+0100"],
    ["2019-12-03T13:30+01:00", "201912031330+0100"],
    ["2019-12-03T12:30:00-03:30", "20191203123000-0330"],
    ["2019-12-03", "20191203"],
    ["2019-12", "201912"],
    ["2019", "2019"],
  ])("writes %s as %s and back", (moment, ts) => {
    expect(toHl7Ts(Moment.parse(moment))).toBe(ts);
    expect(fromHl7Ts(ts)).toBe(moment);
  });

  it("writes Z as +0000 and leaves fractions out", () => {
    expect(toHl7Ts(Moment.parse("2019-12-03T13:30:00.125Z"))).toBe("20191203133000+0000");
  });

  it("takes a time without offset for the wall clock of Paris, both sides of summer time", () => {
    expect(fromHl7Ts("20240331015959")).toBe("2024-03-31T01:59:59+01:00");
    expect(fromHl7Ts("20240331030000")).toBe("2024-03-31T03:00:00+02:00");
    expect(fromHl7Ts("20240701103000", { timeZone: "Indian/Reunion" })).toBe("2024-07-01T10:30:00+04:00");
  });

  it.each([
    "",
    "abc",
    "20191",
    "20191301",
    "20190230",
    "2019-12-03",
    "20191203T1330",
    "2019120325",
    "20191203256000+0100",
    "20190431101500",
    "20190229101500+0100",
  ])("reads nothing in %j", (ts) => {
    expect(fromHl7Ts(ts)).toBeUndefined();
  });

  it("reads back every moment it writes", () => {
    fc.assert(
      fc.property(moments, (date) => {
        const instant = instantOf(date);
        return fromHl7Ts(toHl7Ts(Moment.parse(instant))) === instant;
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe("toXdsDtm", () => {
  it.each([
    ["2024-07-01T10:30:00+02:00", "20240701083000"],
    ["2024-01-15T08:00:00+01:00", "20240115070000"],
    ["2024-03-31T03:00:00+02:00", "20240331010000"],
    ["2024-10-27T02:30:00+01:00", "20241027013000"],
    ["2024-01-15T08:00+01:00", "202401150700"],
    ["2024-01-15", "20240115"],
    ["2024", "2024"],
  ])("%s is %s", (moment, dtm) => {
    expect(toXdsDtm(Moment.parse(moment))).toBe(dtm);
  });
});

describe("momentBounds", () => {
  it.each([
    ["2024", "2023-12-31T23:00:00.000Z", "2024-12-31T22:59:59.999Z"],
    ["2024-03", "2024-02-29T23:00:00.000Z", "2024-03-31T21:59:59.999Z"],
    ["2024-12", "2024-11-30T23:00:00.000Z", "2024-12-31T22:59:59.999Z"],
    ["2024-10-27", "2024-10-26T22:00:00.000Z", "2024-10-27T22:59:59.999Z"],
    ["2024-01-15T08:00:00+01:00", "2024-01-15T07:00:00.000Z", "2024-01-15T07:00:00.000Z"],
  ])("%s goes from %s to %s", (moment, from, to) => {
    const bounds = momentBounds(Moment.parse(moment));
    expect([new Date(bounds.from).toISOString(), new Date(bounds.to).toISOString()]).toEqual([from, to]);
  });

  it("is sure of an order only when the spans do not meet", () => {
    expect(isCertainlyAfter(Moment.parse("2025"), Moment.parse("2024-12-31"))).toBe(true);
    expect(isCertainlyAfter(Moment.parse("2024-05"), Moment.parse("2024"))).toBe(false);
    expect(isCertainlyAfter(Moment.parse("2024-05-01"), Moment.parse("2024-05-01T08:00:00+02:00"))).toBe(false);
  });
});

describe("Instant and Moment", () => {
  it("want an offset with a time", () => {
    expect(Instant.safeParse("2024-03-15T11:00:00").success).toBe(false);
    expect(Moment.safeParse("2024-03-15T11:00:00").success).toBe(false);
    expect(Moment.safeParse("2024-13").success).toBe(false);
  });
});
