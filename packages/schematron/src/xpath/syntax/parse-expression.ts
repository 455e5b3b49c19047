import type { ArithmeticOperator, Binding, ComparisonOperator, Expression } from "./ast.ts";
import { parsePath } from "./parse-path.ts";
import { type Namespaces, TokenReader } from "./token-reader.ts";

/**
 * Parses an XPath 2.0 expression.
 *
 * @remarks XML Path Language (XPath) 2.0, grammar of appendix A.1. Left out: `instance of`, `treat as`, the namespace axis and
 * schema-aware kind tests, which are refused.
 * @throws {@link XPathError} `XPST0003` for a syntax error, `XPST0081` for an undeclared prefix.
 */
export function parseExpression(source: string, namespaces: Namespaces): Expression {
  const reader = new TokenReader(source, namespaces);
  const expression = parseSequence(reader);
  if (reader.peek().kind !== "end") reader.fail("XPST0003", "unexpected text after the expression");
  return expression;
}

/** `Expr ::= ExprSingle ("," ExprSingle)*` */
export function parseSequence(reader: TokenReader): Expression {
  const first = parseSingle(reader);
  if (!reader.isSymbol(",")) return first;
  const items = [first];
  while (reader.acceptSymbol(",")) items.push(parseSingle(reader));
  return { kind: "sequence", items };
}

/** `ExprSingle ::= ForExpr | QuantifiedExpr | IfExpr | OrExpr` */
export function parseSingle(reader: TokenReader): Expression {
  const { kind, text } = reader.peek();
  if (kind === "name" && reader.peek(1).kind === "variable") {
    if (text === "for") return parseFor(reader);
    if (text === "some" || text === "every") return parseQuantified(reader, text);
  }
  if (kind === "name" && text === "if" && reader.isSymbol("(", 1)) return parseIf(reader);
  return parseBinary(reader, 0);
}

function parseFor(reader: TokenReader): Expression {
  reader.take();
  const bindings = parseBindings(reader);
  reader.expectName("return");
  return { kind: "for", bindings, result: parseSingle(reader) };
}

function parseQuantified(reader: TokenReader, quantifier: "some" | "every"): Expression {
  reader.take();
  const bindings = parseBindings(reader);
  reader.expectName("satisfies");
  return { kind: "quantified", quantifier, bindings, condition: parseSingle(reader) };
}

function parseBindings(reader: TokenReader): readonly Binding[] {
  const bindings: Binding[] = [];
  do {
    const variable = reader.take();
    if (variable.kind !== "variable") reader.fail("XPST0003", "variable expected", variable.offset);
    reader.expectName("in");
    bindings.push({ name: variable.text, expression: parseSingle(reader) });
  } while (reader.acceptSymbol(","));
  return bindings;
}

function parseIf(reader: TokenReader): Expression {
  reader.take();
  reader.expectSymbol("(");
  const condition = parseSequence(reader);
  reader.expectSymbol(")");
  reader.expectName("then");
  const then = parseSingle(reader);
  reader.expectName("else");
  return { kind: "if", condition, then, otherwise: parseSingle(reader) };
}

type Combine = (left: Expression, right: Expression) => Expression;

const comparison =
  (kind: "general" | "value", operator: ComparisonOperator): Combine =>
  (left, right) => ({ kind, operator, left, right });
const nodeComparison =
  (operator: "is" | "<<" | ">>"): Combine =>
  (left, right) => ({ kind: "node-comparison", operator, left, right });
const arithmetic =
  (operator: ArithmeticOperator): Combine =>
  (left, right) => ({ kind: "arithmetic", operator, left, right });
const nodeSet =
  (operator: "union" | "intersect" | "except"): Combine =>
  (left, right) => ({ kind: "node-set", operator, left, right });

interface Level {
  /** False when `a op b op c` is not allowed. */
  readonly chains: boolean;
  readonly symbols: Readonly<Record<string, Combine>>;
  readonly names: Readonly<Record<string, Combine>>;
}

/** Binary operators from the loosest to the tightest. */
const LEVELS: readonly Level[] = [
  { chains: true, symbols: {}, names: { or: (left, right) => ({ kind: "or", left, right }) } },
  { chains: true, symbols: {}, names: { and: (left, right) => ({ kind: "and", left, right }) } },
  {
    chains: false,
    symbols: {
      "=": comparison("general", "="),
      "!=": comparison("general", "!="),
      "<": comparison("general", "<"),
      "<=": comparison("general", "<="),
      ">": comparison("general", ">"),
      ">=": comparison("general", ">="),
      "<<": nodeComparison("<<"),
      ">>": nodeComparison(">>"),
    },
    names: {
      eq: comparison("value", "="),
      ne: comparison("value", "!="),
      lt: comparison("value", "<"),
      le: comparison("value", "<="),
      gt: comparison("value", ">"),
      ge: comparison("value", ">="),
      is: nodeComparison("is"),
    },
  },
  { chains: false, symbols: {}, names: { to: (from, to) => ({ kind: "range", from, to }) } },
  { chains: true, symbols: { "+": arithmetic("+"), "-": arithmetic("-") }, names: {} },
  {
    chains: true,
    symbols: { "*": arithmetic("*") },
    names: { div: arithmetic("div"), idiv: arithmetic("idiv"), mod: arithmetic("mod") },
  },
  { chains: true, symbols: { "|": nodeSet("union") }, names: { union: nodeSet("union") } },
  { chains: true, symbols: {}, names: { intersect: nodeSet("intersect"), except: nodeSet("except") } },
];

function parseBinary(reader: TokenReader, depth: number): Expression {
  const level = LEVELS[depth];
  if (level === undefined) return parseCast(reader);
  let left = parseBinary(reader, depth + 1);
  for (;;) {
    const { kind, text } = reader.peek();
    const table = kind === "symbol" ? level.symbols : kind === "name" ? level.names : {};
    const combine = Object.hasOwn(table, text) ? table[text] : undefined;
    if (combine === undefined) return left;
    reader.take();
    left = combine(left, parseBinary(reader, depth + 1));
    if (!level.chains) return left;
  }
}

/** `castable as` binds looser than `cast as`, which binds looser than a sign. */
function parseCast(reader: TokenReader): Expression {
  let operand = parseSign(reader);
  for (const [keyword, kind] of [
    ["cast", "cast"],
    ["castable", "castable"],
  ] as const) {
    if (!reader.isName(keyword) || !reader.isName("as", 1)) continue;
    const { offset } = reader.take();
    reader.take();
    const type = reader.take();
    if (type.kind !== "name") reader.fail("XPST0003", "type expected", type.offset);
    operand = { kind, operand, type: typeName(reader, type.text), optional: reader.acceptSymbol("?"), offset };
  }
  if (reader.isName("treat") || (reader.isName("instance") && reader.isName("of", 1))) {
    reader.fail("XPST0003", `"${reader.peek().text}" is not supported`);
  }
  return operand;
}

/** Local name of a type of XML Schema; any other type is refused later by its name. */
function typeName(reader: TokenReader, name: string): string {
  const [prefix = "", localName] = name.split(":");
  if (localName === undefined) return name;
  return reader.namespaceOf(prefix) === "http://www.w3.org/2001/XMLSchema" ? localName : name;
}

function parseSign(reader: TokenReader): Expression {
  for (const symbol of ["-", "+"]) {
    if (reader.acceptSymbol(symbol)) return { kind: "sign", negative: symbol === "-", operand: parseSign(reader) };
  }
  return parsePath(reader, { parseSequence, parseSingle });
}
