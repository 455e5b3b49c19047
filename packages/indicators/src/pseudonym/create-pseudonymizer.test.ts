import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPseudonymizer } from "../index.ts";

const secret = new Uint8Array(32).fill(7);
const keys = createPseudonymizer({ secret });

describe("createPseudonymizer", () => {
  it("makes the stay key that any other software makes from the same secret", () => {
    const expected = createHmac("sha256", secret).update("010000024|S-1").digest("base64url");
    expect(keys.stayKey("010000024", "S-1")).toBe(expected);
  });

  it("gives different keys to different things, and needs the secret", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    const property = fc.property(text, text, (first, second) => {
      fc.pre(first !== second);
      expect(keys.stayKey("E", first)).not.toBe(keys.stayKey("E", second));
      expect(keys.documentKey("E", first)).not.toBe(keys.stayKey("E", first));
      expect(createPseudonymizer({ secret: new Uint8Array(32) }).stayKey("E", first)).not.toBe(
        keys.stayKey("E", first),
      );
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it("does not tell addresses apart by case, nor follow a change of the secret's buffer", () => {
    expect(keys.recipientKey("Dr.X@Medecin.MSSante.fr")).toBe(keys.recipientKey("dr.x@medecin.mssante.fr"));
    const buffer = new Uint8Array(32).fill(9);
    const own = createPseudonymizer({ secret: buffer });
    const before = own.stayKey("E", "1");
    buffer.fill(0);
    expect(own.stayKey("E", "1")).toBe(before);
  });

  it("refuses a short secret and an ambiguous entity", () => {
    expect(() => createPseudonymizer({ secret: new Uint8Array(31) })).toThrow(RangeError);
    expect(() => keys.stayKey("a|b", "c")).toThrow(RangeError);
  });
});
