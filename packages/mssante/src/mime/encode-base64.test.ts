import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "./encode-base64.ts";

describe("encodeBase64", () => {
  it("gives lines of 76 characters that decode to the same bytes, whatever the length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const lines = encodeBase64(bytes).toString("latin1").split("\r\n");
        expect(lines.slice(0, -1).every((line) => line.length === 76)).toBe(true);
        expect(lines.at(-1)?.length).toBeLessThanOrEqual(76);
        expect(lines.join("")).toBe(Buffer.from(bytes).toString("base64"));
      }),
      { seed: 20_260_105 },
    );
  });

  it.each([0, 1, 2, 3, 56, 57, 58, 113, 114, 115])("of %i bytes", (length) => {
    const bytes = Buffer.alloc(length, 7);
    const lines = bytes.toString("base64").match(/.{1,76}/g) ?? [];
    expect(encodeBase64(bytes).toString("latin1")).toBe(lines.join("\r\n"));
  });
});
