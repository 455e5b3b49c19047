import { createHash } from "node:crypto";

/**
 * Makes a source of UUIDs that depends on a text alone, so that the same call gives the same document.
 *
 * @param seed - Any text.
 * @returns A function that gives a new UUID each time.
 */
export function seededIds(seed: string): () => string {
  let rank = 0;
  return () => {
    rank += 1;
    const hex = createHash("sha256").update(`${seed}\n${rank}`).digest("hex").toUpperCase();
    const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16).toUpperCase();
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join("-");
  };
}
