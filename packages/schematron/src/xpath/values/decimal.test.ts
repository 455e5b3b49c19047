import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "./decimal.ts";

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(10))
  .map(([unscaled, scale]) => Decimal.of(unscaled, scale));

describe("Decimal", () => {
  it.each([
    ["1.50", "1.5"],
    [".5", "0.5"],
    ["-0.05", "-0.05"],
    ["+3", "3"],
    ["100", "100"],
    ["0.000", "0"],
    ["-7.", "-7"],
  ])("reads %s as %s", (text, expected) => expect(Decimal.parse(text).toString()).toBe(expected));

  it("adds and takes away", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(a.add(b).add(b.negate()).compare(a)).toBe(0);
      }),
      { seed: 20_240_104 },
    );
  });

  it("divides into quotient and remainder", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        fc.pre(b.unscaled !== 0n);
        const quotient = Decimal.fromInteger(a.integerDivide(b));
        expect(quotient.multiply(b).add(a.remainder(b)).compare(a)).toBe(0);
      }),
      { seed: 20_240_105 },
    );
  });

  it.each([
    ["2.5", 2n],
    ["-2.5", -3n],
    ["-2", -2n],
    ["0.1", 0n],
    ["-0.1", -1n],
  ])("rounds %s down to %s", (text, expected) => expect(Decimal.parse(text).floor()).toBe(expected));
});
