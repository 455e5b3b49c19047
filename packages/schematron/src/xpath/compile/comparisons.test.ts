import { describe, expect, it } from "vitest";
import { show } from "../../../test/support/evaluate.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["'a' = 'a'", "boolean true"],
  ["'a' = ('b','a')", "boolean true"],
  ["() = ()", "boolean false"],
  ["1 = 1.0", "boolean true"],
  ["1 eq 1e0", "boolean true"],
  ["'1' = 1", "XPTY0004"],
  ["/t:a/@n = 10", "boolean true"],
  ["/t:a/@n = '10'", "boolean true"],
  ["/t:a/@n eq 10", "XPTY0004"],
  ["/t:a/@n eq '10'", "boolean true"],
  ["/t:a/@n > 9", "boolean true"],
  ["/t:a/@n > '9'", "boolean false"],
  ["//t:c/@v > 6", "boolean true"],
  ["//t:c/@v = 'abc'", "boolean true"],
  ["//t:b/@v != 'x'", "boolean true"],
  ["not(//t:b/@v != 'x')", "boolean false"],
  ["//t:b/@id = //t:c/@v", "boolean false"],
  ["1 < 2 < 3", "XPST0003"],
  ["(1,2,3) > 2", "boolean true"],
  ["true() = 'true'", "XPTY0004"],
  ["true() = /t:a/@n", "FORG0001"],
  ["true() > false()", "boolean true"],
  ["'a' lt 'b'", "boolean true"],
  ["'Z' < 'a'", "boolean true"],
  ["'é' > 'z'", "boolean true"],
  ["() eq 1", ""],
  ["(1,2) eq 1", "XPTY0004"],
  ["//t:c[@v]/@v = 5", "boolean true"],
  ["//t:c/@v = 5.0", "boolean true"],
  ["(5, 'abc') = 5", "boolean true"],
  ["(//t:c)[1]/@v = 5", "boolean true"],
  ["1 eq 1 and 2 eq 2", "boolean true"],
  ["1 = 2 or 2 = 2", "boolean true"],
  ["not(1 = 2) and not(2 = 1)", "boolean true"],
];

describe("comparisons", () => {
  it.each(CASES)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
});
