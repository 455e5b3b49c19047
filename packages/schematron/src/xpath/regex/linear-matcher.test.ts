import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRegex } from "./compile-regex.ts";
import { createLinearMatcher } from "./linear-matcher.ts";
import { parseRegex } from "./parse-regex.ts";

const FLAGS = { ignoreCase: false, dotAll: false, multiline: false, extended: false };

const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "^", "$", "\\d");
const quantifier = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}", "*?");
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small" },
    fc.tuple(atom, quantifier).map(([text, times]) => text + times),
    fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => left + right),
    fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => `(${left}|${right})`),
    fc.tuple(tie("expression"), quantifier).map(([inner, times]) => `(${inner})${times}`),
  ),
}));
const text = fc.string({ unit: fc.constantFrom("a", "b", "1", "c"), maxLength: 8 });

describe("createLinearMatcher", () => {
  it("finds a match exactly where a backtracking matcher does", () => {
    fc.assert(
      fc.property(expression, text, (pattern, subject) => {
        const linear = createLinearMatcher(parseRegex(pattern, FLAGS), FLAGS);
        const { global } = compileRegex(pattern);
        expect(linear(subject)).toBe(new RegExp(global.source, "u").test(subject));
      }),
      { seed: 20_240_101, numRuns: 2_000 },
    );
  });

  it("reads texts that make a backtracking matcher explode", () => {
    const regex = compileRegex("^(\\+?([0-9]+)*)*$");
    expect(regex.test(`${"1".repeat(50_000)}!`)).toBe(false);
    expect(regex.test("1".repeat(50_000))).toBe(true);
  });

  it("keeps its memory bounded whatever the characters", () => {
    const regex = compileRegex("^((x*)*|y)$");
    const text = Array.from({ length: 20_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("");
    expect(regex.test(text)).toBe(false);
    expect(regex.test("xxx")).toBe(true);
  });

  it("refuses an expression that repeats repetitions beyond reason", () => {
    expect(() => compileRegex("((a{1000}){1000}b*)*")).toThrow("repeats too much");
  });
});
