import type { z } from "zod";

/**
 * Gives a value the type of its schema; a value that does not fit is kept as written and reported.
 *
 * This is the one place where the reading asserts a type: a received document is shown and stored as it is, and the
 * finding says which values break their rule.
 *
 * @param schema - Schema of the value, without transformation that matters.
 * @param written - Value as the document has it.
 * @param onMismatch - Called when the value does not fit.
 * @returns The parsed value, or the value as written.
 */
export function asWritten<S extends z.ZodType>(schema: S, written: string, onMismatch: () => void): z.output<S> {
  const parsed = schema.safeParse(written);
  if (parsed.success) return parsed.data;
  onMismatch();
  return written as z.output<S>;
}
