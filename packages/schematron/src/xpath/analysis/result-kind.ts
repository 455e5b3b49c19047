import type { ResultKind } from "../functions/definition.ts";
import { findFunction } from "../functions/function-table.ts";
import type { Expression } from "../syntax/ast.ts";

/** What is known of a result before evaluating. */
export function resultKind(expression: Expression): ResultKind {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? "string" : "number";
    case "and":
    case "or":
    case "general":
    case "quantified":
    case "castable":
      return "boolean";
    case "value":
    case "node-comparison":
      // No item at all when a side is empty, which counts as false too.
      return "boolean";
    case "arithmetic":
    case "sign":
    case "range":
      return "number";
    case "node-set":
      return "nodes";
    case "call":
      return findFunction(expression.name)?.result ?? "unknown";
    case "filter":
      return resultKind(expression.base);
    case "path":
      return pathKind(expression);
    case "if":
      return sameKind(resultKind(expression.then), resultKind(expression.otherwise));
    default:
      return "unknown";
  }
}

function pathKind(path: Expression & { kind: "path" }): ResultKind {
  const last = path.steps.at(-1);
  if (last === undefined || last.kind === "axis") return "nodes";
  return resultKind(last.expression) === "nodes" ? "nodes" : "unknown";
}

function sameKind(left: ResultKind, right: ResultKind): ResultKind {
  return left === right ? left : "unknown";
}
