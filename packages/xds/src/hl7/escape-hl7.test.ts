import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { line, SEED } from "../../test/support/arbitraries.ts";
import { escapeHl7, unescapeHl7 } from "./escape-hl7.ts";

describe("escapeHl7", () => {
  it.each([
    ["A&B", "A\\T\\B"],
    ["A^B", "A\\S\\B"],
    ["A|B", "A\\F\\B"],
    ["A~B", "A\\R\\B"],
    ["A\\B", "A\\E\\B"],
    ["D'ARC", "D'ARC"],
    ["\\S\\", "\\E\\S\\E\\"],
    ["", ""],
  ])("writes %s as %s", (text, escaped) => {
    expect(escapeHl7(text)).toBe(escaped);
    expect(unescapeHl7(escaped)).toBe(text);
  });

  it("leaves other escape sequences as they are when reading", () => {
    expect(unescapeHl7("a\\.br\\b\\X0A\\")).toBe("a\\.br\\b\\X0A\\");
  });

  it("is undone by unescapeHl7, whatever the text, and leaves no delimiter", () => {
    fc.assert(
      fc.property(fc.oneof(line(), fc.string()), (text) => {
        expect(unescapeHl7(escapeHl7(text))).toBe(text);
        expect(escapeHl7(text)).not.toMatch(/[|^&~]/);
      }),
      SEED,
    );
  });
});
