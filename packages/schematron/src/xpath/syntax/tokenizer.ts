import { XPathError } from "../xpath-error.ts";

/** A lexical unit of XPath 2.0. `*`, `a:*` and `*:a` are kept apart from operators by the parser, which knows what it expects. */
export interface Token {
  readonly kind: "name" | "variable" | "string" | "integer" | "decimal" | "double" | "symbol" | "end";
  /** Name, symbol, digits, or the string without its quotes. */
  readonly text: string;
  /** Offset of the first character in the expression. */
  readonly offset: number;
}

const NAME = "[\\p{L}_][\\p{L}\\p{N}\\p{M}_.\\u00B7-]*";
const QNAME = `(?:${NAME}|\\*):(?!:)(?:${NAME}|\\*)|${NAME}`;

/** Tried in this order at each place. */
const SHAPES = {
  space: /[ \t\r\n]+/y,
  string: /"(?:[^"]|"")*"|'(?:[^']|'')*'/y,
  double: /(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+/y,
  decimal: /\d+\.\d*|\.\d+/y,
  integer: /\d+/y,
  variable: new RegExp(`\\$[ \\t\\r\\n]*(?:${QNAME})`, "uy"),
  name: new RegExp(QNAME, "uy"),
  symbol: /\/\/|\.\.|::|!=|<=|>=|<<|>>|[()[\],@|+=<>/.*?-]/y,
} as const;

type Shape = keyof typeof SHAPES;

/** Shapes that may begin with a character; a name may begin with any other. */
function shapesAt(character: string): readonly Shape[] {
  if (character === " " || character === "\n" || character === "\t" || character === "\r") return ["space"];
  if (character === '"' || character === "'") return ["string"];
  if (character >= "0" && character <= "9") return ["double", "decimal", "integer"];
  if (character === ".") return ["double", "decimal", "symbol"];
  if (character === "$") return ["variable"];
  if (character === "*") return ["name", "symbol"];
  return "()[],@|+=<>/!:?-".includes(character) ? ["symbol"] : ["name"];
}

/** Cuts an expression into tokens, comments and white space left out; the last token has the kind `end`. */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < source.length) {
    if (source.startsWith("(:", offset)) {
      offset = endOfComment(source, offset);
      continue;
    }
    const shape = shapesAt(source.charAt(offset)).find((candidate) => matchesAt(candidate, source, offset));
    if (shape === undefined) throw new XPathError("XPST0003", "unexpected character", offset);
    const end = SHAPES[shape].lastIndex;
    if (shape !== "space") {
      const token: Token = { kind: shape, text: textOf(shape, source.slice(offset, end)), offset };
      refuseGluedNumber(tokens.at(-1), token);
      tokens.push(token);
    }
    offset = end;
  }
  tokens.push({ kind: "end", text: "", offset });
  return tokens;
}

function matchesAt(shape: Shape, source: string, offset: number): boolean {
  const pattern = SHAPES[shape];
  pattern.lastIndex = offset;
  return pattern.test(source);
}

/** A variable without its dollar, a string without its quotes. */
function textOf(shape: Shape, written: string): string {
  if (shape === "variable") return written.slice(1).trimStart();
  if (shape !== "string") return written;
  const quote = written.charAt(0);
  return written.slice(1, -1).replaceAll(quote + quote, quote);
}

/** `10div 3` is not XPath: a number and a name must be separated. */
function refuseGluedNumber(previous: Token | undefined, token: Token): void {
  if (token.kind !== "name" || previous === undefined) return;
  const isNumber = previous.kind === "integer" || previous.kind === "decimal" || previous.kind === "double";
  if (isNumber && previous.offset + previous.text.length === token.offset) {
    throw new XPathError("XPST0003", "a number must be separated from the name after it", token.offset);
  }
}

/** Comments nest: `(: a (: b :) c :)`. */
function endOfComment(source: string, start: number): number {
  let depth = 0;
  for (let offset = start; offset < source.length - 1; offset++) {
    const two = source.slice(offset, offset + 2);
    if (two === "(:") depth++;
    else if (two === ":)") depth--;
    else continue;
    offset++;
    if (depth === 0) return offset + 1;
  }
  throw new XPathError("XPST0003", "comment without end", start);
}
