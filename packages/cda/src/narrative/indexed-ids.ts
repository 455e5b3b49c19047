/**
 * Keeps the IDs of each row of a kind once made: they depend on the rank alone, and a document asks for them often.
 *
 * @param make - Makes the IDs of the row of a rank, from 0.
 * @returns The IDs of a rank.
 */
export function indexedIds<T>(make: (index: number) => T): (index: number) => T {
  const made = new Map<number, T>();
  return (index) => {
    const known = made.get(index);
    if (known !== undefined) return known;
    const ids = make(index);
    made.set(index, ids);
    return ids;
  };
}
