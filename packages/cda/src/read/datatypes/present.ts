/** The members of `T` that always have a value, and the others made optional. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * Leaves out the members that have no value, as `exactOptionalPropertyTypes` wants it.
 *
 * @param parts - Members, some of them undefined.
 * @returns Those that have a value. The type is asserted here, once: a loop over keys cannot prove it.
 */
export function present<const T extends object>(parts: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const key in parts) if (parts[key] !== undefined) kept[key] = parts[key];
  return kept as Present<T>;
}

/** A list that holds something; absent when it is empty. */
export function some<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}
