const HALF_PAIR = /\p{Surrogate}/u;

/** Index of the first surrogate that is not part of a pair, -1 when there is none. */
export function findHalfPair(text: string): number {
  return text.search(HALF_PAIR);
}
