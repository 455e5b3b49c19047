import { stringValueOf } from "../../tree/node.ts";
import { isConstant } from "../analysis/dependencies.ts";
import type { Context, Evaluate, Test } from "../context.ts";
import type { ComparisonExpression, ComparisonOperator, Expression } from "../syntax/ast.ts";
import { compareGeneral, compareValues, holds } from "../values/compare.ts";
import { atomize, EMPTY, type Item, isNode, type Sequence, zeroOrOne } from "../values/item.ts";
import { Untyped } from "../values/untyped.ts";
import type { Compiler } from "./compiler.ts";
import { compileInteger } from "./integers.ts";
import { compileWalk } from "./paths.ts";

/** `a op b` with the sides exchanged. */
const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** Compiles `a = b`: true when some pair compares so. */
export function compileGeneralComparison(expression: ComparisonExpression, compiler: Compiler): Test {
  return (
    compileIntegerComparison(expression, compiler) ??
    compileTextComparison(expression, compiler) ??
    compileMembership(expression, compiler) ??
    compilePairs(expression, compiler)
  );
}

/** `count(x) > 1` and the like, without sequences. */
function compileIntegerComparison(
  { operator, left, right }: ComparisonExpression,
  compiler: Compiler,
): Test | undefined {
  const leftNumber = compileInteger(left, compiler);
  const rightNumber = leftNumber === undefined ? undefined : compileInteger(right, compiler);
  if (leftNumber === undefined || rightNumber === undefined) return undefined;
  return (item, context) => holds(operator, leftNumber(item, context) - rightNumber(item, context));
}

/** `path = 'text'`, by far the most common comparison: stops at the first node that fits. */
function compileTextComparison({ operator, left, right }: ComparisonExpression, compiler: Compiler): Test | undefined {
  if (operator !== "=" && operator !== "!=") return undefined;
  const [path, literal] = right.kind === "literal" ? [left, right] : [right, left];
  if (literal.kind !== "literal" || typeof literal.value !== "string") return undefined;
  const compiled = compileWalk(path, compiler);
  if (compiled === undefined) return undefined;
  const { walk } = compiled;
  const text = literal.value;
  if (operator === "!=") return (item, context) => walk(item, context, (node) => stringValueOf(node) !== text);
  return (item, context) => walk(item, context, (node) => stringValueOf(node) === text);
}

/** Texts of a constant side; `undefined` when it holds anything but text. */
interface TextSet {
  readonly texts: ReadonlySet<string> | undefined;
  readonly items: Sequence;
}

/** `$x = ('a', 'b')` or `@code = doc('x')/…/@code`: the constant side is made once into a set. */
function compileMembership(expression: ComparisonExpression, compiler: Compiler): Test | undefined {
  if (expression.operator !== "=") return undefined;
  const isRightConstant = isConstant(expression.right);
  if (!isRightConstant && !isConstant(expression.left)) return undefined;
  const [subject, constant] = isRightConstant
    ? [expression.left, expression.right]
    : [expression.right, expression.left];
  const subjectItems = compiler.sequence(subject);
  const setOf = compileTextSet(constant, compiler);
  return (item, context) => {
    const { texts, items } = setOf(item, context);
    return subjectItems(item, context).some((value) => {
      const text = textOf(value);
      if (texts !== undefined && text !== undefined) return texts.has(text);
      return items.some((other) => comparePair("=", value, other, context));
    });
  };
}

function compileTextSet(constant: Expression, compiler: Compiler): (item: Item, context: Context) => TextSet {
  const evaluate = compiler.sequence(constant);
  return (item, context) => {
    const { constants, missingDocuments } = context.environment;
    const missingBefore = missingDocuments.size;
    const known = constants.get(constant);
    if (isTextSet(known)) return known;
    const items = evaluate(item, context);
    const texts = items.map(textOf);
    const isText = texts.every((text) => text !== undefined);
    const made: TextSet = { items, texts: isText ? new Set(texts) : undefined };
    // A result that lacks a document is made again, so that each run tells what is missing.
    if (missingDocuments.size === missingBefore) constants.set(constant, made);
    return made;
  };
}

function isTextSet(value: unknown): value is TextSet {
  return typeof value === "object" && value !== null && "texts" in value;
}

/** Text of an item that compares as text with other text; `undefined` for typed values. */
export function textOf(item: Item): string | undefined {
  if (typeof item === "string") return item;
  if (typeof item !== "object") return undefined;
  if (isNode(item)) return stringValueOf(item);
  return item instanceof Untyped ? item.value : undefined;
}

function compilePairs({ operator, left, right }: ComparisonExpression, compiler: Compiler): Test {
  const compiledLeft = compileWalk(left, compiler);
  if (compiledLeft === undefined && compileWalk(right, compiler) !== undefined) {
    return compilePairs({ kind: "general", operator: MIRRORED[operator], left: right, right: left }, compiler);
  }
  const rightItems = compiler.sequence(right);
  if (compiledLeft !== undefined) {
    const { walk } = compiledLeft;
    return (item, context) => {
      const others = rightItems(item, context);
      if (others.length === 0) return false;
      return walk(item, context, (node) => others.some((other) => comparePair(operator, node, other, context)));
    };
  }
  const leftItems = compiler.sequence(left);
  return (item, context) => {
    const others = rightItems(item, context);
    return leftItems(item, context).some((one) => others.some((other) => comparePair(operator, one, other, context)));
  };
}

/** One pair of a general comparison. */
function comparePair(operator: ComparisonOperator, left: Item, right: Item, context: Context): boolean {
  const leftText = textOf(left);
  const rightText = leftText === undefined ? undefined : textOf(right);
  if (operator === "=" && leftText !== undefined && rightText !== undefined) return leftText === rightText;
  return compareGeneral(operator, atomize(left), atomize(right), context.environment.implicitOffsetMinutes);
}

/** Compiles `a eq b`: empty when a side is empty. */
export function compileValueComparison({ operator, left, right }: ComparisonExpression, compiler: Compiler): Evaluate {
  const leftItems = compiler.sequence(left);
  const rightItems = compiler.sequence(right);
  return (item, context) => {
    const one = zeroOrOne(leftItems(item, context), "an operand of a value comparison");
    const other = zeroOrOne(rightItems(item, context), "an operand of a value comparison");
    if (one === undefined || other === undefined) return EMPTY;
    return [compareValues(operator, atomize(one), atomize(other), context.environment.implicitOffsetMinutes)];
  };
}
