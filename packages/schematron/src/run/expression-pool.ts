import { compileSequence, compileTest } from "../xpath/compile/compile-expression.ts";
import type { Evaluate, Test } from "../xpath/context.ts";
import type { Expression } from "../xpath/syntax/ast.ts";
import { parseExpression } from "../xpath/syntax/parse-expression.ts";
import type { Namespaces } from "../xpath/syntax/token-reader.ts";

/** Expressions of a schema, each compiled once and only when it is first evaluated: most checks never are. */
export class ExpressionPool {
  readonly #namespaces: Namespaces;
  readonly #parsed = new Map<string, Expression>();
  readonly #tests = new Map<string, Test>();
  readonly #sequences = new Map<string, Evaluate>();

  constructor(namespaces: Namespaces) {
    this.#namespaces = namespaces;
  }

  /** Parses an expression, once. */
  parse(text: string): Expression {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const expression = parseExpression(text, this.#namespaces);
    this.#parsed.set(text, expression);
    return expression;
  }

  /** The effective boolean value of an expression. */
  test(text: string): Test {
    return lazily(text, this.#tests, () => compileTest(this.parse(text)));
  }

  /** The result of an expression. */
  sequence(text: string): Evaluate {
    return lazily(text, this.#sequences, () => compileSequence(this.parse(text)));
  }
}

type Compiled<R> = (item: Parameters<Test>[0], context: Parameters<Test>[1]) => R;

function lazily<R>(text: string, pool: Map<string, Compiled<R>>, compile: () => Compiled<R>): Compiled<R> {
  let compiled: Compiled<R> | undefined;
  return (item, context) => {
    if (compiled === undefined) {
      compiled = pool.get(text) ?? compile();
      pool.set(text, compiled);
    }
    return compiled(item, context);
  };
}
