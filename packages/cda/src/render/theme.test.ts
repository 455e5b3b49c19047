import { describe, expect, it } from "vitest";
import { CONTRAST_PAIRS } from "./theme.ts";

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("the theme", () => {
  it.each(CONTRAST_PAIRS)("has text %s on %s at a contrast of 4.5 at least", (ink, paper) => {
    const [dark, light] = [luminance(ink), luminance(paper)].sort((one, other) => one - other);
    expect(((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});
