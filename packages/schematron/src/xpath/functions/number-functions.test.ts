import { describe, expect, it } from "vitest";
import { show } from "../../../test/support/evaluate.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["sum((1,2.5))", "decimal 3.5"],
  ["sum(())", "integer 0"],
  ["sum((), 0.0)", "decimal 0"],
  ["sum(//t:b/@id)", "double 9"],
  ["sum(('a'))", "FORG0006"],
  ["avg((1,2))", "decimal 1.5"],
  ["avg(())", ""],
  ["min((3,1,2))", "integer 1"],
  ["max(('a','b'))", "string b"],
  ["max((1,'a'))", "FORG0006"],
  ["max(//t:b/@id)", "double 4"],
  ["min(//t:c/@v)", "FORG0001"],
  ["abs(-1.5)", "decimal 1.5"],
  ["abs(-3)", "integer 3"],
  ["floor(-1.5)", "decimal -2"],
  ["ceiling(-1.5)", "decimal -1"],
  ["round(2.5)", "decimal 3"],
  ["round(-2.5)", "decimal -2"],
  ["round(2.4999e0)", "double 2"],
  ["round(-0.2e0)", "double -0"],
  ["floor(2e0)", "double 2"],
  ["number('12')", "double 12"],
  ["number('x')", "double NaN"],
  ["number(())", "double NaN"],
  ["number(true())", "double 1"],
  ["number(' 12 ')", "double 12"],
  ["number('+1')", "double 1"],
  ["number('1e2')", "double 100"],
  ["number('INF')", "double INF"],
  ["number('-INF')", "double -INF"],
  ["number('Infinity')", "double NaN"],
  ["number('0x10')", "double NaN"],
  ["number(/t:a)", "double NaN"],
];

describe("number functions", () => {
  it.each(CASES)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
});
