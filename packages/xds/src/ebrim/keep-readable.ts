import type { z } from "zod";

/**
 * Parses what was read, leaving out the fields that do not fit their schema; `undefined` when a mandatory one does not.
 *
 * @internal
 */
export function keepReadable<S extends z.ZodType>(
  schema: S,
  raw: Readonly<Record<string, unknown>>,
  leftOut: (key: string) => void,
): z.output<S> | undefined {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const unreadable = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  for (const key of unreadable) leftOut(key);
  return schema.safeParse(Object.fromEntries(Object.entries(raw).filter(([key]) => !unreadable.has(key)))).data;
}
