import type { Context } from "../context.ts";
import type { Item, Sequence } from "../values/item.ts";

/** What is known of a result without evaluating: decides how predicates and conditions are compiled. */
export type ResultKind = "boolean" | "string" | "number" | "nodes" | "unknown";

/** A function that expressions may call. */
export interface FunctionDefinition {
  readonly minimum: number;
  readonly maximum: number;
  readonly result: ResultKind;
  /** True when the call reads the context item, its position or the number of items. */
  readonly readsFocus?: (argumentCount: number) => "item" | "position" | undefined;
  readonly evaluate: (args: readonly Sequence[], item: Item, context: Context) => Sequence;
}

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, FunctionDefinition>>;

/** Reads the context item when the last argument is left out. */
export const focusWhenShort =
  (full: number) =>
  (argumentCount: number): "item" | undefined =>
    argumentCount < full ? "item" : undefined;

/** A function of its arguments alone. */
export function pure(
  minimum: number,
  maximum: number,
  result: ResultKind,
  evaluate: (args: readonly Sequence[], item: Item, context: Context) => Sequence,
): FunctionDefinition {
  return { minimum, maximum, result, evaluate };
}
