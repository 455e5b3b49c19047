import { readsPosition } from "../analysis/dependencies.ts";
import { atPlace, type Context, type Test } from "../context.ts";
import type { Expression } from "../syntax/ast.ts";
import { isNumeric } from "../values/compare.ts";
import { effectiveBoolean, type Item, isNode } from "../values/item.ts";
import type { Compiler } from "./compiler.ts";
import { isPositional } from "./simplify-path.ts";

/** Keeps some of the items, given in the order in which they are counted. */
export type Filter = <T extends Item>(items: readonly T[], context: Context) => readonly T[];

/** Predicates compiled: one test on each node when none counts places, else a filter over the list. */
export type CompiledPredicates =
  | { readonly kind: "none" }
  | { readonly kind: "test"; readonly keep: Test }
  | { readonly kind: "filter"; readonly filter: Filter };

/** Compiles the predicates of a step or of a filter expression. */
export function compilePredicates(predicates: readonly Expression[], compiler: Compiler): CompiledPredicates {
  if (predicates.length === 0) return { kind: "none" };
  if (!predicates.some(isPositional)) {
    return { kind: "test", keep: allOf(predicates.map((predicate) => compiler.test(predicate))) };
  }
  const filters = predicates.map((predicate) => compileFilter(predicate, compiler));
  return {
    kind: "filter",
    filter: (items, context) => filters.reduce((kept, filter) => filter(kept, context), items),
  };
}

function allOf(tests: readonly Test[]): Test {
  const [first, second] = tests;
  if (tests.length === 1 && first !== undefined) return first;
  if (tests.length === 2 && first !== undefined && second !== undefined) {
    return (item, context) => first(item, context) && second(item, context);
  }
  return (item, context) => tests.every((test) => test(item, context));
}

function compileFilter(predicate: Expression, compiler: Compiler): Filter {
  if (!isPositional(predicate)) {
    const test = compiler.test(predicate);
    return (items, context) => items.filter((item) => test(item, context));
  }
  if (predicate.kind === "literal" && typeof predicate.value === "bigint") {
    const index = Number(predicate.value) - 1;
    return (items) => items.slice(Math.max(index, 0), index + 1);
  }
  return compilePositionalFilter(predicate, compiler);
}

function compilePositionalFilter(predicate: Expression, compiler: Compiler): Filter {
  const evaluate = compiler.sequence(predicate);
  const needsPlace = readsPosition(predicate);
  return (items, context) =>
    items.filter((item, index) => {
      const place = needsPlace ? atPlace(context, index + 1, items.length) : context;
      const result = evaluate(item, place);
      const [only] = result;
      if (result.length === 1 && only !== undefined && !isNode(only) && isNumeric(only)) {
        return Number(only.toString()) === index + 1;
      }
      return effectiveBoolean(result);
    });
}

/** Applies compiled predicates to a list. */
export function applyPredicates<T extends Item>(
  items: readonly T[],
  predicates: CompiledPredicates,
  context: Context,
): readonly T[] {
  switch (predicates.kind) {
    case "none":
      return items;
    case "test":
      return items.filter((item) => predicates.keep(item, context));
    case "filter":
      return predicates.filter(items, context);
  }
}
