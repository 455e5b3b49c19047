import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, JsonObject, type JsonValue } from "./json.ts";

/** The same value with the names of every object in reverse order. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

describe("canonicalJson", () => {
  it("is JSON of the same value and does not depend on the order of names", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
      { seed: 20260105 },
    );
  });

  it("tells different values apart", () => {
    expect(canonicalJson({ a: "1" })).not.toBe(canonicalJson({ a: 1 }));
    expect(canonicalJson(["a", "b"])).not.toBe(canonicalJson(["b", "a"]));
  });
});

describe("JsonObject", () => {
  it.each([
    ["a NUL in a text", { a: "x\0y" }],
    ["a NUL in a name", { "x\0y": 1 }],
    ["half a surrogate pair, deep inside", { a: [{ b: "\uD83D" }] }],
    ["undefined", { a: undefined }],
    ["not a number", { a: Number.NaN }],
    ["an array", []],
  ])("refuses %s", (_title, value) => {
    expect(JsonObject.safeParse(value).success).toBe(false);
  });

  it("takes accents and whole surrogate pairs", () => {
    const value = { é: ["😀", "]]>", null, -0.5] };
    expect(JsonObject.parse(value)).toEqual(value);
  });
});
