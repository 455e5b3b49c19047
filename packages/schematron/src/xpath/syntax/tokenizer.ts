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

/** Tried in this order at each place; a named group is the kind of the token. */
const TOKEN = new RegExp(
  [
    "(?<space>[ \\t\\r\\n]+)",
    `(?<string>"(?:[^"]|"")*"|'(?:[^']|'')*')`,
    "(?<double>(?:\\d+(?:\\.\\d*)?|\\.\\d+)[eE][+-]?\\d+)",
    "(?<decimal>\\d+\\.\\d*|\\.\\d+)",
    "(?<integer>\\d+)",
    `\\$[ \\t\\r\\n]*(?<variable>${QNAME})`,
    `(?<name>${QNAME})`,
    "(?<symbol>//|\\.\\.|::|!=|<=|>=|<<|>>|[()\\[\\],@|+=<>/.*?-])",
  ].join("|"),
  "uy",
);

/** Cuts an expression into tokens, comments and white space left out; the last token has the kind `end`. */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < source.length) {
    if (source.startsWith("(:", offset)) {
      offset = endOfComment(source, offset);
      continue;
    }
    TOKEN.lastIndex = offset;
    const groups = TOKEN.exec(source)?.groups;
    if (groups === undefined) throw new XPathError("XPST0003", "unexpected character", offset);
    const token = tokenOf(groups, offset);
    if (token !== undefined) {
      refuseGluedNumber(tokens.at(-1), token);
      tokens.push(token);
    }
    offset = TOKEN.lastIndex;
  }
  tokens.push({ kind: "end", text: "", offset });
  return tokens;
}

function tokenOf(groups: Record<string, string | undefined>, offset: number): Token | undefined {
  for (const kind of ["name", "symbol", "variable", "integer", "decimal", "double"] as const) {
    const text = groups[kind];
    if (text !== undefined) return { kind, text, offset };
  }
  const quoted = groups["string"];
  if (quoted === undefined) return undefined;
  const quote = quoted.charAt(0);
  return { kind: "string", text: quoted.slice(1, -1).replaceAll(quote + quote, quote), offset };
}

/** `10div 3` is not XPath: a number and a name must be separated. */
function refuseGluedNumber(previous: Token | undefined, token: Token): void {
  if (previous === undefined || token.kind !== "name") return;
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
