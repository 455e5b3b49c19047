import { describe, expect, it } from "vitest";
import { show } from "../../../test/support/evaluate.ts";

const CASES_1: readonly (readonly [string, string])[] = [
  ["1 + 1", "integer 2"],
  ["7 div 2", "decimal 3.5"],
  ["7 idiv 2", "integer 3"],
  ["-7 idiv 2", "integer -3"],
  ["7 mod -3", "integer 1"],
  ["-7 mod 3", "integer -1"],
  ["1 div 3", "decimal 0.333333333333333333"],
  ["2.5 * 2", "decimal 5"],
  ["1e0 div 3", "double 0.3333333333333333"],
  ["1 div 0", "FOAR0001"],
  ["1e0 div 0", "double INF"],
  ["-1e0 div 0", "double -INF"],
  ["0e0 div 0", "double NaN"],
  ["1 idiv 0", "FOAR0001"],
  ["5.5 mod 2", "decimal 1.5"],
  ["1e3", "double 1000"],
  ["1e6", "double 1.0E6"],
  ["1e5", "double 100000"],
  ["0.1 + 0.2", "decimal 0.3"],
  ["1e-7", "double 1.0E-7"],
  ["0.000001e0", "double 0.000001"],
  ["1.0", "decimal 1"],
  ["1.50", "decimal 1.5"],
  ["100000000000000000000000 + 1", "integer 100000000000000000000001"],
  ["-(3)", "integer -3"],
  ["+(3)", "integer 3"],
  ["- - 3", "integer 3"],
  ["--3", "integer 3"],
  ["'a' + 1", "XPTY0004"],
  ["/t:a/@n + 1", "double 11"],
  ["/t:a/@v + 1", ""],
  ["() + 1", ""],
  ["(1,2) + 1", "XPTY0004"],
  ["true() + 1", "XPTY0004"],
  ["- 'a'", "XPTY0004"],
  ["-/t:a/@n", "double -10"],
  ["10 div 4 * 2", "decimal 5"],
  ["2 + 3 * 4", "integer 14"],
  ["(2 + 3) * 4", "integer 20"],
  ["8 idiv 3 mod 2", "integer 0"],
  ["2 - 1-1", "integer 0"],
  ["3 -1", "integer 2"],
];

const CASES_2: readonly (readonly [string, string])[] = [
  ["count(//t:b | //t:c | //t:b)", "integer 7"],
  ["//t:b except //t:b[@v='x']", "<t:b> neg"],
  ["//t:b intersect //*[@v='x']", "<t:b> fiveseventail, <t:b>"],
];

const CASES_3: readonly (readonly [string, string])[] = [
  ["/t:a is /t:a", "boolean true"],
  ["/t:a << //t:c[1]", "XPTY0004"],
  ["(//t:c)[1] << (//t:c)[2]", "boolean true"],
];

const CASES_4: readonly (readonly [string, string])[] = [
  ["'5' castable as xs:integer", "boolean true"],
  ["' 5 ' castable as xs:integer", "boolean true"],
  ["'5.0' castable as xs:integer", "boolean false"],
  ["'5' cast as xs:integer", "integer 5"],
  ["5.7 cast as xs:integer", "integer 5"],
  ["-5.7 cast as xs:integer", "integer -5"],
  ["'abc' cast as xs:integer", "FORG0001"],
  ["() cast as xs:integer", "XPTY0004"],
  ["() cast as xs:integer?", ""],
  ["() castable as xs:integer", "boolean false"],
  ["() castable as xs:integer?", "boolean true"],
  ["(1,2) castable as xs:integer", "boolean false"],
  ["'1.50' cast as xs:decimal", "decimal 1.5"],
  ["'.5' cast as xs:decimal", "decimal 0.5"],
  ["'1e2' castable as xs:decimal", "boolean false"],
  ["'NaN' cast as xs:double", "double NaN"],
  ["1 cast as xs:string", "string 1"],
  ["1.10 cast as xs:string", "string 1.1"],
  ["true() cast as xs:integer", "integer 1"],
  ["'true' cast as xs:boolean", "boolean true"],
  ["'TRUE' castable as xs:boolean", "boolean false"],
  ["2 cast as xs:boolean", "boolean true"],
  ["xs:integer('12') + 1", "integer 13"],
  ["xs:decimal(/t:a/@d) = 1.5", "boolean true"],
  ["xs:integer(())", ""],
  ["xs:double('1') div 0", "double INF"],
  ["xs:boolean('0')", "boolean false"],
  ["xs:string(1e3)", "string 1000"],
];

describe("operators", () => {
  describe("arithmetic and literals", () => {
    it.each(CASES_1)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
  });
  describe("node sets", () => {
    it.each(CASES_2)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
  });
  describe("node order", () => {
    it.each(CASES_3)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
  });
  describe("casts", () => {
    it.each(CASES_4)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
  });
});
