/** An object of which the undefined members are left out, as `exactOptionalPropertyTypes` wants. */
export type DefinedOnly<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * Leaves out the members that are undefined.
 *
 * @param members - The members, some perhaps undefined.
 * @returns A new object without those.
 */
export function definedOnly<T extends object>(members: T): DefinedOnly<T> {
  // The compiler cannot follow entries back to keys: this is the one cast for it.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as DefinedOnly<T>;
}
