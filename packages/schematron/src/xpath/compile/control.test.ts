import { describe, expect, it } from "vitest";
import { show } from "../../../test/support/evaluate.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["for $x in (1,2,3) return $x * 2", "integer 2, integer 4, integer 6"],
  ["for $x in (1,2), $y in ($x, 10) return $x + $y", "integer 2, integer 11, integer 4, integer 12"],
  ["for $x in //t:c return string($x/@v)", "string 5, string 7, string -1.5e1, string abc"],
  ["some $x in //t:c satisfies $x/@v = '7'", "boolean true"],
  ["every $x in //t:c satisfies $x/@v castable as xs:double", "boolean false"],
  ["every $x in () satisfies false()", "boolean true"],
  ["some $x in (1,2), $y in (2,3) satisfies $x = $y", "boolean true"],
  ["if (//t:c) then 'yes' else 'no'", "string yes"],
  ["if ('') then 1 else 2", "integer 2"],
  ["if ('a') then 1 else 2", "integer 1"],
  ["if (0) then 1 else 2", "integer 2"],
  ["if (0.0) then 1 else 2", "integer 2"],
  ["if ((//t:c, 1)) then 1 else 2", "integer 1"],
  ["if ((1, 2)) then 1 else 2", "FORG0006"],
  ["if (xs:date('2020-01-01')) then 1 else 2", "FORG0006"],
  ["1 to 3", "integer 1, integer 2, integer 3"],
  ["3 to 1", ""],
  ["() to 3", ""],
  ["count(1 to 1000)", "integer 1000"],
  ["'3' to 4", "XPTY0004"],
  ["/t:a/@n to 11", "integer 10, integer 11"],
];

describe("for, some, every, if, to", () => {
  it.each(CASES)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
});
