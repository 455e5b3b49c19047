import { isConstant, readsItem, readsPosition } from "../analysis/dependencies.ts";
import type { Context, DocumentKey, Evaluate, ExternalDocument, KeyPart, Test } from "../context.ts";
import type { Expression, PathExpression, Step } from "../syntax/ast.ts";
import { type Item, isNode, stringOf } from "../values/item.ts";
import { XPathError } from "../xpath-error.ts";
import { textOf } from "./comparisons.ts";
import type { Compiler } from "./compiler.ts";
import { simplifySteps } from "./simplify-path.ts";

/** Stands between the parts of a key; XML cannot hold it. */
export const KEY_SEPARATOR = "\u0000";

/** A question of the form `doc('x')//concept[@code = $code and @system = $system]`. */
interface Question {
  readonly opener: "doc" | "document";
  readonly href: Expression;
  readonly key: DocumentKey;
  readonly values: readonly Expression[];
}

/**
 * Compiles the test that another document holds an element with given attributes or text. The values found in that document are
 * gathered once into a set; the document itself need not be kept, nor even be read again. `undefined` for any other path.
 *
 * @param general - The same path compiled without index, for values that do not compare as text.
 */
export function compileKeyLookup(path: PathExpression, compiler: Compiler, general: Test): Test | undefined {
  const question = questionOf(path);
  if (question === undefined) return undefined;
  const href = compiler.sequence(question.href);
  const values = question.values.map((value) => compiler.sequence(value));
  return (item, context) => {
    const wanted = keysOf(values, item, context);
    if (wanted === undefined) return general(item, context);
    return openAll(question.opener, href, item, context).some((document) => {
      const present = document.keyValues(question.key);
      return wanted.some((key) => present.has(key));
    });
  };
}

/** Every combination of the values; `undefined` when one of them is not text. */
function keysOf(values: readonly Evaluate[], item: Item, context: Context): readonly string[] | undefined {
  let keys: readonly string[] = [""];
  for (const [index, value] of values.entries()) {
    const texts = value(item, context).map(textOf);
    if (texts.includes(undefined)) return undefined;
    keys = keys.flatMap((key) => texts.map((text) => (index === 0 ? `${text}` : `${key}${KEY_SEPARATOR}${text}`)));
  }
  return keys;
}

function openAll(
  opener: "doc" | "document",
  href: Evaluate,
  item: Item,
  context: Context,
): readonly ExternalDocument[] {
  const found: ExternalDocument[] = [];
  const names = href(item, context);
  if (opener === "doc" && names.length > 1) throw new XPathError("XPTY0004", "doc() takes one name");
  for (const name of names) {
    if (isNode(name) && opener === "document")
      throw new XPathError("XPTY0004", "document() takes a string here, not a node");
    const document = context.environment.openDocument(stringOf(name));
    if (document !== undefined) found.push(document);
    else if (opener === "doc") throw new XPathError("FODC0002", "the document named by doc() cannot be found");
  }
  return found;
}

function questionOf(path: PathExpression): Question | undefined {
  const [start, search, ...others] = simplifySteps(path.steps);
  if (path.absolute || others.length > 0 || start?.kind !== "expression" || search?.kind !== "axis") return undefined;
  const call = start.expression;
  const [href] = call.kind === "call" ? call.args : [];
  if (call.kind !== "call" || (call.name !== "doc" && call.name !== "document")) return undefined;
  if (href === undefined || call.args.length !== 1 || search.axis !== "descendant") return undefined;
  const { test } = search;
  if (test.kind !== "element" || test.localName === undefined || search.predicates.length === 0) return undefined;
  const conditions = search.predicates.flatMap(conjuncts).map(conditionOf);
  const parts: KeyPart[] = [];
  const values: Expression[] = [];
  for (const condition of conditions) {
    if (condition === undefined) return undefined;
    parts.push(condition.part);
    values.push(condition.value);
  }
  const key = { namespace: test.namespace, localName: test.localName, parts };
  return { opener: call.name, href, key, values };
}

function conjuncts(predicate: Expression): readonly Expression[] {
  return predicate.kind === "and" ? [...conjuncts(predicate.left), ...conjuncts(predicate.right)] : [predicate];
}

/** `@code = value` or `text() = value`, the value not depending on the element it is compared with. */
function conditionOf(predicate: Expression): { readonly part: KeyPart; readonly value: Expression } | undefined {
  if (predicate.kind !== "general" || predicate.operator !== "=") return undefined;
  for (const [subject, value] of [
    [predicate.left, predicate.right],
    [predicate.right, predicate.left],
  ] as const) {
    const part = partOf(subject);
    if (part !== undefined && (isConstant(value) || (!readsItem(value) && !readsPosition(value))))
      return { part, value };
  }
  return undefined;
}

function partOf(subject: Expression): KeyPart | undefined {
  if (subject.kind !== "path" || subject.absolute || subject.steps.length !== 1) return undefined;
  const step: Step | undefined = subject.steps[0];
  if (step?.kind !== "axis" || step.predicates.length > 0) return undefined;
  const { axis, test } = step;
  if (axis === "child" && test.kind === "text") return { kind: "text" };
  if (axis !== "attribute" || test.kind !== "attribute") return undefined;
  if (test.localName === undefined || test.namespace === undefined) return undefined;
  return { kind: "attribute", namespace: test.namespace, localName: test.localName };
}
