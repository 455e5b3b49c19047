import type { Evaluate, Test } from "../context.ts";
import type { Expression } from "../syntax/ast.ts";

/** What the parts of the compiler ask of one another. */
export interface Compiler {
  /** Compiles for the whole result. */
  sequence(expression: Expression): Evaluate;
  /** Compiles for the effective boolean value only, which often needs less work. */
  test(expression: Expression): Test;
}
