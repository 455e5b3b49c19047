/** Draws that depend on a seed alone, so that the example gives the same figures everywhere. */
export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** True with a probability. */
  readonly chance: (probability: number) => boolean;
  /** One of some values. */
  readonly pick: <T>(...values: readonly [T, ...T[]]) => T;
  /** A UUID. */
  readonly uuid: () => string;
}

/** Makes a source of draws (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const hex = (size: number): string =>
    Array.from({ length: size }, () => Math.floor(next() * 16).toString(16)).join("");
  return {
    next,
    chance: (probability) => next() < probability,
    pick: (...values) => values[Math.floor(next() * values.length)] ?? values[0],
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
