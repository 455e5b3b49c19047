import type { Axis, Expression, NodeTest, PathExpression, Step } from "./ast.ts";
import { literalOf } from "./literal.ts";
import type { TokenReader } from "./token-reader.ts";

/** The parsers of what stands inside brackets and arguments, handed down to keep this file free of a cycle. */
export interface NestedParsers {
  readonly parseSequence: (reader: TokenReader) => Expression;
  readonly parseSingle: (reader: TokenReader) => Expression;
}

const AXES: Readonly<Record<string, Axis>> = {
  ancestor: "ancestor",
  "ancestor-or-self": "ancestor-or-self",
  attribute: "attribute",
  child: "child",
  descendant: "descendant",
  "descendant-or-self": "descendant-or-self",
  following: "following",
  "following-sibling": "following-sibling",
  parent: "parent",
  preceding: "preceding",
  "preceding-sibling": "preceding-sibling",
  self: "self",
};

const KIND_TESTS = new Set([
  "node",
  "text",
  "comment",
  "processing-instruction",
  "element",
  "attribute",
  "document-node",
  "schema-element",
  "schema-attribute",
]);

/** What `//` stands for between two steps. */
const ANY_DESCENDANT: Step = { kind: "axis", axis: "descendant-or-self", test: { kind: "node" }, predicates: [] };

/** `PathExpr ::= ("/" RelativePathExpr?) | ("//" RelativePathExpr) | RelativePathExpr` */
export function parsePath(reader: TokenReader, nested: NestedParsers): Expression {
  if (reader.acceptSymbol("//")) {
    return withSteps(reader, nested, true, [ANY_DESCENDANT, parseStep(reader, nested)]);
  }
  if (reader.acceptSymbol("/")) {
    const steps = startsStep(reader) ? [parseStep(reader, nested)] : [];
    return withSteps(reader, nested, true, steps);
  }
  const first = parseStep(reader, nested);
  const isAlone = !reader.isSymbol("/") && !reader.isSymbol("//");
  if (isAlone && first.kind === "expression") return first.expression;
  return withSteps(reader, nested, false, [first]);
}

function withSteps(reader: TokenReader, nested: NestedParsers, absolute: boolean, steps: Step[]): PathExpression {
  for (;;) {
    if (reader.acceptSymbol("//")) steps.push(ANY_DESCENDANT);
    else if (!reader.acceptSymbol("/")) return { kind: "path", absolute, steps };
    steps.push(parseStep(reader, nested));
  }
}

function startsStep(reader: TokenReader): boolean {
  const { kind, text } = reader.peek();
  if (kind === "end") return false;
  return kind !== "symbol" || ["(", ".", "..", "@", "*"].includes(text);
}

function parseStep(reader: TokenReader, nested: NestedParsers): Step {
  const step = parseAxisStep(reader, nested);
  if (step !== undefined) return step;
  const base = parsePrimary(reader, nested);
  const predicates = parsePredicates(reader, nested);
  return { kind: "expression", expression: predicates.length === 0 ? base : { kind: "filter", base, predicates } };
}

function parseAxisStep(reader: TokenReader, nested: NestedParsers): Step | undefined {
  if (reader.acceptSymbol("..")) {
    return { kind: "axis", axis: "parent", test: { kind: "node" }, predicates: parsePredicates(reader, nested) };
  }
  const axis = parseAxis(reader);
  if (axis === undefined && !startsNodeTest(reader)) return undefined;
  const isAttributeTest = reader.isName("attribute") && reader.isSymbol("(", 1);
  const stepAxis = axis ?? (isAttributeTest ? "attribute" : "child");
  const test = parseNodeTest(reader, stepAxis);
  return { kind: "axis", axis: stepAxis, test, predicates: parsePredicates(reader, nested) };
}

function parseAxis(reader: TokenReader): Axis | undefined {
  if (reader.acceptSymbol("@")) return "attribute";
  const { kind, text, offset } = reader.peek();
  if (kind !== "name" || !reader.isSymbol("::", 1)) return undefined;
  const axis = Object.hasOwn(AXES, text) ? AXES[text] : undefined;
  if (axis === undefined) reader.fail("XPST0003", `the axis "${text}" is not supported`, offset);
  reader.take();
  reader.take();
  return axis;
}

