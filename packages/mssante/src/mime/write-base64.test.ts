import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64Length, writeBase64 } from "./write-base64.ts";

/** What is written at an offset, between bytes that must stay. */
function write(bytes: Uint8Array): string {
  const target = Buffer.alloc(base64Length(bytes) + 2, "#");
  expect(writeBase64(bytes, target, 1)).toBe(target.length - 1);
  const text = target.toString("latin1");
  expect([text.at(0), text.at(-1)]).toEqual(["#", "#"]);
  return text.slice(1, -1);
}

const linesOf = (bytes: Uint8Array): string =>
  (
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  ).join("\r\n");

describe("writeBase64", () => {
  it("gives lines of 76 characters that decode to the same bytes, whatever the length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(write(bytes)).toBe(linesOf(bytes));
      }),
      { seed: 20_260_105 },
    );
  });

  // 14 592 bytes are one slab.
  it.each([0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 1_000, 14_591, 14_592, 14_593, 14_649, 29_184, 100_000])(
    "of %i bytes",
    (length) => {
      const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 7) % 256));
      expect(write(bytes)).toBe(linesOf(bytes));
    },
  );

  it("writes the bytes of a view, not those around it", () => {
    expect(write(Buffer.from("xxxabcxxx").subarray(3, 6))).toBe("YWJj");
  });
});
