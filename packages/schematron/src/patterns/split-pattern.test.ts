import { describe, expect, it } from "vitest";
import { splitPattern } from "./split-pattern.ts";

describe("splitPattern", () => {
  it.each([
    ["a", [["//", "a"]]],
    ["//a", [["//", "a"]]],
    ["/a", [["/", "a"]]],
    ["/", []],
    [
      "a/b//c",
      [
        ["//", "a"],
        ["/", "b"],
        ["//", "c"],
      ],
    ],
    [
      "/a[b/c]/d",
      [
        ["/", "a[b/c]"],
        ["/", "d"],
      ],
    ],
    [
      "a[@x = '/|']/b",
      [
        ["//", "a[@x = '/|']"],
        ["/", "b"],
      ],
    ],
    [
      "a (: x/y ' :) / b",
      [
        ["//", "a (: x/y ' :)"],
        ["/", "b"],
      ],
    ],
  ])("cuts %s", (pattern, expected) => {
    const [branch] = splitPattern(pattern);
    expect(branch?.map(({ separator, text }) => [separator, text])).toEqual(expected);
  });

  it("cuts branches", () => {
    expect(splitPattern("a[b | c] | //d").map((branch) => branch.map(({ text }) => text))).toEqual([
      ["a[b | c]"],
      ["d"],
    ]);
  });

  it.each(["", "a/", "a//", "//", "a///b", "a | ", "| a", "/a//"])("refuses %j", (pattern) => {
    expect(() => splitPattern(pattern)).toThrow("step is missing");
  });
});