function startsNodeTest(reader: TokenReader): boolean {
  const { kind, text } = reader.peek();
  if (kind === "symbol") return text === "*";
  if (kind !== "name") return false;
  return !reader.isSymbol("(", 1) || KIND_TESTS.has(text);
}

function parseNodeTest(reader: TokenReader, axis: Axis): NodeTest {
  const principal = axis === "attribute" ? "attribute" : "element";
  if (reader.acceptSymbol("*")) return { kind: principal, namespace: undefined, localName: undefined };
  const name = reader.take();
  if (name.kind !== "name") reader.fail("XPST0003", "node test expected", name.offset);
  if (reader.isSymbol("(")) return parseKindTest(reader, name.text, name.offset);
  return { kind: principal, ...parseNameTest(reader, name.text) };
}

function parseNameTest(
  reader: TokenReader,
  text: string,
): Pick<NodeTest & { kind: "element" }, "namespace" | "localName"> {
  const colon = text.indexOf(":");
  if (colon < 0) return { namespace: "", localName: text };
  const prefix = text.slice(0, colon);
  const localName = text.slice(colon + 1);
  return {
    namespace: prefix === "*" ? undefined : reader.namespaceOf(prefix),
    localName: localName === "*" ? undefined : localName,
  };
}

function parseKindTest(reader: TokenReader, name: string, offset: number): NodeTest {
  reader.expectSymbol("(");
  const argument = reader.isSymbol(")") ? undefined : reader.take();
  reader.expectSymbol(")");
  if (name === "processing-instruction") return { kind: "instruction", target: argument?.text };
  if (name === "element" || name === "attribute") {
    const isAny = argument === undefined || argument.text === "*";
    if (isAny) return { kind: name, namespace: undefined, localName: undefined };
    return { kind: name, ...parseNameTest(reader, argument.text) };
  }
  if (argument !== undefined) reader.fail("XPST0003", `an argument of ${name}() is not supported`, offset);
  if (name === "node" || name === "text" || name === "comment") return { kind: name };
  if (name === "document-node") return { kind: "document" };
  return reader.fail("XPST0003", `${name}() is not supported`, offset);
}

function parsePredicates(reader: TokenReader, nested: NestedParsers): readonly Expression[] {
  const predicates: Expression[] = [];
  while (reader.acceptSymbol("[")) {
    predicates.push(nested.parseSequence(reader));
    reader.expectSymbol("]");
  }
  return predicates;
}

function parsePrimary(reader: TokenReader, nested: NestedParsers): Expression {
  const token = reader.take();
  switch (token.kind) {
    case "string":
    case "integer":
    case "decimal":
    case "double":
      return { kind: "literal", value: literalOf(token.kind, token.text) };
    case "variable":
      return { kind: "variable", name: token.text, offset: token.offset };
    case "name":
      return parseCall(reader, nested, token.text, token.offset);
    default:
      break;
  }
  if (token.text === "." && token.kind === "symbol") return { kind: "context" };
  if (token.text !== "(" || token.kind !== "symbol") reader.fail("XPST0003", "expression expected", token.offset);
  if (reader.acceptSymbol(")")) return { kind: "sequence", items: [] };
  const inner = nested.parseSequence(reader);
  reader.expectSymbol(")");
  return inner;
}

/** Standard functions are kept by their local name, constructors of XML Schema types as `xs:type`, others as written. */
function parseCall(reader: TokenReader, nested: NestedParsers, text: string, offset: number): Expression {
  reader.expectSymbol("(");
  const args: Expression[] = [];
  if (!reader.isSymbol(")")) {
    do args.push(nested.parseSingle(reader));
    while (reader.acceptSymbol(","));
  }
  reader.expectSymbol(")");
  return { kind: "call", name: functionName(reader, text), args, offset };
}

function functionName(reader: TokenReader, text: string): string {
  const [prefix = "", localName] = text.split(":");
  if (localName === undefined) return text;
  if (prefix === "fn") return localName;
  const namespace = reader.namespaceOf(prefix);
  if (namespace === "http://www.w3.org/2005/xpath-functions") return localName;
  return namespace === "http://www.w3.org/2001/XMLSchema" ? `xs:${localName}` : `${prefix}:${localName}`;
}
