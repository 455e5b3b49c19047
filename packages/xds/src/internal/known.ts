/** A copy without the fields whose value is undefined, so that nobody meets a key without value. */
export function known<T extends object>(fields: T): T {
  const kept = { ...fields };
  for (const key in kept) if (kept[key] === undefined) Reflect.deleteProperty(kept, key);
  return kept;
}
