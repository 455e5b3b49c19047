import type { z } from "zod";
import type { ReadContext } from "../read-context.ts";

/**
 * Gives a value the type of its schema; one that does not fit is kept as written.
 *
 * This is the one place where the reading asserts a type: a received document is shown and stored as it is, and the
 * findings say which values break their rule.
 *
 * @param schema - Schema of a text, that leaves what it accepts unchanged.
 * @param written - Value as the document has it; empty when the document has none.
 * @param context - Remembers what was checked.
 * @param onMismatch - Called when the value does not fit. Left out, nothing is reported.
 * @returns The value.
 */
export function asWritten<S extends z.ZodType<string>>(
  schema: S,
  written: string,
  context: ReadContext,
  onMismatch?: () => void,
): z.output<S> {
  if (onMismatch !== undefined && !context.fits(schema, written)) onMismatch();
  return written as z.output<S>;
}
