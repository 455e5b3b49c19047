import { type Invocation, textOption, UsageError } from "./command.ts";

/**
 * The clock that a call asks for.
 *
 * @param invocation - The call; `--now` stops its clock.
 * @returns The time of `--now`, else the time of the world.
 * @throws {@link UsageError} when `--now` is no date.
 */
export function clockOf(invocation: Invocation): () => Date {
  const text = textOption(invocation, "now");
  if (text === undefined) return () => invocation.io.now();
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new UsageError("--now : date ISO 8601 attendue");
  return () => date;
}
