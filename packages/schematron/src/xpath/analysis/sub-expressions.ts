import type { Expression, Step } from "../syntax/ast.ts";

/** A part of an expression, and how it is evaluated within it. */
export interface SubExpression {
  readonly expression: Expression;
  /** True when it is evaluated with the same context item, position and size. */
  readonly sharesFocus: boolean;
  /** Variables bound around it. */
  readonly binds: readonly string[];
}

const shared = (expression: Expression): SubExpression => ({ expression, sharesFocus: true, binds: [] });
const inner = (expression: Expression): SubExpression => ({ expression, sharesFocus: false, binds: [] });

/** The direct parts of an expression. */
export function subExpressions(expression: Expression): readonly SubExpression[] {
  switch (expression.kind) {
    case "literal":
    case "variable":
    case "context":
      return [];
    case "sequence":
      return expression.items.map(shared);
    case "for":
      return bindingParts(expression.bindings, expression.result);
    case "quantified":
      return bindingParts(expression.bindings, expression.condition);
    case "if":
      return [expression.condition, expression.then, expression.otherwise].map(shared);
    case "and":
    case "or":
    case "general":
    case "value":
    case "node-comparison":
    case "arithmetic":
    case "node-set":
      return [shared(expression.left), shared(expression.right)];
    case "range":
      return [shared(expression.from), shared(expression.to)];
    case "sign":
    case "cast":
    case "castable":
      return [shared(expression.operand)];
    case "call":
      return expression.args.map(shared);
    case "filter":
      return [shared(expression.base), ...expression.predicates.map(inner)];
    case "path":
      return expression.steps.flatMap((step, index) => stepParts(step, index === 0 && !expression.absolute));
  }
}

function stepParts(step: Step, isStart: boolean): readonly SubExpression[] {
  if (step.kind === "axis") return step.predicates.map(inner);
  return [isStart ? shared(step.expression) : inner(step.expression)];
}

function bindingParts(
  bindings: readonly { readonly name: string; readonly expression: Expression }[],
  body: Expression,
): readonly SubExpression[] {
  const parts: SubExpression[] = [];
  const bound: string[] = [];
  for (const { name, expression } of bindings) {
    parts.push({ expression, sharesFocus: true, binds: [...bound] });
    bound.push(name);
  }
  return [...parts, { expression: body, sharesFocus: true, binds: bound }];
}
