import { Moment } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { isAfter, isReversed, isSameInstant } from "./dates.ts";

const moment = (value: string) => Moment.parse(value);

describe("isAfter", () => {
  it.each([
    ["2024-03-15T10:00:00+01:00", "2024-03-15T10:00:00+02:00", true],
    ["2024-03-15T10:00:00+02:00", "2024-03-15T10:00:00+01:00", false],
    ["2024-03-15", "2024-03-14", true],
    ["2024-03-15", "2024-03", false],
    ["2024-04", "2024-03-15", true],
    ["2025", "2024-12-31T23:59:00+01:00", true],
    ["2024-03-15T23:00:00+01:00", "2024-03-15", false],
  ])("%s after %s: %s", (late, early, expected) => {
    expect(isAfter(moment(late), moment(early))).toBe(expected);
  });
});

describe("spans", () => {
  it("are reversed only when both bounds are known", () => {
    expect(isReversed({ debut: moment("2024-03-02"), fin: moment("2024-03-01") })).toBe(true);
    expect(isReversed({ debut: moment("2024-03-01"), fin: moment("2024-03-01") })).toBe(false);
    expect(isReversed({ fin: moment("2024-03-01") })).toBe(false);
  });

  it("may start and end at the same instant, whatever the offset", () => {
    expect(isSameInstant(moment("2024-03-01T10:00:00+01:00"), moment("2024-03-01T09:00:00+00:00"))).toBe(true);
    expect(isSameInstant(moment("2024-03-01"), moment("2024-03-01"))).toBe(false);
  });
});
