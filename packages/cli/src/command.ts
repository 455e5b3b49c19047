import type { Io } from "./io.ts";

/** How an option is written on the command line. @public */
export interface OptionShape {
  /** `string` takes a value, `boolean` does not. */
  readonly type: "string" | "boolean";
  /** One letter. */
  readonly short?: string;
  /** May be repeated. */
  readonly multiple?: boolean;
  /** Meaning, in French. */
  readonly help: string;
}

/** Exit code of the process: 0 done and valid, 1 invalid or refused, 2 could not run. @public */
export type ExitCode = 0 | 1 | 2;

/** What a command receives once its arguments are read. @public */
export interface Invocation {
  /** Arguments that are no options. */
  readonly positionals: readonly string[];
  /** Value of each option that was given. */
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  /** Files, streams and clock. */
  readonly io: Io;
}

/** One verb of the command line. @public */
export interface Command {
  /** Lines of usage, without `ldl`. */
  readonly usage: readonly string[];
  /** A call that works as it stands in a checkout. */
  readonly example: string;
  /** Options by name, without dashes. */
  readonly options: Readonly<Record<string, OptionShape>>;
  /** Does the work. */
  run(invocation: Invocation): Promise<ExitCode>;
}

/** The command line was misused; its message is for the person who typed it. @public */
export class UsageError extends Error {
  /** Always `UsageError`. */
  override readonly name = "UsageError";
}

/**
 * Reads an option that takes one text.
 *
 * @param invocation - The call.
 * @param name - Option, without dashes.
 * @returns Its value, or `undefined`.
 * @public
 */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.values[name];
  return typeof value === "string" ? value : undefined;
}

/**
 * Reads an option that must be there.
 *
 * @param invocation - The call.
 * @param name - Option, without dashes.
 * @returns Its value.
 * @throws {@link UsageError} when it is missing.
 * @public
 */
export function requiredOption(invocation: Invocation, name: string): string {
  const value = textOption(invocation, name);
  if (value === undefined) throw new UsageError(`option --${name} obligatoire`);
  return value;
}

/**
 * Reads an option that may be repeated.
 *
 * @param invocation - The call.
 * @param name - Option, without dashes.
 * @returns Every value, in order.
 * @public
 */
export function listOption(invocation: Invocation, name: string): readonly string[] {
  const value = invocation.values[name];
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((item): item is string => typeof item === "string");
}
