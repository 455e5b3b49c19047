import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchKey, townKey } from "./search-key.ts";

describe("searchKey", () => {
  it.each([
    ["D'Aboville-Née", "D ABOVILLE NEE"],
    ["d’aboville  née ", "D ABOVILLE NEE"],
    ["ŒUVRÉ", "OEUVRE"],
    ["", ""],
  ])("%j: %j", (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  it("is its own key, and has plain capitals and single blanks alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const key = searchKey(text);
        expect(searchKey(key)).toBe(key);
        expect(key).toMatch(/^(?:[A-Z0-9]+(?: [A-Z0-9]+)*)?$/);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe("townKey", () => {
  it.each([
    ["75013 PARIS", "PARIS"],
    ["38043 GRENOBLE CEDEX 9", "GRENOBLE"],
    ["GRENOBLE CEDEX", "GRENOBLE"],
    ["42000 Saint-Étienne", "ST ETIENNE"],
    ["St Etienne", "ST ETIENNE"],
    ["2A004 AJACCIO", "AJACCIO"],
    ["97400 SAINTE MARIE", "STE MARIE"],
    ["SAINTES", "SAINTES"],
    ["", ""],
  ])("%j: %j", (line, key) => {
    expect(townKey(line)).toBe(key);
  });
});
