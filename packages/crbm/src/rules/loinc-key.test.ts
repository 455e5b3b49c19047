import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasLoincKey } from "./loinc-key.ts";

describe("the key of a LOINC code", () => {
  it.each(["2823-3", "718-7", "6690-2", "58410-2", "40193-5", "11502-2", "33882-2", "101792-0"])(
    "%s is right",
    (code) => {
      expect(hasLoincKey(code)).toBe(true);
    },
  );

  it("is not asked of parts and answers", () => {
    expect(hasLoincKey("LA9622-7")).toBe(true);
  });

  it("finds any one digit mistyped", () => {
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.constantFrom("2823-3", "58410-2", "101792-0"), fc.nat(), digit, (code, at, other) => {
        const places = [...code].flatMap((char, index) => (char === "-" ? [] : [index]));
        const place = places[at % places.length] ?? 0;
        const changed = `${code.slice(0, place)}${other}${code.slice(place + 1)}`;
        expect(hasLoincKey(changed)).toBe(changed === code);
      }),
      { seed: 20240315 },
    );
  });
});
