import { describe, expect, it } from "vitest";
import { XPathError } from "../xpath-error.ts";
import { compileRegex } from "./compile-regex.ts";

describe("compileRegex", () => {
  it.each([
    ["a.b", "s", "a\nb", true],
    ["a.b", "", "a\nb", false],
    ["^b$", "m", "a\nb\nc", true],
    ["^b$", "", "a\nb\nc", false],
    ["a b", "x", "ab", true],
    ["[a b]", "x", " ", true],
    ["É", "i", "é", true],
    ["[^\\d\\s]", "", "1 2", false],
    ["[^\\d\\s]", "", "1 x", true],
    ["^[\\S]$", "", "\u00a0", true],
    ["^[\\D]$", "", "x", true],
    ["^\\W$", "", "!", true],
    ["^[\\w\\-.]+$", "", "a-b.c", true],
    ["^\\p{L}{2}$", "", "éß", true],
    ["^[\\p{Lu}\\p{Nd}]+$", "", "A1", true],
    ["^.$", "", "𝒳", true],
    ["^(a|b)\\1$", "", "bb", true],
    ["^(a|b)\\1$", "", "ab", false],
    ["^+?\\d*$", "", "12", true],
    ["(^a)?b", "", "b", true],
    ["^(fax | tel):", "", " tel:1", true],
  ])("%s with the flags '%s' on %j", (pattern, flags, text, expected) => {
    expect(compileRegex(pattern, flags).test(text)).toBe(expected);
  });

  it.each([
    ["(", "FORX0002"],
    [")", "FORX0002"],
    ["a**", "FORX0002"],
    ["*a", "FORX0002"],
    ["[", "FORX0002"],
    ["[]", "FORX0002"],
    ["[z-a]", "FORX0002"],
    ["[a-\\d]", "FORX0002"],
    ["\\", "FORX0002"],
    ["\\q", "FORX0002"],
    ["\\2", "FORX0002"],
    ["(a)\\2", "FORX0002"],
    ["a{2,1}", "FORX0002"],
    ["a{x}", "FORX0002"],
    ["\\p{IsGreek}", "FORX0002"],
    ["\\p{Zz}", "FORX0002"],
    ["(?=a)", "FORX0002"],
    ["(?<name>a)", "FORX0002"],
  ])("refuses %s", (pattern, code) => {
    let thrown: unknown;
    try {
      compileRegex(pattern);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(XPathError);
    expect(thrown).toMatchObject({ code });
  });

  it("refuses flags it does not know", () => {
    expect(() => compileRegex("a", "q")).toThrow("flag");
  });
});
