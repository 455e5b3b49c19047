import { describe, expect, it } from "vitest";
import { show } from "../../../test/support/evaluate.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["'2022-01-02T10:00:00' castable as xs:dateTime", "boolean true"],
  ["'2022-02-29T10:00:00' castable as xs:dateTime", "boolean false"],
  ["'2020-02-29T10:00:00' castable as xs:dateTime", "boolean true"],
  ["'2022-01-02T24:00:00' castable as xs:dateTime", "boolean true"],
  ["'2022-01-02T24:00:01' castable as xs:dateTime", "boolean false"],
  ["'2022-01-02T10:60:00' castable as xs:dateTime", "boolean false"],
  ["'2022-01-02T10:00:60' castable as xs:dateTime", "boolean false"],
  ["'2022-13-02T10:00:00' castable as xs:dateTime", "boolean false"],
  ["'2022-01-02T10:00:00Z' castable as xs:dateTime", "boolean true"],
  ["'2022-01-02T10:00:00+15:00' castable as xs:dateTime", "boolean false"],
  ["'2022-01-02T10:00:00+14:00' castable as xs:dateTime", "boolean true"],
  ["'2022-01-02T10:00:00+14:01' castable as xs:dateTime", "boolean false"],
  ["'2022-01-02T10:00:00+01:60' castable as xs:dateTime", "boolean false"],
  ["'2022-01-02T10:00:00.123' castable as xs:dateTime", "boolean true"],
  ["'2022-01-02T10:00:00.' castable as xs:dateTime", "boolean false"],
  ["'0000-01-01T00:00:00' castable as xs:dateTime", "boolean true"],
  ["'0001-01-01T00:00:00' castable as xs:dateTime", "boolean true"],
  ["'-0001-01-01T00:00:00' castable as xs:dateTime", "boolean true"],
  ["'12022-01-01T00:00:00' castable as xs:dateTime", "boolean true"],
  ["'02022-01-01T00:00:00' castable as xs:dateTime", "boolean false"],
  ["'202-01-01T00:00:00' castable as xs:dateTime", "boolean false"],
  ["'2022-1-01T00:00:00' castable as xs:dateTime", "boolean false"],
  ["'2022-01-02' castable as xs:date", "boolean true"],
  ["'2022-02-30' castable as xs:date", "boolean false"],
  ["'2022-01-02Z' castable as xs:date", "boolean true"],
  ["'10:00:00' castable as xs:time", "boolean true"],
  ["'24:00:00' castable as xs:time", "boolean true"],
  ["xs:dateTime('2022-01-02T10:00:00') lt xs:dateTime('2022-01-02T10:00:01')", "boolean true"],
  ["xs:dateTime('2022-01-02T10:00:00Z') = xs:dateTime('2022-01-02T12:00:00+02:00')", "boolean true"],
  ["xs:dateTime('2022-01-02T24:00:00') = xs:dateTime('2022-01-03T00:00:00')", "boolean true"],
  ["xs:dateTime('2022-01-02T10:00:00') = xs:dateTime('2022-01-02T10:00:00Z')", "boolean true"],
  ["xs:dateTime('2022-01-02T10:00:00.10') = xs:dateTime('2022-01-02T10:00:00.1')", "boolean true"],
  ["xs:dateTime('-0001-01-01T00:00:00') lt xs:dateTime('0001-01-01T00:00:00')", "boolean true"],
  ["xs:date('2022-01-02') < xs:date('2022-01-03')", "boolean true"],
  ["xs:date('2022-01-02') < xs:dateTime('2022-01-03T00:00:00')", "XPTY0004"],
  ["//t:date/@to = xs:dateTime('2022-01-02T10:00:00')", "boolean true"],
  ["//t:date/@day = xs:date('2022-01-02')", "FORG0001"],
];

describe("dates", () => {
  it.each(CASES)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
});
